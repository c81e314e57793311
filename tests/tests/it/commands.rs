//! Read, decide, commit: what a command is answered and what it leaves.

use downbeat_boot::clock;
use downbeat_live::{Accepted, Asked, Closed, CommandError, Live, Opened, Opening, key};
use downbeat_session::{
    Actor, Ask, Beside, Refusal, Role,
    kinds::{self, meter::Config},
};
use futures::future::join_all;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{HANGS, Redis, meter, open_meter, window_config};

pub fn asked(session: Uuid, name: &str, args: Value) -> Asked {
    let actor = Actor { role: Role::Owner, id: None };
    Asked { session, id: None, name: name.into(), args, actor, owner: None, rev: None }
}

pub fn reset(session: Uuid) -> Asked {
    asked(session, "reset", json!({}))
}

pub async fn revs(live: &Live, id: Uuid) -> Vec<u64> {
    let recorded = live.events(live.shard(id), 1_000).await.unwrap();
    let events = recorded.into_iter().map(|entry| entry.event.unwrap());
    events.filter(|event| event.session == id).map(|event| event.rev).collect()
}

#[tokio::test]
async fn commands_at_once_leave_revs_without_a_gap() {
    let server = Redis::start();
    let live = server.live().await;
    let id = open_meter(&live, &Config::default()).await.id;
    let command = reset(id);
    // Contended: nothing happened, and it is asked again until something did.
    let done = async || {
        loop {
            match live.command(&command).await {
                Err(CommandError::Contended) => {}
                answer => return answer.unwrap(),
            }
        }
    };
    let accepted: Vec<Accepted> = join_all((0..40).map(|_| done())).await;
    let mut told: Vec<u64> = accepted.iter().map(|accepted| accepted.rev.rev).collect();
    told.sort_unstable();
    let all: Vec<u64> = (1..=40).collect();
    assert_eq!(told, all);
    assert_eq!(revs(&live, id).await, all);
}

/// A session's size costs its neighbours, so it has a bound. What time does to
/// one that has reached it still happens.
#[tokio::test]
async fn a_session_grows_to_its_limit_and_no_further() {
    let server = Redis::start();
    let live = server.live().await;
    let person = |n: usize| {
        let id = format!("{n:04}{}", "\u{1F600}".repeat(60));
        json!({ "id": id, "name": "\u{1F600}".repeat(60) })
    };
    let config = |people: usize| {
        let everyone: Vec<Value> = (0..people).map(person).collect();
        json!({ "mode": "per_participant", "budget_ms": 60_000, "participants": everyone })
    };
    let timer = kinds::named("timer").unwrap();
    let Err(refused) = (timer.check)(&config(1_000)) else { panic!("it is larger than any") };
    assert_eq!(refused[0].field, "config", "{refused:?}");

    // All but full: of those who come after that, somebody is too many.
    let counts: Vec<usize> = (1..=1_000).collect();
    let fitting = counts.partition_point(|people| (timer.check)(&config(*people)).is_ok());
    let session = (timer.open)(&config(fitting - 2), 1, live.now_ms(0)).unwrap();
    let opening = Opening::fresh(Uuid::new_v4(), Uuid::new_v4(), session, 1);
    live.open(&opening).await.unwrap();
    live.command(&asked(opening.id, "start", json!({}))).await.unwrap();
    let mut refused = None;
    for n in 5_000..5_003 {
        match live.command(&asked(opening.id, "add_participant", person(n))).await {
            Ok(_) => assert!(refused.is_none()),
            Err(CommandError::Refused(Refusal::Invalid(problems))) => refused = Some(problems),
            Err(error) => panic!("{error}"),
        }
    }
    let problems = refused.expect("it grew without a bound");
    assert_eq!(problems[0].field, "args", "{problems:?}");
    live.command(&asked(opening.id, "pause", json!({}))).await.unwrap();
}

/// Two drains of a shard read the same events: what each removed is counted once.
#[tokio::test]
async fn drains_that_overlap_leave_the_right_count_of_bytes() {
    let server = Redis::start();
    let live = server.live().await;
    let id = open_meter(&live, &Config::default()).await.id;
    let shard = live.shard(id);
    live.command(&reset(id)).await.unwrap();
    live.command(&reset(id)).await.unwrap();
    let first = live.events(shard, 10).await.unwrap();
    live.command(&asked(id, "start_round", json!({ "question": "Jump?" }))).await.unwrap();
    let second = live.events(shard, 10).await.unwrap();
    live.command(&reset(id)).await.unwrap();
    live.trim(shard, &first).await.unwrap();
    live.trim(shard, &second).await.unwrap();
    let left = live.events(shard, 10).await.unwrap();
    let mut bare = server.bare().await;
    let bytes: usize =
        redis::cmd("GET").arg(key::events_bytes(shard)).query_async(&mut bare).await.unwrap();
    assert_eq!(bytes, left.iter().map(|entry| entry.body.len()).sum::<usize>());
}

async fn unwatched(live: &Live, shard: u16, since_ms: i64) -> Vec<Uuid> {
    live.unwatched(&[(shard, since_ms)], 10).await.unwrap().remove(0).unwrap()
}

/// Whoever changes a session uses it.
#[tokio::test]
async fn a_command_keeps_a_session_hot_as_a_watcher_does() {
    let server = Redis::start();
    let live = server.live().await;
    let id = open_meter(&live, &Config::default()).await.id;
    live.mark_unwatched(id).await.unwrap();
    let shard = live.shard(id);
    let long_ago_ms = live.now_ms(shard) - 60_000;
    assert_eq!(unwatched(&live, shard, long_ago_ms).await, [id]);
    live.command(&reset(id)).await.unwrap();
    assert!(unwatched(&live, shard, long_ago_ms).await.is_empty());
}

#[tokio::test]
async fn a_refusal_says_why_and_changes_nothing() {
    let server = Redis::start();
    let live = server.live().await;
    let id = open_meter(&live, &Config::default()).await.id;
    let before = live.read(id).await.unwrap().unwrap();

    let mut viewer = reset(id);
    viewer.actor.role = Role::Viewer;
    let Err(CommandError::Refused(Refusal::Rejected(rejection))) = live.command(&viewer).await
    else {
        panic!("a viewer may not reset");
    };
    assert_eq!(rejection.code, "forbidden");
    let unknown = live.command(&asked(id, "explode", json!({}))).await;
    assert!(matches!(unknown, Err(CommandError::Refused(Refusal::UnknownCommand))));
    let invalid = live.command(&asked(id, "test_vote", json!({ "side": "up" }))).await;
    assert!(matches!(invalid, Err(CommandError::Refused(Refusal::Invalid(_)))));
    let mut stale = reset(id);
    stale.rev = Some("1-7".parse().unwrap());
    assert!(matches!(live.command(&stale).await, Err(CommandError::Stale { .. })));
    let cold = live.command(&reset(Uuid::new_v4())).await;
    assert!(matches!(cold, Err(CommandError::Cold)));

    let after = live.read(id).await.unwrap().unwrap();
    assert_eq!((after.rev, after.session), (before.rev, before.session));
    assert!(revs(&live, id).await.is_empty());
}

#[tokio::test]
async fn a_full_stream_refuses_and_drops_nothing() {
    let server = Redis::start();
    let live = server.live().await;
    let id = open_meter(&live, &Config::default()).await.id;
    live.command(&reset(id)).await.unwrap();
    let bytes = key::events_bytes(live.shard(id));
    let mut bare = server.bare().await;
    redis::cmd("SET").arg(&bytes).arg(32 * 1024 * 1024).exec_async(&mut bare).await.unwrap();
    assert!(matches!(live.command(&reset(id)).await, Err(CommandError::AuditFull)));
    assert_eq!(revs(&live, id).await, [1]);

    let drained = live.events(live.shard(id), 10).await.unwrap();
    live.trim(live.shard(id), &drained).await.unwrap();
    live.command(&reset(id)).await.unwrap();
    assert_eq!(revs(&live, id).await, [2]);
}

#[tokio::test]
async fn a_saved_config_is_applied_and_never_goes_back() {
    let server = Redis::start();
    let live = server.live().await;
    let opening = open_meter(&live, &Config::default()).await;
    let newer = serde_json::to_value(window_config(60)).unwrap();
    live.configure(opening.id, 3, &newer).await.unwrap();
    let older = serde_json::to_value(Config::default()).unwrap();
    live.configure(opening.id, 2, &older).await.unwrap();
    let hot = live.read(opening.id).await.unwrap().unwrap();
    assert_eq!(hot.session.config_version(), 3);
    let view: Value =
        serde_json::from_slice(&hot.view(downbeat_session::Audience::Public)).unwrap();
    assert_eq!((view["model"].as_str(), view["window_s"].as_u64()), (Some("window"), Some(60)));
}

/// The votes of a round that is over are never as they were read: nothing can be
/// committed, and whoever tells a config is not held for ever.
#[tokio::test]
async fn a_config_that_cannot_be_applied_is_given_up_and_stays_recorded() {
    let server = Redis::start();
    let live = server.live().await;
    let (config, begun_ms) = (Config::default(), clock::unix_ms() - 3_600_000);
    let mut session = meter(&config, 1);
    let args = json!({ "question": "Jump?", "duration_s": 60 });
    let ask = Ask { name: "start_round", args: &args, actor: &Actor::system() };
    session = session.decide(&Beside::default(), &ask, begun_ms).unwrap().after;
    let opening = Opening::fresh(Uuid::new_v4(), Uuid::new_v4(), session, 1);
    assert_eq!(live.open(&opening).await.unwrap(), Opened::Open);
    let round = key::round(live.shard(opening.id), opening.id);
    let mut bare = server.bare().await;
    redis::cmd("SET").arg(&round).arg("odd").exec_async(&mut bare).await.unwrap();

    let newer = serde_json::to_value(window_config(60)).unwrap();
    let told = clock::timeout(HANGS, live.configure(opening.id, 2, &newer)).await.unwrap();
    assert!(matches!(told, Err(CommandError::Contended)), "{told:?}");
    redis::cmd("DEL").arg(&round).exec_async(&mut bare).await.unwrap();
    assert!(live.configure(opening.id, 2, &newer).await.unwrap());
}

#[tokio::test]
async fn what_was_told_of_a_cold_session_is_kept() {
    let server = Redis::start();
    let live = server.live().await;
    let mut opening = open_meter(&live, &Config::default()).await;
    opening.id = Uuid::new_v4();
    let config = Config::default();
    live.configure(opening.id, 5, &serde_json::to_value(&config).unwrap()).await.unwrap();
    opening.session = meter(&config, 4);
    assert_eq!(live.open(&opening).await.unwrap(), Opened::Stale);
    opening.session = meter(&config, 5);
    assert_eq!(live.open(&opening).await.unwrap(), Opened::Open);
    assert_eq!(live.open(&opening).await.unwrap(), Opened::AlreadyHot);

    live.delete(opening.id, 6).await.unwrap();
    assert!(live.read(opening.id).await.unwrap().is_none());
    opening.incarnation = 2;
    assert_eq!(live.open(&opening).await.unwrap(), Opened::Deleted);
    // Made again under the same id.
    opening.session = meter(&config, 7);
    assert_eq!(live.open(&opening).await.unwrap(), Opened::Open);
}

#[tokio::test]
async fn a_session_closes_when_nobody_looks_and_nothing_waits() {
    let server = Redis::start();
    let live = server.live().await;
    let id = open_meter(&live, &Config::default()).await.id;
    let shard = live.shard(id);
    let lease = live.acquire(shard).await.unwrap().unwrap();
    live.command(&reset(id)).await.unwrap();
    let hot = live.read(id).await.unwrap().unwrap();
    let (long_ago, now) = (live.now_ms(shard) - 60_000, live.now_ms(shard) + 1);

    assert!(unwatched(&live, shard, long_ago).await.is_empty());
    assert_eq!(live.close(&lease, &hot, long_ago).await.unwrap(), Closed::Kept, "it is watched");
    assert_eq!(live.close(&lease, &hot, now).await.unwrap(), Closed::Kept, "an event waits");
    let drained = live.events(shard, 10).await.unwrap();
    live.trim(shard, &drained).await.unwrap();
    let stranger = downbeat_live::Lease { value: "1:x".into(), ..lease.clone() };
    assert_eq!(live.close(&stranger, &hot, now).await.unwrap(), Closed::Fenced);
    assert_eq!(live.close(&lease, &hot, now).await.unwrap(), Closed::Done);
    assert!(live.read(id).await.unwrap().is_none());
    assert_eq!(live.watch(shard, &[id]).await.unwrap(), [id], "it is cold");
    assert_eq!(live.hot_count(shard).await.unwrap(), 0);
}
