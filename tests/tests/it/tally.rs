//! Redis counts as plain Rust does, votes that come at once or one by one. Time
//! is not waited for: what is stored is made older.

use downbeat_live::{Live, Outcome, Vote, key};
use downbeat_session::{
    kinds::meter::Config,
    tally::{BUCKETS, HEADER_BYTES, Rules, Tally},
};
use futures::future::join_all;
use proptest::{
    prelude::*,
    test_runner::{Config as Runs, TestRunner},
};
use redis::aio::MultiplexedConnection;
use uuid::Uuid;

use crate::harness::{Redis, open_meter, window_config};

const SLOT_BYTES: usize = 16;

/// Votes that come at once, and for how long nothing happened before them, in
/// buckets of a window.
type Step = (i64, Vec<u8>);

#[test]
fn a_decaying_value_is_the_same_in_redis_and_in_rust() {
    same_as_in_rust(&Config { votes_per_min: 0, ..Config::default() });
}

#[test]
fn a_window_is_the_same_in_redis_and_in_rust() {
    same_as_in_rust(&window_config(20));
}

fn same_as_in_rust(config: &Config) {
    // Whoever calls runs when all votes of a step are there, so these are a group.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let server = Redis::start();
    let (live, mut bare) = runtime.block_on(async { (server.live().await, server.bare().await) });
    let sides =
        prop_oneof![prop::collection::vec(0..2_u8, 1), prop::collection::vec(0..2_u8, 1..=64),];
    let steps = prop::collection::vec((0..150_i64, sides), 1..16);
    let mut runner =
        TestRunner::new(Runs { cases: 40, failure_persistence: None, ..Runs::default() });
    let outcome = runner.run(&steps, |steps| {
        runtime.block_on(compare(&live, &mut bare.clone(), config, &steps));
        Ok(())
    });
    outcome.unwrap();
    runtime.block_on(async { redis::cmd("PING").exec_async(&mut bare).await.unwrap() });
}

async fn compare(live: &Live, bare: &mut MultiplexedConnection, config: &Config, steps: &[Step]) {
    let rules = config.tally_rules();
    let id = open_meter(live, config).await.id;
    for (buckets, sides) in steps {
        let stored = made_older(live, bare, id, *buckets, &rules).await;
        let mut model = Tally::from_bytes(&stored, 2).unwrap();
        join_all(sides.iter().map(|side| vote(live, id, *side))).await;
        let tally = live.read(id).await.unwrap().unwrap().beside.tally;
        for side in sides {
            model.add(&rules, *side, tally.at_ms);
        }
        assert_eq!(tally.seq, model.seq);
        assert!((tally.value - model.value).abs() < 1e-9, "{} != {}", tally.value, model.value);
        assert_eq!(tally.counts(&rules), model.counts(&rules));
        assert_eq!(tally.due_ms(&rules), model.due_ms(&rules));
    }
}

async fn vote(live: &Live, session: Uuid, side: u8) {
    let (message_id, chatter_id) = (Uuid::new_v4().to_string(), Uuid::new_v4().to_string());
    let text = if side == 0 { "yes" } else { "no" };
    let vote =
        Vote { session, message_id: &message_id, delivery_id: "", chatter_id: &chatter_id, text };
    assert_eq!(live.vote(&vote).await.unwrap(), Outcome::Counted);
}

/// Moves all of a tally's times into the past, and answers what is stored then.
async fn made_older(
    live: &Live,
    bare: &mut MultiplexedConnection,
    id: Uuid,
    buckets: i64,
    rules: &Rules,
) -> Vec<u8> {
    let key = key::tally(live.shard(id), id);
    let stored: Vec<u8> = redis::cmd("GET").arg(&key).query_async(bare).await.unwrap();
    let (head, slots) = stored.split_at(HEADER_BYTES);
    let mut older = head.to_vec();
    let by_ms = buckets * i64::from(rules.bucket_ms);
    for at in [9, 33] {
        let time = i64::from_be_bytes(older[at..at + 8].try_into().unwrap());
        older[at..at + 8].copy_from_slice(&(time - by_ms).to_be_bytes());
    }
    older.resize(HEADER_BYTES + SLOT_BYTES * BUCKETS as usize, 0);
    for slot in slots.chunks_exact(SLOT_BYTES) {
        let bucket = i64::from_be_bytes(slot[..8].try_into().unwrap());
        if bucket > 0 {
            let bucket = bucket - buckets;
            let place = usize::try_from(bucket % i64::from(BUCKETS)).unwrap();
            let from = HEADER_BYTES + SLOT_BYTES * place;
            older[from..from + 8].copy_from_slice(&bucket.to_be_bytes());
            older[from + 8..from + SLOT_BYTES].copy_from_slice(&slot[8..]);
        }
    }
    redis::cmd("SET").arg(&key).arg(&older).exec_async(bare).await.unwrap();
    older
}
