//! Reads that only show, on a replica that stalls, dies and comes back.

use downbeat_boot::clock;
use downbeat_store::Staff;
use sea_orm::ConnectionTrait;
use serde_json::{Value, json};

use crate::harness::{Database, HANGS, Operator, Process, Program, Trouble, World, until};

const BY_REPLICA: &str = "downbeat_postgres_reads_total{from=\"replica\"}";
const BY_PRIMARY: &str = "downbeat_postgres_reads_total{from=\"primary\"}";
const AWAY: &str = "the replica is away";

/// A primary with a streamer on it, and a replica of it, where we may only read.
async fn pair() -> (Database, Database, World) {
    let primary = Database::start().await;
    let world = World::on(&primary).await;
    primary.run("CREATE ROLE reader LOGIN IN ROLE pg_read_all_data").await;
    let replica = primary.replica().await;
    let url = replica.url.replacen("downbeat@", "reader@", 1);
    let world = world.with("DATABASE__REPLICA_URL", &url).with("API__REQUESTS_PER_MIN", "0");
    (primary, replica, world)
}

/// A command; it is on record at the primary, where `events` are now.
async fn vote(ann: &Program, world: &World, events: usize) {
    let id = world.seeded.session_id;
    let voted = ann.command(id, "test_vote", json!({ "side": "for" })).await;
    assert_eq!(voted.status, 200, "{}", voted.body);
    recorded(world, events).await;
}

async fn recorded(world: &World, events: usize) {
    until("it is on record", async || {
        let stored = world.postgres.events(world.seeded.session_id, None, 100).await.unwrap();
        (stored.len() == events).then_some(())
    })
    .await;
}

/// How many events a streamer is shown.
async fn shown(ann: &Program, world: &World) -> usize {
    let history = ann.get(&format!("/api/v1/sessions/{}/events", world.seeded.session_id)).await;
    assert_eq!(history.status, 200, "{}", history.body);
    history.body["items"].as_array().unwrap().len()
}

/// Once the replica answers and has so many events.
async fn caught_up(ann: &Program, world: &World, api: &Process, events: usize) {
    until("the replica answers, and has all", async || {
        let before = api.counted(BY_REPLICA).await;
        let is_all = shown(ann, world).await == events;
        (is_all && api.counted(BY_REPLICA).await > before).then_some(())
    })
    .await;
}

/// The replica gets what is written from now on, and shows none of it.
async fn stall(replica: &Database) {
    replica.run("SELECT pg_wal_replay_pause()").await;
    let store = replica.store().await;
    let is_paused = "SELECT 1 / (pg_get_wal_replay_pause_state() = 'paused')::int";
    until("it stands still", async || store.connection().execute_unprepared(is_paused).await.ok())
        .await;
}

fn told(api: &Process, what: &str) -> usize {
    api.log().matches(what).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn history_is_the_replicas_while_it_is_there_and_else_the_primarys() {
    let (_primary, mut replica, world) = pair().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    vote(&ann, &world, 1).await;
    caught_up(&ann, &world, &api, 1).await;

    stall(&replica).await;
    vote(&ann, &world, 2).await;
    assert_eq!(shown(&ann, &world).await, 1, "it shows the past, and commands go on");
    let id = world.seeded.session_id;
    let export = ann.get(&format!("/api/v1/sessions/{id}/export")).await.body;
    assert_eq!(export["events"].as_array().unwrap().len(), 1, "{export}");
    let change = json!({ "config": { "weight": 7 } });
    let path = format!("/api/v1/sessions/{id}");
    assert_eq!(ann.patch(&path, "\"1\"", change).await.status, 200);
    let read = ann.get(&path).await.body;
    assert_eq!(read["config"]["weight"], 7.0, "what somebody wrote they read: {read}");
    recorded(&world, 3).await;
    assert_eq!(shown(&ann, &world).await, 1);

    replica.stop();
    assert_eq!(shown(&ann, &world).await, 3, "the primary answers at once");
    let before = api.counted(BY_PRIMARY).await;
    for _ in 0..20 {
        assert_eq!(shown(&ann, &world).await, 3);
    }
    assert_eq!(api.counted(BY_PRIMARY).await, before + 20);
    assert_eq!(told(&api, AWAY), 1, "it is told once: {}", api.log());

    replica.start_again();
    vote(&ann, &world, 4).await;
    caught_up(&ann, &world, &api, 4).await;
    assert_eq!(told(&api, "the replica answers again"), 1, "{}", api.log());
}

/// It may stand still, or be cut off and believe to have all.
#[tokio::test(flavor = "multi_thread")]
async fn a_replica_that_is_too_far_behind_is_passed_over() {
    let (_primary, replica, world) = pair().await;
    let world = world.with("DATABASE__REPLICA_BEHIND_MAX_MS", "3000");
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    let passed_over = async |events: usize, times: usize| {
        vote(&ann, &world, events).await;
        until("the primary shows the present", async || {
            let is_told = told(&api, "too far behind") >= times;
            (is_told && shown(&ann, &world).await == events).then_some(())
        })
        .await;
    };
    vote(&ann, &world, 1).await;
    caught_up(&ann, &world, &api, 1).await;
    stall(&replica).await;
    passed_over(2, 1).await;
    replica.run("SELECT pg_wal_replay_resume()").await;
    caught_up(&ann, &world, &api, 2).await;
    replica.run("ALTER SYSTEM SET primary_conninfo = ''").await;
    replica.run("SELECT pg_reload_conf()").await;
    passed_over(3, 2).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_replica_that_is_silent_holds_nobody_up_for_long() {
    let (_primary, _replica, world) = pair().await;
    let (world, line) = world.through("DATABASE__REPLICA_URL").await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    vote(&ann, &world, 1).await;
    caught_up(&ann, &world, &api, 1).await;
    line.trouble(Trouble::HalfOpen);
    let primary = api.counted(BY_PRIMARY).await;
    assert_eq!(shown(&ann, &world).await, 1);
    assert_eq!(api.counted(BY_PRIMARY).await, primary + 1, "the primary answers");
    assert_eq!(told(&api, AWAY), 1, "{}", api.log());
    let many = async {
        for _ in 0..100 {
            shown(&ann, &world).await;
        }
    };
    clock::timeout(HANGS, many).await.expect("only the first waits for it");
    line.mend();
    caught_up(&ann, &world, &api, 1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_console_lists_what_the_replica_has_and_answers_with_what_was_done() {
    let (_primary, replica, world) = pair().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ada = Operator::sign_in(&api, &world.postgres, "Ada", Staff::Admin).await;
    let list = async |path: &str| -> Vec<Value> {
        let (status, page) = ada.get(&format!("/api/v1/admin/{path}")).await;
        assert_eq!(status, 200, "{page}");
        page["items"].as_array().unwrap().clone()
    };
    let entries = until("her coming in is listed by the replica", async || {
        let entries = list("audit").await;
        let is_there = entries.iter().any(|entry| entry["action"] == "login");
        (is_there && api.counted(BY_REPLICA).await > 0).then_some(entries.len())
    })
    .await;
    stall(&replica).await;
    let wake = format!("/api/v1/admin/sessions/{}/activate", world.seeded.session_id);
    let (status, detail) = ada.post(&wake, json!({})).await;
    assert_eq!(status, 200, "{detail}");
    assert_eq!(detail["deeds"][0]["action"], "session.activate", "{detail}");
    assert_eq!(list("audit").await.len(), entries, "the list is the replica's");
    for path in ["sessions", "jobs?text=weight", "signals", "quarantine", "bulk"] {
        list(path).await;
    }
    for path in ["overview", "stats"] {
        assert_eq!(ada.get(&format!("/api/v1/admin/{path}")).await.0, 200, "{path}");
    }
    assert_eq!(told(&api, AWAY), 0, "it can answer them all: {}", api.log());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_process_starts_without_its_replica() {
    let world = World::new().await;
    let world = world.with("DATABASE__REPLICA_URL", "postgres://x@127.0.0.1:1/x");
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    vote(&ann, &world, 1).await;
    assert_eq!(shown(&ann, &world).await, 1);
    until("it is told", async || (told(&api, AWAY) == 1).then_some(())).await;
}
