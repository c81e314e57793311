//! A command that comes again gets the same answer, over sleep and waking; a rev
//! that was seen holds until something changes.

use downbeat_live::{Accepted, Asked, Closed, CommandError, CommandId, Live, Opened};
use downbeat_session::kinds::meter::Config;
use serde_json::json;
use uuid::Uuid;

use crate::{
    commands::{asked, reset, revs},
    harness::{Redis, open_meter},
};

const ANN: Uuid = Uuid::from_u128(1);
const BOB: Uuid = Uuid::from_u128(2);

#[expect(clippy::unnecessary_wraps, reason = "as a command has it")]
fn by(account: Uuid, id: &str) -> Option<CommandId> {
    Some(CommandId::of_account(account, id.to_owned()))
}

/// As a worker does when nobody watches and everything is drained.
async fn put_to_sleep(live: &Live, id: Uuid) {
    let shard = live.shard(id);
    let drained = live.events(shard, 10_000).await.unwrap();
    live.trim(shard, &drained).await.unwrap();
    let lease = live.acquire(shard).await.unwrap().unwrap();
    let hot = live.read(id).await.unwrap().unwrap();
    let now_ms = live.now_ms(shard) + 1_000;
    assert_eq!(live.close(&lease, &hot, now_ms).await.unwrap(), Closed::Done);
    live.release(&lease).await.unwrap();
}

#[tokio::test]
async fn the_same_id_is_answered_once() {
    let server = Redis::start();
    let live = server.live().await;
    let id = open_meter(&live, &Config::default()).await.id;
    let mut command = asked(id, "test_vote", json!({ "side": "for" }));
    command.id = by(ANN, "c1");
    let first = live.command(&command).await.unwrap();
    live.command(&reset(id)).await.unwrap();
    let repeated = Accepted { repeated: true, ..first };
    assert_eq!(live.command(&command).await.unwrap(), repeated);
    assert_eq!(revs(&live, id).await, [1, 2]);

    command.args = json!({ "side": "against" });
    assert!(matches!(live.command(&command).await, Err(CommandError::IdReused)));
    // Somebody else's same id is another command.
    command.id = by(BOB, "c1");
    assert!(!live.command(&command).await.unwrap().repeated);
}

#[tokio::test]
async fn an_id_is_remembered_over_sleep_and_whatever_others_send() {
    let server = Redis::start();
    let live = server.live().await;
    let mut opening = open_meter(&live, &Config::default()).await;
    let id = opening.id;
    let mut first = asked(id, "test_vote", json!({ "side": "for" }));
    first.id = by(ANN, "first");
    let answer = live.command(&first).await.unwrap();
    for n in 1..256 {
        let mut more = reset(id);
        more.id = by(ANN, &n.to_string());
        live.command(&more).await.unwrap();
    }
    // Another's ids push none of hers out.
    for n in 0..300 {
        let mut other = reset(id);
        other.id = by(BOB, &n.to_string());
        live.command(&other).await.unwrap();
    }
    put_to_sleep(&live, id).await;
    opening.incarnation = 2;
    assert_eq!(live.open(&opening).await.unwrap(), Opened::Open);
    let before = live.read(id).await.unwrap().unwrap().rev;
    let repeated = Accepted { repeated: true, ..answer };
    assert_eq!(live.command(&first).await.unwrap(), repeated);
    assert_eq!(live.read(id).await.unwrap().unwrap().rev, before, "it happened twice");
    // Her own 257th pushes her oldest out.
    let mut last = reset(id);
    last.id = by(ANN, "last");
    live.command(&last).await.unwrap();
    assert!(!live.command(&first).await.unwrap().repeated);
    let mut bare = server.bare().await;
    let keys: Vec<String> =
        redis::cmd("KEYS").arg("*:answers:*").query_async(&mut bare).await.unwrap();
    assert_eq!(keys.len(), 2);
    for key in keys {
        let ttl_ms: i64 = redis::cmd("PTTL").arg(&key).query_async(&mut bare).await.unwrap();
        assert!((590_000..=600_000).contains(&ttl_ms), "{ttl_ms}");
    }
}

/// What is remembered of one actor is bounded in bytes, too, and the newest is
/// always there.
#[tokio::test]
async fn large_answers_push_out_their_own_actors_oldest() {
    let server = Redis::start();
    let live = server.live().await;
    let id = open_meter(&live, &Config::default()).await.id;
    let question = "?".repeat(200);
    for n in 0..400 {
        let mut start = asked(id, "start_round", json!({ "question": question }));
        start.id = by(ANN, &format!("start-{n}"));
        live.command(&start).await.unwrap();
        assert!(live.command(&start).await.unwrap().repeated);
        let mut stop = asked(id, "stop_round", json!({}));
        stop.id = by(ANN, &format!("stop-{n}"));
        live.command(&stop).await.unwrap();
    }
    let mut bare = server.bare().await;
    let keys: Vec<String> =
        redis::cmd("KEYS").arg("*:answers:*").query_async(&mut bare).await.unwrap();
    let kept: Vec<(String, Vec<u8>)> =
        redis::cmd("HGETALL").arg(&keys[0]).query_async(&mut bare).await.unwrap();
    let bytes: usize = kept.iter().map(|(name, value)| name.len() + value.len()).sum();
    assert!(bytes < 160 * 1024, "{bytes}");
    let answers = kept.iter().filter(|(name, _)| name.starts_with('a')).count();
    assert_eq!(kept.len(), 2 * answers + 3, "what was pushed out left something behind");
}

/// A release of before keeps answers in the state, and looks for them there.
#[tokio::test]
async fn the_release_before_and_this_one_know_each_others_ids() {
    let server = Redis::start();
    let live = server.live().await;
    let id = open_meter(&live, &Config::default()).await.id;
    let mut command = reset(id);
    command.id = by(ANN, "c1");
    live.command(&command).await.unwrap();
    // As if that release had answered: nothing lies beside the state.
    let mut bare = server.bare().await;
    let keys: Vec<String> =
        redis::cmd("KEYS").arg("*:answers:*").query_async(&mut bare).await.unwrap();
    redis::cmd("DEL").arg(keys).exec_async(&mut bare).await.unwrap();
    assert!(live.command(&command).await.unwrap().repeated);
    assert_eq!(revs(&live, id).await, [1]);
}

#[tokio::test]
async fn a_rev_that_was_seen_holds_until_something_changes() {
    let server = Redis::start();
    let live = server.live().await;
    let mut opening = open_meter(&live, &Config::default()).await;
    let id = opening.id;
    let seen = live.command(&reset(id)).await.unwrap().rev;
    let at = |rev: &str| Asked { rev: Some(rev.parse().unwrap()), ..reset(id) };
    for incarnation in 2..=4 {
        put_to_sleep(&live, id).await;
        (opening.incarnation, opening.since) = (incarnation, Some(seen));
        assert_eq!(live.open(&opening).await.unwrap(), Opened::Open);
    }
    // Before its last change, and what never was.
    for rev in ["1-0", "3-1", "5-0", "1-2"] {
        assert!(matches!(live.command(&at(rev)).await, Err(CommandError::Stale { .. })), "{rev}");
    }
    let hot = live.read(id).await.unwrap().unwrap();
    assert_eq!(hot.rev.to_string(), "4-0");
    live.command(&at("1-1")).await.unwrap();
    for rev in ["1-1", "2-0", "4-0"] {
        assert!(matches!(live.command(&at(rev)).await, Err(CommandError::Stale { .. })), "{rev}");
    }
    put_to_sleep(&live, id).await;
    (opening.incarnation, opening.since) = (5, Some("4-1".parse().unwrap()));
    live.open(&opening).await.unwrap();
    put_to_sleep(&live, id).await;
    opening.incarnation = 6;
    live.open(&opening).await.unwrap();
    live.command(&at("5-0")).await.unwrap();
}
