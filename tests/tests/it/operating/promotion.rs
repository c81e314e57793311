//! A region is lost, as docs/backup.md has it: a replica becomes the primary, and
//! both Redis servers there are empty.

use std::time::Instant;

use sea_orm::{ConnectionTrait, DbBackend, Statement};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    circle::{
        Somebody,
        live::{looks, shows},
    },
    harness::{Database, HANGS, Postgres, World, until},
    journal::{Put, Writer, flush, vault},
    streamer::code,
};

/// What is written from now on does not come over.
async fn cut_off(primary: &Database, replica: &Database) {
    let (from, to) = (primary.store().await, replica.store().await);
    let lsn = "SELECT (pg_current_wal_flush_lsn() - '0/0')::bigint AS lsn";
    let lsn = Statement::from_string(DbBackend::Postgres, lsn);
    let row = from.connection().query_one_raw(lsn).await.unwrap().unwrap();
    let all: i64 = row.try_get("", "lsn").unwrap();
    let has = format!("SELECT 1 / (pg_last_wal_replay_lsn() - '0/0' >= {all})::int");
    until("it has all", async || to.connection().execute_unprepared(&has).await.ok()).await;
    replica.run("ALTER SYSTEM SET primary_conninfo = ''").await;
    replica.run("SELECT pg_reload_conf()").await;
    let is_cut = "SELECT 1 / (SELECT count(*) = 0 FROM pg_stat_wal_receiver)::int";
    until("nothing comes", async || to.connection().execute_unprepared(is_cut).await.ok()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_replica_that_is_promoted_everything_goes_on() {
    let mut primary = Database::start().await;
    let world = World::on(&primary).await.with("API__REQUESTS_PER_MIN", "0");
    let replica = primary.replica().await;
    let live = world.live.live().await;
    let (mut api, mut worker) = (world.api().await, world.worker().await);

    let ann = Somebody::new(&world, &api, "Ann").await;
    let bob = Somebody::new(&world, &api, "Bob").await;
    let circle = ann.makes("public").await;
    bob.joins(&circle).await;
    ann.said(&circle, "Before").await;
    let cid = Writer::new(&world, &api, "Cid").await;
    cid.writes(json!({ "text": "Dear diary" })).await;
    let (kept, lost) = (Uuid::now_v7(), Uuid::now_v7());
    let first = Put::new("For good");
    cid.puts(kept, &first).await;
    flush(&world, &vault(&world, &live)).await;
    let config = json!({
        "mode": "per_participant", "budget_ms": 3_600_000,
        "participants": [{ "id": "a", "name": "Ann" }, { "id": "b", "name": "Bob" }],
    });
    let streamer = world.program(&api);
    let new = json!({ "kind": "timer", "config": config });
    let made = streamer.post("/api/v1/sessions", new).await;
    let timer: Uuid = made.body["id"].as_str().unwrap().parse().unwrap();
    assert_eq!(streamer.command(timer, "start", json!({})).await.status, 200);
    until("it is on record", async || {
        (world.postgres.events(timer, None, 10).await.unwrap().len() == 1).then_some(())
    })
    .await;

    // What comes now is lost with the region.
    cut_off(&primary, &replica).await;
    ann.said(&circle, "Lost").await;
    let unsent = Put::new("Nowhere else");
    cid.puts(lost, &unsent).await;
    let n = ann.get(&format!("/circles/{circle}/messages")).await.body["n"].as_i64().unwrap();
    primary.stop();
    assert!(api.terminate().is_some() && worker.terminate().is_some());
    drop(live);

    let began = Instant::now();
    replica.run("SELECT pg_promote()").await;
    let world = world.moved_to(Postgres::on(&replica).await);
    let (api, _worker) = (world.api().await, world.worker().await);
    let [ann, bob] = [ann, bob].map(|who| Somebody { program: who.program.at(&api), ..who });
    let cid = Writer { program: cid.program.at(&api), ..cid };
    assert_eq!(bob.texts(&circle).await, ["Before"].map(Value::from));
    println!("pages {} ms after the promotion", began.elapsed().as_millis());
    assert!(began.elapsed() < HANGS);

    // A page that knows more than there is reads anew, and what it had not sent is taken.
    let changes = ann.get(&format!("/circles/{circle}/changes?after={n}")).await;
    assert_eq!(code(&changes), (410, "too_far"), "{}", changes.body);
    let mut bobs = looks(&world, &api, &bob, &circle).await;
    ann.said(&circle, "After").await;
    shows(&mut bobs, "it is told", |view| view["head"] == 2).await;
    assert_eq!(cid.reads(kept).await.as_deref(), Some("For good"));
    assert_eq!(cid.puts(lost, &unsent).await.status, 200);
    assert_eq!(cid.reads(lost).await.as_deref(), Some("Nowhere else"));
    let entries = cid.get("/journal/entries").await.body;
    assert_eq!(entries["items"][0]["text"], "Dear diary", "{entries}");

    let streamer = world.program(&api);
    let view = until("the clock is back", async || {
        let read = streamer.get(&format!("/api/v1/sessions/{timer}")).await;
        (read.status == 200).then(|| read.body["view"].clone())
    })
    .await;
    assert_eq!((&view["status"], &view["active"]), (&json!("running"), &json!("a")), "{view}");
    assert_eq!(streamer.command(timer, "switch", json!({})).await.status, 200);
    let screen = world.screen(&api).await;
    assert_eq!(screen.hello["session"], world.seeded.session_id.to_string());
}
