//! What a process knows of a session saves readings, and changes no answer.

mod http;
mod model;

use downbeat_live::{
    Accepted, Asked, Beginning, CommandError, CommandId, Gate, Live, Opened, Opening, Options,
    Quota, Through, key,
};
use downbeat_session::{Actor, Refusal, Role, kinds};
use serde_json::{Value, json};
use std::time::Duration;
use uuid::Uuid;

use crate::{
    commands::{asked, revs},
    harness::{Redis, SHARDS, cluster, until},
};

/// A hot timer of so many, whose clocks end in a day.
async fn open_timer(live: &Live, people: usize) -> Opening {
    let id_of = |n: usize| json!({ "id": format!("p{n}"), "name": format!("Player {n}") });
    let everyone: Vec<Value> = (0..people).map(id_of).collect();
    let config =
        json!({ "mode": "per_participant", "participants": everyone, "budget_ms": 86_400_000 });
    let session = (kinds::named("timer").unwrap().open)(&config, 1, live.now_ms(0)).unwrap();
    let opening = Opening::fresh(Uuid::new_v4(), Uuid::new_v4(), session, 1);
    assert_eq!(live.open(&opening).await.unwrap(), Opened::Open);
    opening
}

async fn forgetful(server: &Redis) -> Live {
    let options = Options { known_bytes_max: 0, ..server.options() };
    Live::connect(options, SHARDS).await.unwrap()
}

fn switch(session: Uuid) -> Asked {
    asked(session, "switch", json!({}))
}

/// How often Redis was asked by a command since the last look at it.
async fn calls(server: &Redis, command: &str) -> u64 {
    let mut bare = server.bare().await;
    let stats: String =
        redis::cmd("INFO").arg("commandstats").query_async(&mut bare).await.unwrap();
    let line = stats.lines().find(|line| line.starts_with(&format!("cmdstat_{command}:")));
    let counted =
        line.and_then(|line| line.split_once("calls=")?.1.split(',').next()?.parse().ok());
    redis::cmd("CONFIG").arg("RESETSTAT").exec_async(&mut bare).await.unwrap();
    counted.unwrap_or(0)
}

#[tokio::test]
async fn a_command_on_what_is_known_is_one_call() {
    let server = Redis::start();
    let live = server.live().await;
    let id = open_timer(&live, 3).await.id;
    live.command(&asked(id, "start", json!({}))).await.unwrap();
    calls(&server, "fcall").await;
    for n in 0..20 {
        let mut command = switch(id);
        command.id = Some(CommandId::of_account(id, n.to_string()));
        live.command(&command).await.unwrap();
    }
    assert_eq!(calls(&server, "fcall").await, 20);
    live.command(&switch(id)).await.unwrap();
    assert_eq!(calls(&server, "mget").await, 0);
}

/// Its size goes to Redis once, and beside the call.
#[tokio::test]
async fn a_large_state_takes_one_round_trip_and_leaves_nothing_behind() {
    let server = Redis::start();
    let (live, other) = (server.live().await, server.live().await);
    let id = open_timer(&live, 1_000).await.id;
    live.command(&asked(id, "start", json!({}))).await.unwrap();
    for _ in 0..3 {
        live.command(&switch(id)).await.unwrap();
        other.command(&switch(id)).await.unwrap();
    }
    assert_eq!(revs(&live, id).await, (1..=7).collect::<Vec<_>>());
    let mut bare = server.bare().await;
    let staged: Vec<String> =
        redis::cmd("KEYS").arg("*:staged:*").query_async(&mut bare).await.unwrap();
    assert!(staged.is_empty(), "{staged:?}");
    let state = key::state(live.shard(id), id);
    let ttl_ms: i64 = redis::cmd("PTTL").arg(&state).query_async(&mut bare).await.unwrap();
    assert_eq!(ttl_ms, -1, "a state stays");
}

#[tokio::test]
async fn a_large_state_is_staged_on_a_cluster_too() {
    let live = cluster().await;
    let id = open_timer(&live, 1_000).await.id;
    live.command(&asked(id, "start", json!({}))).await.unwrap();
    assert_eq!(live.command(&switch(id)).await.unwrap().rev.to_string(), "1-2");
}

#[tokio::test]
async fn what_another_process_did_meanwhile_is_told_with_the_refusal_to_commit() {
    let server = Redis::start();
    let (live, other) = (server.live().await, server.live().await);
    let id = open_timer(&live, 3).await.id;
    live.command(&asked(id, "start", json!({}))).await.unwrap();
    other.command(&switch(id)).await.unwrap();
    other.command(&switch(id)).await.unwrap();
    calls(&server, "fcall").await;
    let accepted = live.command(&switch(id)).await.unwrap();
    assert_eq!(accepted.rev.to_string(), "1-4");
    assert_eq!(calls(&server, "fcall").await, 2);
    live.command(&switch(id)).await.unwrap();
    assert_eq!(calls(&server, "mget").await, 0);
    assert_eq!(revs(&live, id).await, [1, 2, 3, 4, 5]);
}

/// The same incarnation and rev, of another history: a replica took over that had
/// not heard of the last change.
#[tokio::test]
async fn a_state_of_the_same_rev_that_came_another_way_is_another() {
    let server = Redis::start();
    let (live, other) = (server.live().await, server.live().await);
    let id = open_timer(&live, 3).await.id;
    live.command(&asked(id, "start", json!({}))).await.unwrap();
    let state = key::state(live.shard(id), id);
    let mut bare = server.bare().await;
    let before: Vec<u8> = redis::cmd("GET").arg(&state).query_async(&mut bare).await.unwrap();
    live.command(&switch(id)).await.unwrap();
    let at_ms = live.read(id).await.unwrap().unwrap().at_ms;
    until("time goes on", async || (live.now_ms(live.shard(id)) > at_ms).then_some(())).await;
    redis::cmd("SET").arg(&state).arg(&before).exec_async(&mut bare).await.unwrap();
    other.command(&asked(id, "pause", json!({}))).await.unwrap();
    // There is a running clock to the first one, and none to the second.
    let refused = live.command(&asked(id, "pause", json!({}))).await;
    let Err(CommandError::Refused(Refusal::Rejected(rejection))) = refused else {
        panic!("{refused:?}");
    };
    assert_eq!(rejection.code, "wrong_status");
}

#[tokio::test]
async fn a_refusal_is_never_what_was_known_alone() {
    let server = Redis::start();
    let (live, other) = (server.live().await, server.live().await);
    let id = open_timer(&live, 3).await.id;
    live.command(&asked(id, "start", json!({}))).await.unwrap();
    other.command(&asked(id, "pause", json!({}))).await.unwrap();
    // It ran, as this process knew it.
    live.command(&asked(id, "resume", json!({}))).await.unwrap();
    other.command(&switch(id)).await.unwrap();
    let at = |rev: &str| Asked { rev: Some(rev.parse().unwrap()), ..switch(id) };
    let stale = live.command(&at("1-3")).await;
    assert!(matches!(stale, Err(CommandError::Stale { current }) if current.rev == 4), "{stale:?}");
    live.command(&at("1-4")).await.unwrap();
    // Deleted, it is not there, whatever is known of it.
    other.delete(id, 2).await.unwrap();
    assert!(matches!(live.command(&switch(id)).await, Err(CommandError::Cold)));
}

/// What was answered by another process is found by the commit itself.
#[tokio::test]
async fn an_id_is_answered_once_whoever_answered_it() {
    let server = Redis::start();
    let (live, other) = (server.live().await, server.live().await);
    let id = open_timer(&live, 3).await.id;
    live.command(&asked(id, "start", json!({}))).await.unwrap();
    let mut command = switch(id);
    command.id = Some(CommandId::of_account(id, "one".into()));
    let first = other.command(&command).await.unwrap();
    let repeated = Accepted { repeated: true, ..first.clone() };
    assert_eq!(live.command(&command).await.unwrap(), repeated);
    command.args = json!({ "to": "p0" });
    assert!(matches!(live.command(&command).await, Err(CommandError::IdReused)));
    // The same where it was read beforehand, and where its rules would refuse it now.
    let mut pause = asked(id, "pause", json!({}));
    pause.id = Some(CommandId::of_account(id, "two".into()));
    let paused = other.command(&pause).await.unwrap();
    let begun = live.read(id).await.unwrap();
    let again = live.command_on(&pause, begun).await.unwrap();
    assert_eq!(again, Accepted { repeated: true, ..paused });
    assert_eq!(revs(&live, id).await, [1, 2, 3]);
}

#[tokio::test]
async fn who_asks_how_much_and_what_of_are_one_question() {
    let server = Redis::start();
    for live in [server.live().await, cluster().await] {
        let id = open_timer(&live, 3).await.id;
        let quota = Quota { most: 2, window: Duration::from_mins(1) };
        let (kept, who) = (key::pass(&id.simple().to_string()), id.to_string());
        live.cache_put(&kept, &json!({ "some": "body" }), Duration::from_mins(1)).await.unwrap();
        let ask =
            || live.begin(Beginning { kept: &kept, limit: Some((&who, quota)), session: Some(id) });
        let begun = ask().await;
        assert_eq!(begun.kept.unwrap().unwrap(), br#"{"some":"body"}"#);
        assert_eq!(begun.taken.unwrap().left, 1);
        let start = asked(id, "start", json!({}));
        live.command_on(&start, begun.session).await.unwrap();
        // It is known by now.
        let begun = ask().await;
        assert!(begun.session.is_none() && begun.taken.unwrap().is_allowed);
        assert!(!ask().await.taken.unwrap().is_allowed);
        live.delete(id, 2).await.unwrap();
    }
}

/// Who asks is held against what live Redis knows in the step that commits.
#[tokio::test]
async fn a_gate_is_open_to_whoever_is_still_known_and_may() {
    let server = Redis::start();
    let live = server.live().await;
    let id = open_timer(&live, 3).await.id;
    let place = key::pass(&id.simple().to_string());
    let gate = |text: &str, most| {
        let quota = Quota { most, window: Duration::from_mins(1) };
        Gate::new((place.clone(), text.as_bytes().to_vec()), Some((id.to_string(), quota)))
    };
    let through =
        async |text: &str, most| live.command_through(&switch(id), &gate(text, most)).await;
    live.cache_put(&place, &"ann", Duration::from_mins(1)).await.unwrap();
    assert!(matches!(through("\"ann\"", 3).await, Through::Closed), "it is not known");
    live.command(&asked(id, "start", json!({}))).await.unwrap();
    let Through::Open(Some(taken), Ok(accepted)) = through("\"ann\"", 3).await else {
        panic!("it is open");
    };
    assert_eq!((taken.left, accepted.rev.to_string().as_str()), (2, "1-2"));
    assert!(matches!(through("\"bob\"", 3).await, Through::Closed), "it is another");
    for _ in 0..2 {
        assert!(matches!(through("\"ann\"", 3).await, Through::Open(_, Ok(_))));
    }
    let Through::Limited(taken) = through("\"ann\"", 3).await else { panic!("it was too much") };
    assert!(!taken.is_allowed && taken.wait > Duration::ZERO);
    // What would be refused is asked for otherwise, and takes nothing.
    let pause = asked(id, "resume", json!({}));
    let closed = live.command_through(&pause, &gate("\"ann\"", 100)).await;
    assert!(matches!(closed, Through::Closed));
    live.invalidate(&place, Duration::from_mins(1)).await.unwrap();
    assert!(matches!(through("\"ann\"", 100).await, Through::Closed), "it was ended");
    assert_eq!(revs(&live, id).await, [1, 2, 3, 4]);
}

/// Twenty at once by two processes: each happens once, in some order.
#[tokio::test]
async fn what_is_known_by_two_is_changed_by_one_at_a_time() {
    let server = Redis::start();
    let (live, other) = (server.live().await, server.live().await);
    let id = open_timer(&live, 3).await.id;
    live.command(&asked(id, "start", json!({}))).await.unwrap();
    let command = switch(id);
    let both = (0..40).map(|n| if n % 2 == 0 { &live } else { &other });
    let answers = futures::future::join_all(both.map(|live| live.command(&command))).await;
    let accepted = answers.iter().filter(|answer| answer.is_ok()).count() as u64;
    let is_contended = |answer: &&Result<_, _>| matches!(answer, Err(CommandError::Contended));
    let contended = answers.iter().filter(is_contended).count() as u64;
    assert_eq!((accepted + contended, accepted > 0), (40, true));
    assert_eq!(revs(&live, id).await, (1..=accepted + 1).collect::<Vec<_>>());
}

fn owner() -> Actor {
    Actor { role: Role::Owner, id: None }
}
