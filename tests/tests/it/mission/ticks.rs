//! Missions whose worker, store and history are taken away: each tick comes once,
//! by the resolver, at its time, and each survivor has the results once.

use std::time::Duration;

use downbeat_boot::clock;
use downbeat_job::{ActivateSession, Durable, Signal, TellMission};
use downbeat_session::{
    Audience,
    kinds::mission::{
        expedition::{AHEAD_MS, Stored, Terms},
        pack::Pack,
        resolver::{Departure, Seed, TurnBack, Wishes, resolve},
    },
};
use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, Statement};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{alone, camp, person};
use crate::harness::{Database, Process, World, until_within};

const MISSIONS: u8 = 40;
const LIMIT: Duration = Duration::from_mins(2);
const ENDED: &str = "SELECT count(*) FROM missions WHERE ended_at IS NOT NULL";
const LINES: &str = "SELECT count(*) FROM mission_logs";

fn worker(world: &World, name: &str) -> Process {
    let mut settings = world.settings();
    settings.push(("DOWNBEAT__WORKER__NAME".into(), name.into()));
    Process::begin("downbeat-worker", "DOWNBEAT__WORKER__BIND", &settings)
}

async fn reaches(world: &World, what: &str, number: i64) {
    until_within(LIMIT, &format!("{what} reaches {number}"), async || {
        (world.postgres.try_number(what).await.ok()? >= number).then_some(())
    })
    .await;
}

/// A mission as its rows have it.
#[derive(FromQueryResult)]
struct Row {
    session_id: Uuid,
    seed: String,
    terms: Value,
    status: String,
    turn_back_ms: Option<i64>,
    salvage: i64,
    xp: i64,
    missions: i32,
}

async fn missions(world: &World) -> Vec<Row> {
    let find = "SELECT m.session_id, m.seed, m.terms, m.status, b.turn_back_ms,
            s.salvage, s.xp, s.missions
        FROM missions m JOIN mission_members b USING (session_id)
        JOIN survivors s ON s.id = b.survivor_id ORDER BY m.session_id";
    let find = Statement::from_string(DbBackend::Postgres, find);
    let rows = world.postgres.connection().query_all_raw(find).await.unwrap();
    rows.iter().map(|row| Row::from_query_result(row, "").unwrap()).collect()
}

/// Lines as the digest of a story has them, each with the time that it is kept
/// under.
async fn logs(world: &World, mission: Uuid) -> Vec<(String, i64)> {
    let find = format!(
        "SELECT concat_ws('|', tick, encounter, slot, chance, roll, harm, harm_roll, outcome,
             modifiers->>'marks', modifiers->>'find') AS line,
             (extract(epoch FROM at) * 1000)::bigint AS at_ms
         FROM mission_logs WHERE session_id = '{mission}' ORDER BY tick, slot"
    );
    let find = Statement::from_string(DbBackend::Postgres, find);
    let rows = world.postgres.connection().query_all_raw(find).await.unwrap();
    let line = |row: &sea_orm::QueryResult| {
        (row.try_get("", "line").unwrap(), row.try_get("", "at_ms").unwrap())
    };
    rows.iter().map(line).collect()
}

/// The story that follows from what was settled, and nothing but that.
async fn is_told_once(world: &World, row: &Row) {
    let terms: Terms = serde_json::from_value(row.terms.clone()).unwrap();
    let seed = Seed::try_from(row.seed.clone()).unwrap();
    let party = terms.party.iter().map(|one| one.sheet.clone()).collect();
    let departure = Departure { seed, difficulty: 1, party };
    let due_ms = |tick| terms.due_ms(row.session_id, tick, 0);
    let turned = row.turn_back_ms.map(|from_ms| {
        let tick = (1..1_000).find(|tick| due_ms(*tick) >= from_ms).unwrap();
        TurnBack { tick, slot: 0 }
    });
    let wishes = Wishes { turn_backs: turned.into_iter().collect(), recall: None };
    let pack = Pack::named(&terms.pack.id, Some(terms.pack.version)).unwrap();
    let story = resolve(pack, &departure, &wishes).unwrap();
    let told: Vec<(String, i64)> = story
        .lines()
        .map(|line| {
            let (line, _text) = line.rsplit_once('|').unwrap();
            let tick = line.split_once('|').unwrap().0.parse().unwrap();
            (line.to_owned(), due_ms(tick))
        })
        .collect();
    assert_eq!(logs(world, row.session_id).await, told, "{}", row.session_id);
    let all = &story.results;
    assert_eq!(row.status, all.status.name());
    assert_eq!((row.xp, row.salvage), (all.party[0].xp, all.party[0].salvage));
    assert_eq!(row.missions, 1);
}

/// Each mission by the resolver, its results once, and nothing put aside.
async fn all_are_told_once(world: &World) {
    let postgres = &world.postgres;
    let missions = missions(world).await;
    assert_eq!(missions.len(), usize::from(MISSIONS));
    for row in &missions {
        is_told_once(world, row).await;
    }
    let stories = postgres.stories(Uuid::nil(), 100).await.unwrap();
    assert_eq!(stories.len(), missions.len());
    for (mission, story) in stories {
        let stored: Stored = serde_json::from_value(story).unwrap();
        assert_eq!(stored.is_told_anew(), Some(true), "{mission}");
    }
    let active = "SELECT count(*) FROM mission_members WHERE is_active";
    assert_eq!(postgres.number(active).await, 0);
    for table in ["event_orphan", "event_quarantine", "mission_logs_default"] {
        assert_eq!(postgres.number(&format!("SELECT count(*) FROM {table}")).await, 0, "{table}");
    }
}

/// Two workers, each of which stops for longer than its leases last, and goes on as
/// if nothing had happened.
#[tokio::test(flavor = "multi_thread")]
async fn owners_that_stood_still_tell_nothing_twice() {
    let world = World::new().await;
    let camp = camp(&world, &json!({ "tick_ms": 700, "rest_s": 0 })).await;
    let (first, second) = (worker(&world, "first"), worker(&world, "second"));
    for n in 0..MISSIONS {
        let host = person(&world, &format!("Person {n}")).await;
        alone(&world, camp, host, Seed([n; 16])).await;
    }
    let mut lines = 20;
    for owner in [&first, &second, &first] {
        reaches(&world, LINES, lines).await;
        owner.pause();
        lines += 40;
        reaches(&world, LINES, lines).await;
        owner.resume();
    }
    reaches(&world, ENDED, i64::from(MISSIONS)).await;
    all_are_told_once(&world).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_tick_comes_once_whatever_dies() {
    let mut database = Database::start().await;
    let world = World::on(&database).await;
    let camp = camp(&world, &json!({ "tick_ms": 700, "rest_s": 0 })).await;
    let mut first = worker(&world, "first");
    let _second = worker(&world, "second");
    let mut out = Vec::new();
    for n in 0..MISSIONS {
        let host = person(&world, &format!("Person {n}")).await;
        out.push((alone(&world, camp, host, Seed([n; 16])).await, host));
    }
    reaches(&world, LINES, 30).await;
    first.kill();
    for (mission, host) in &out[..10] {
        let transaction = world.postgres.begin().await.unwrap();
        let ahead_ms = clock::unix_ms() + AHEAD_MS;
        // One that is home by now turns back no more.
        if transaction.turn_back(*mission, host.survivor, ahead_ms).await.is_err() {
            continue;
        }
        let job = TellMission { mission: *mission }.job().unwrap();
        let enqueued = transaction.enqueue(&[job]).await.unwrap();
        transaction.commit().await.unwrap();
        world.queue.queue().await.announce(&enqueued).await;
    }
    reaches(&world, LINES, 100).await;
    world.live.empty().await;
    let _third = worker(&world, "third");
    reaches(&world, LINES, 140).await;
    database.stop();
    clock::sleep(Duration::from_secs(3)).await;
    database.start_again();
    reaches(&world, ENDED, i64::from(MISSIONS)).await;

    all_are_told_once(&world).await;
    let live = world.live.live().await;
    // Nobody looked at it for a while.
    let context = world.context(&live).await;
    ActivateSession { session: camp }.run(&context).await.unwrap();
    until_within(LIMIT, "nobody is out", async || {
        let hot = live.read(camp).await.ok()??;
        let view: Value = serde_json::from_slice(&hot.view(Audience::Public)).ok()?;
        (view["out"] == 0).then_some(())
    })
    .await;
    // Results wait for nobody: who is home may go out again.
    let host = out[0].1;
    let lost = world.postgres.living_survivor(host.user).await.unwrap().is_none();
    if !lost {
        alone(&world, camp, host, Seed([99; 16])).await;
    }
}
