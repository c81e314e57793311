//! Votes that come at once are counted in one call, and each as if it came alone.

use std::{collections::HashMap, time::Duration};

use downbeat_live::{Live, LiveError, Options, Outcome, Vote, key, vote_marks};
use downbeat_session::{kinds::meter::Config, tally::Tally};
use futures::future::join_all;
use redis::aio::MultiplexedConnection;
use uuid::Uuid;

use crate::harness::{Redis, open_meter, window_config};

/// A session, a message, a chatter, and what was said.
type Said<'a> = (Uuid, &'a str, &'a str, &'a str);

/// As many as wait of a lane, and as many as its calls have.
const WAITING_MAX: usize = 4_096;
const OUT_MAX: usize = 4 * 64;

/// All of them at once: who counts them turns only when all are there.
async fn at_once(live: &Live, votes: &[Said<'_>]) -> Vec<Result<Outcome, LiveError>> {
    let votes = votes.iter().map(|&(session, message_id, chatter_id, text)| async move {
        live.vote(&Vote { session, message_id, delivery_id: "", chatter_id, text }).await
    });
    join_all(votes).await
}

async fn outcomes(live: &Live, votes: &[Said<'_>]) -> Vec<Outcome> {
    at_once(live, votes).await.into_iter().map(Result::unwrap).collect()
}

async fn counts(live: &Live, id: Uuid) -> Vec<u64> {
    let hot = live.read(id).await.unwrap().unwrap();
    hot.beside.tally.counts(&hot.session.tally_rules().unwrap())
}

async fn calls(bare: &mut MultiplexedConnection) -> u64 {
    let told: String = redis::cmd("INFO").arg("commandstats").query_async(bare).await.unwrap();
    let line = told.lines().find_map(|line| line.strip_prefix("cmdstat_fcall:calls="));
    line.map_or(0, |line| line.split(',').next().unwrap().parse().unwrap())
}

#[tokio::test]
async fn what_comes_at_once_goes_in_one_call() {
    let server = Redis::start();
    let live = server.live().await;
    let id = open_meter(&live, &window_config(60)).await.id;
    let mut bare = server.bare().await;
    let names: Vec<String> = (0..150).map(|n| n.to_string()).collect();
    let votes: Vec<Said<'_>> = names.iter().map(|name| (id, &**name, &**name, "yes")).collect();
    outcomes(&live, &votes[..1]).await;
    let before = calls(&mut bare).await;
    let told = outcomes(&live, &votes[1..]).await;
    assert!(told.iter().all(|outcome| *outcome == Outcome::Counted), "{told:?}");
    assert_eq!(calls(&mut bare).await - before, 3, "149 votes, 64 in a call");
    assert_eq!(counts(&live, id).await, [150, 0]);
}

#[tokio::test]
async fn in_a_group_a_message_and_a_chatter_count_once_for_each_session() {
    use Outcome::{Counted, Debounced, Duplicate, NoMatch};
    let server = Redis::start();
    let live = server.live().await;
    let a = open_meter(&live, &window_config(60)).await.id;
    let b = open_meter(&live, &window_config(60)).await.id;
    let told = outcomes(
        &live,
        &[
            (a, "m1", "ann", "yes"),
            (b, "m1", "ann", "no"),
            (a, "m1", "ann", "yes"),
            (a, "m2", "ann", "yes"),
            (a, "m3", "bob", "what a game"),
            (a, "m3", "bob", "no"),
            (b, "m2", "cid", "yes"),
            (b, "m2", "dan", "yes"),
        ],
    )
    .await;
    let expected = [Counted, Counted, Duplicate, Debounced, NoMatch, Counted, Counted, Duplicate];
    assert_eq!(told, expected);
    assert_eq!((counts(&live, a).await, counts(&live, b).await), (vec![1, 1], vec![1, 1]));
}

#[tokio::test]
async fn a_limit_ends_within_a_group() {
    use Outcome::{Counted, Limited};
    let server = Redis::start();
    let live = server.live().await;
    let limited = Config { votes_per_min: 2, ..Config::default() };
    let id = open_meter(&live, &limited).await.id;
    let other = open_meter(&live, &limited).await.id;
    let votes: Vec<Said<'_>> = ["1", "2", "3", "4"].map(|name| (id, name, name, "yes")).into();
    let told = outcomes(&live, &[&votes[..], &[(other, "1", "1", "yes")]].concat()).await;
    assert_eq!(told, [Counted, Counted, Limited, Limited, Counted]);
}

#[tokio::test]
async fn a_session_that_is_cold_or_unreadable_fails_no_other() {
    use Outcome::{Counted, Duplicate, Inactive};
    let server = Redis::start();
    let live = server.live().await;
    let mut ids = Vec::new();
    for _ in 0..12 {
        ids.push(open_meter(&live, &window_config(60)).await.id);
    }
    let (broken, deleted, cold) = (ids[3], ids[5], Uuid::new_v4());
    let mut bare = server.bare().await;
    let state_key = key::state(live.shard(broken), broken);
    let state: Vec<u8> = redis::cmd("GET").arg(&state_key).query_async(&mut bare).await.unwrap();
    redis::cmd("SET").arg(&state_key).arg(&state[..80]).exec_async(&mut bare).await.unwrap();
    live.delete(deleted, 2).await.unwrap();
    ids.push(cold);

    let votes: Vec<Said<'_>> = ids.iter().map(|id| (*id, "m1", "ann", "yes")).collect();
    let told = at_once(&live, &votes).await;
    for ((id, ..), told) in votes.iter().zip(told) {
        match told {
            Err(LiveError::Unreadable(_)) => assert_eq!(*id, broken),
            Ok(Inactive) => assert!([deleted, cold].contains(id)),
            Ok(Counted) => assert_eq!(counts(&live, *id).await, [1, 0]),
            told => panic!("{told:?}"),
        }
    }
    // What failed left no mark.
    redis::cmd("SET").arg(&state_key).arg(&state).exec_async(&mut bare).await.unwrap();
    let again = [(broken, "m1", "ann", "yes"), (ids[0], "m1", "ann", "yes")];
    assert_eq!(outcomes(&live, &again).await, [Counted, Duplicate]);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_apis_count_each_message_once() {
    let server = Redis::start();
    let (one, other) = (server.live().await, server.live().await);
    let meters = [(); 3].map(|()| window_config(60));
    let ids = join_all(meters.iter().map(async |config| open_meter(&one, config).await.id)).await;
    let names: Vec<String> = (0..200).map(|n| n.to_string()).collect();
    let votes: Vec<Said<'_>> =
        ids.iter().flat_map(|id| names.iter().map(|name| (*id, &**name, &**name, "no"))).collect();
    let mut backwards = votes.clone();
    backwards.reverse();
    let (first, second) = tokio::join!(outcomes(&one, &votes), outcomes(&other, &backwards));
    let mut counted: HashMap<Said<'_>, usize> = HashMap::new();
    for (vote, outcome) in votes.iter().zip(first).chain(backwards.iter().zip(second)) {
        assert!(matches!(outcome, Outcome::Counted | Outcome::Duplicate), "{outcome:?}");
        *counted.entry(*vote).or_default() += usize::from(outcome == Outcome::Counted);
    }
    assert!(counted.values().all(|times| *times == 1));
    for id in ids {
        assert_eq!(counts(&one, id).await, [0, 200]);
    }
}

#[tokio::test]
async fn a_call_without_an_answer_counts_nothing_twice() {
    let server = Redis::start();
    let options = Options { response_timeout: Duration::from_millis(200), ..server.options() };
    let live = Live::connect(options, 8).await.unwrap();
    let id = open_meter(&live, &window_config(60)).await.id;
    let names: Vec<String> = (0..100).map(|n| n.to_string()).collect();
    let votes: Vec<Said<'_>> = names.iter().map(|name| (id, &**name, &**name, "yes")).collect();
    outcomes(&live, &[(id, "first", "first", "yes")]).await;
    server.pause();
    let silent = at_once(&live, &votes).await;
    assert!(silent.iter().all(|told| matches!(told, Err(LiveError::Silent))), "{silent:?}");
    server.resume();
    // What was sent is counted now, though nobody was told; the rest never was.
    let again = outcomes(&live, &votes).await;
    assert!(again.contains(&Outcome::Duplicate), "the first call was not counted");
    assert!(again.iter().all(|told| matches!(told, Outcome::Counted | Outcome::Duplicate)));
    assert_eq!(counts(&live, id).await, [101, 0]);
}

#[tokio::test]
async fn a_full_queue_refuses_and_goes_on() {
    let server = Redis::start();
    let options = Options { response_timeout: Duration::from_millis(500), ..server.options() };
    let live = Live::connect(options, 8).await.unwrap();
    let id = open_meter(&live, &Config { votes_per_min: 0, ..Config::default() }).await.id;
    let names: Vec<String> = (0..WAITING_MAX + OUT_MAX + 100).map(|n| n.to_string()).collect();
    let votes: Vec<Said<'_>> = names.iter().map(|name| (id, &**name, &**name, "yes")).collect();
    outcomes(&live, &[(id, "first", "first", "yes")]).await;
    server.pause();
    let told = at_once(&live, &votes).await;
    let capped = told.iter().filter(|told| matches!(told, Err(LiveError::Capped))).count();
    assert!(capped >= 100, "{capped} of {} were refused", told.len());
    let silent = told.iter().filter(|told| matches!(told, Err(LiveError::Silent))).count();
    assert_eq!(capped + silent, told.len());
    server.resume();
    assert_eq!(outcomes(&live, &[(id, "then", "then", "yes")]).await, [Outcome::Counted]);
}

/// More than waits at once, one after the other.
#[tokio::test]
async fn what_was_counted_waits_no_more() {
    let server = Redis::start();
    let live = server.live().await;
    let session = open_meter(&live, &Config::default()).await.id;
    let long = "m".repeat(60_000);
    for n in 0..150 {
        let message_id = &*format!("{n}{long}");
        let vote = Vote { session, message_id, delivery_id: "d", chatter_id: "ann", text: "so" };
        assert_eq!(live.vote(&vote).await.unwrap(), Outcome::NoMatch, "{n}");
        let vote = Vote { delivery_id: "", ..vote };
        assert_eq!(live.vote(&vote).await.unwrap(), Outcome::NoMatch, "{n}");
    }
}

#[tokio::test]
async fn a_mark_outlives_the_hash_that_it_was_made_in() {
    use Outcome::{Counted, Duplicate};
    let server = Redis::start();
    let live = server.live().await;
    let id = open_meter(&live, &window_config(60)).await.id;
    let mut bare = server.bare().await;
    let [marks, before] = key::votes(None);
    let age = async |bare: &mut MultiplexedConnection| {
        let long_ago = live.now_ms(0) - 11 * 60_000;
        redis::cmd("HSET").arg(&marks).arg("").arg(long_ago).exec_async(bare).await.unwrap();
    };
    assert_eq!(outcomes(&live, &[(id, "m1", "ann", "yes")]).await, [Counted]);
    age(&mut bare).await;
    let votes = [(id, "m2", "bob", "yes"), (id, "m1", "cid", "yes")];
    assert_eq!(outcomes(&live, &votes).await, [Counted, Duplicate]);
    assert_eq!(outcomes(&live, &votes).await, [Duplicate, Duplicate]);
    let held: u64 = redis::cmd("PTTL").arg(&before).query_async(&mut bare).await.unwrap();
    assert!(held > 11 * 60_000, "{held}");
    // It is gone with the hash after that.
    age(&mut bare).await;
    assert_eq!(outcomes(&live, &[(id, "m3", "dan", "yes")]).await, [Counted]);
    let told = outcomes(&live, &[(id, "m1", "eve", "yes"), (id, "m2", "fay", "yes")]).await;
    assert_eq!(told, [Counted, Duplicate]);
}

/// Eleven minutes and no less, wherever in the life of a hash the message came:
/// the time is Redis' own, so what it wrote about the time is set back instead.
#[tokio::test]
async fn a_message_is_known_for_eleven_minutes() {
    use Outcome::{Counted, Duplicate};
    const KNOWN_MS: i64 = 11 * 60_000;
    const A_LITTLE_MS: i64 = 5_000;
    let server = Redis::start();
    let live = server.live().await;
    let mut bare = server.bare().await;
    let [marks, before] = key::votes(None);
    let ttl = async |bare: &mut MultiplexedConnection, key: &str| -> i64 {
        redis::cmd("PTTL").arg(key).query_async(bare).await.unwrap()
    };
    let began = async |bare: &mut MultiplexedConnection, at_ms: i64| {
        redis::cmd("HSET").arg(&marks).arg("").arg(at_ms).exec_async(bare).await.unwrap();
        // As if it had been made then.
        let left_ms = 2 * KNOWN_MS - (live.now_ms(0) - at_ms);
        redis::cmd("PEXPIRE").arg(&marks).arg(left_ms).exec_async(bare).await.unwrap();
    };
    let id = open_meter(&live, &window_config(60)).await.id;
    let vote = async |message, chatter| outcomes(&live, &[(id, message, chatter, "yes")]).await[0];

    assert_eq!(vote("m1", "ann").await, Counted);
    let whole = ttl(&mut bare, &marks).await;
    assert!((2 * KNOWN_MS - A_LITTLE_MS..=2 * KNOWN_MS).contains(&whole), "{whole}");
    // At 10:59 it is the same hash, which others were added to.
    began(&mut bare, live.now_ms(0) - (KNOWN_MS - 1_000)).await;
    assert_eq!(vote("m1", "bob").await, Duplicate);
    assert_eq!(vote("m2", "bob").await, Counted);
    let exists: bool = redis::cmd("EXISTS").arg(&before).query_async(&mut bare).await.unwrap();
    assert!(!exists, "it is not set aside yet");
    // At 11:01 it is set aside: what came last is known for 11 minutes from then.
    began(&mut bare, live.now_ms(0) - (KNOWN_MS + 1_000)).await;
    assert_eq!(vote("m3", "cid").await, Counted);
    let left = ttl(&mut bare, &before).await;
    assert!((KNOWN_MS - A_LITTLE_MS..=KNOWN_MS).contains(&left), "{left}");
    assert_eq!(vote("m2", "dan").await, Duplicate);
    // Nobody is held to a message for longer than two hashes live.
    began(&mut bare, live.now_ms(0) - (KNOWN_MS + 1_000)).await;
    assert_eq!(vote("m4", "eve").await, Counted);
    assert_eq!(vote("m3", "fay").await, Duplicate);
    assert_eq!(vote("m1", "gil").await, Counted);
}

#[tokio::test]
async fn pace_is_told_from_the_bucket_of_now_and_the_ring() {
    let server = Redis::start();
    let live = server.live().await;
    let id = open_meter(&live, &window_config(60)).await.id;
    let mut bare = server.bare().await;
    let all = async || live.pace(id).await.unwrap().iter().map(|(_, votes)| votes).sum::<u64>();
    let names: Vec<String> = (0..5).map(|n| n.to_string()).collect();
    let votes: Vec<Said<'_>> = names.iter().map(|name| (id, &**name, &**name, "yes")).collect();
    outcomes(&live, &votes[..3]).await;
    assert_eq!(all().await, 3);
    // Those were some buckets ago, when an older release counted seven as well.
    let bucket = u32::try_from(live.now_ms(0) / 5_000 - 4).unwrap();
    let mark = [bucket.to_be_bytes(), 3_u32.to_be_bytes()].concat();
    let slot = [bucket.to_be_bytes(), 7_u32.to_be_bytes()].concat();
    let [marks, _] = key::votes(None);
    let field = vote_marks::pace(id);
    redis::cmd("HSET").arg(&marks).arg(&field[..]).arg(mark).exec_async(&mut bare).await.unwrap();
    let mut set = redis::cmd("SETRANGE");
    set.arg(key::pace(live.shard(id), id)).arg(bucket % 120 * 8).arg(slot);
    set.exec_async(&mut bare).await.unwrap();
    assert_eq!(all().await, 10);
    outcomes(&live, &votes[3..4]).await;
    outcomes(&live, &votes[4..]).await;
    assert_eq!(all().await, 12);
    let pace = live.pace(id).await.unwrap();
    let then = pace.iter().find(|(at_ms, _)| *at_ms == i64::from(bucket) * 5_000).unwrap();
    assert_eq!(then.1, 10);
}

#[tokio::test]
async fn releases_before_this_one_and_this_one_know_of_each_other() {
    use Outcome::{Counted, Debounced, Duplicate};
    let server = Redis::start();
    let mut bare = server.bare().await;
    let older = "#!lua name=downbeat_meter_v1\n\
        redis.register_function('downbeat_meter_v1_vote', function() return 5 end)";
    redis::cmd("FUNCTION").arg("LOAD").arg(older).exec_async(&mut bare).await.unwrap();
    let live = server.live().await;
    let id = open_meter(&live, &window_config(60)).await.id;
    let shard = live.shard(id);
    let (seen, said) = (key::seen(shard, id, "m1"), key::said(shard, id, "bob"));
    redis::cmd("MSET").arg(&[&seen, "", &said, ""]).exec_async(&mut bare).await.unwrap();
    let votes = [(id, "m1", "ann", "yes"), (id, "m2", "bob", "yes"), (id, "m3", "cid", "yes")];
    assert_eq!(outcomes(&live, &votes).await, [Duplicate, Debounced, Counted]);
    let keys =
        [key::seen(shard, id, "m2"), key::seen(shard, id, "m3"), key::said(shard, id, "cid")];
    for key in keys {
        let ttl: i64 = redis::cmd("PTTL").arg(&key).query_async(&mut bare).await.unwrap();
        assert!(ttl > 0, "{key} is not there for an older release");
    }
}

#[tokio::test]
async fn without_an_older_release_no_vote_has_a_key() {
    let server = Redis::start();
    let live = server.live().await;
    let id = open_meter(&live, &Config { votes_per_min: 0, ..Config::default() }).await.id;
    let mut bare = server.bare().await;
    let size = async |bare: &mut MultiplexedConnection| -> u64 {
        redis::cmd("DBSIZE").query_async(bare).await.unwrap()
    };
    outcomes(&live, &[(id, "first", "first", "yes")]).await;
    let before = size(&mut bare).await;
    let names: Vec<String> = (0..40).map(|n| n.to_string()).collect();
    let votes: Vec<Said<'_>> = names.iter().map(|name| (id, &**name, &**name, "yes")).collect();
    outcomes(&live, &votes).await;
    assert_eq!(size(&mut bare).await, before);
    let tally: Vec<u8> =
        redis::cmd("GET").arg(key::tally(live.shard(id), id)).query_async(&mut bare).await.unwrap();
    assert_eq!(Tally::from_bytes(&tally, 2).unwrap().seq, 41);
}
