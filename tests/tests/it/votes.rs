//! One vote: what it needs to be counted.

use downbeat_live::{Live, LiveError, Outcome, Vote, key, library_names, vote_marks};
use downbeat_session::{kinds::meter::Config, text};
use redis::aio::MultiplexedConnection;
use uuid::Uuid;

use crate::harness::{Redis, open_meter, told, window_config};

async fn vote(
    live: &Live,
    session: Uuid,
    message_id: &str,
    chatter_id: &str,
    text: &str,
) -> Outcome {
    let text = text::folded(text);
    let vote = Vote { session, message_id, delivery_id: "", chatter_id, text: &text };
    live.vote(&vote).await.unwrap()
}

#[tokio::test]
async fn only_the_whole_word_counts_in_whatever_clothes() {
    let server = Redis::start();
    let live = server.live().await;
    let id = open_meter(&live, &window_config(60)).await.id;
    for (n, (text, outcome)) in [
        ("yes", Outcome::Counted),
        ("  YES ", Outcome::Counted),
        ("ＹＥＳ", Outcome::Counted),
        ("no", Outcome::Counted),
        ("yes please", Outcome::NoMatch),
        ("yesno", Outcome::NoMatch),
        ("", Outcome::NoMatch),
        ("yes\u{0}no", Outcome::NoMatch),
    ]
    .into_iter()
    .enumerate()
    {
        let name = n.to_string();
        assert_eq!(vote(&live, id, &name, &name, text).await, outcome, "{text:?}");
    }
    let hot = live.read(id).await.unwrap().unwrap();
    assert_eq!(hot.beside.tally.counts(&hot.session.tally_rules().unwrap()), [3, 1]);
}

#[tokio::test]
async fn a_message_counts_once_and_a_chatter_once_a_second() {
    let server = Redis::start();
    let live = server.live().await;
    let id = open_meter(&live, &window_config(60)).await.id;
    assert_eq!(vote(&live, id, "m1", "ann", "yes").await, Outcome::Counted);
    assert_eq!(vote(&live, id, "m1", "ann", "yes").await, Outcome::Duplicate);

    let [marks, _] = key::votes(None);
    let ann = vote_marks::chatter(id, "ann");
    let mut bare = server.bare().await;
    // Ahead of now, so that the vote is soon enough however late it comes.
    let counted_at = async |bare: &mut MultiplexedConnection, at_ms: i64| {
        redis::cmd("HSET").arg(&marks).arg(&ann[..]).arg(at_ms).exec_async(bare).await.unwrap();
    };
    counted_at(&mut bare, live.now_ms(0) + 900).await;
    assert_eq!(vote(&live, id, "m2", "ann", "no").await, Outcome::Debounced);
    assert_eq!(vote(&live, id, "m3", "bob", "no").await, Outcome::Counted);
    counted_at(&mut bare, live.now_ms(0) - 1_100).await;
    assert_eq!(vote(&live, id, "m4", "ann", "no").await, Outcome::Counted);
}

#[tokio::test]
async fn a_channel_has_a_limit() {
    let server = Redis::start();
    let live = server.live().await;
    let id = open_meter(&live, &Config { votes_per_min: 2, ..Config::default() }).await.id;
    assert_eq!(vote(&live, id, "m1", "ann", "yes").await, Outcome::Counted);
    assert_eq!(vote(&live, id, "m2", "bob", "yes").await, Outcome::Counted);
    assert_eq!(vote(&live, id, "m3", "cid", "yes").await, Outcome::Limited);
}

/// Twitch may tell one message under two deliveries, and one delivery twice.
#[tokio::test]
async fn a_message_counts_once_by_its_own_id_and_by_its_deliverys() {
    let server = Redis::start();
    let live = server.live().await;
    let session = open_meter(&live, &Config::default()).await.id;
    let vote = async |delivery_id, message_id, chatter_id| {
        let vote = Vote { session, message_id, delivery_id, chatter_id, text: "yes" };
        live.vote(&vote).await.unwrap()
    };
    assert_eq!(vote("d1", "m1", "ann").await, Outcome::Counted);
    assert_eq!(vote("d2", "m1", "bob").await, Outcome::Duplicate);
    assert_eq!(vote("d1", "m2", "cid").await, Outcome::Duplicate);
    assert_eq!(vote("d3", "m3", "dan").await, Outcome::Counted);
}

#[tokio::test]
async fn a_limit_begins_with_all_of_it_left() {
    let server = Redis::start();
    let live = server.live().await;
    let without = Config { votes_per_min: 0, ..Config::default() };
    for votes_before in [0, 3] {
        let id = open_meter(&live, &without).await.id;
        for n in 0..votes_before {
            let name = format!("before {n}");
            assert_eq!(vote(&live, id, &name, &name, "yes").await, Outcome::Counted);
        }
        let limited = Config { votes_per_min: 100, ..Config::default() };
        live.configure(id, 2, &serde_json::to_value(limited).unwrap()).await.unwrap();
        for n in 0..100 {
            let name = n.to_string();
            assert_eq!(vote(&live, id, &name, &name, "yes").await, Outcome::Counted, "{n}");
        }
    }
}

#[tokio::test]
async fn what_does_not_count_leaves_nothing_behind() {
    let server = Redis::start();
    let live = server.live().await;
    let id = open_meter(&live, &Config::default()).await.id;
    let mut bare = server.bare().await;
    let size = async |bare: &mut redis::aio::MultiplexedConnection| -> u64 {
        redis::cmd("DBSIZE").query_async(bare).await.unwrap()
    };
    let before = size(&mut bare).await;
    assert_eq!(vote(&live, id, "m1", "ann", "what a game").await, Outcome::NoMatch);
    assert_eq!(vote(&live, Uuid::new_v4(), "m2", "ann", "yes").await, Outcome::Inactive);
    assert_eq!(size(&mut bare).await, before);
}

#[tokio::test]
async fn a_full_memory_says_so_and_leaves_owners_their_work() {
    let server = Redis::start();
    let live = server.live().await;
    let id = open_meter(&live, &Config::default()).await.id;
    let lease = live.acquire(live.shard(id)).await.unwrap().unwrap();
    let mut bare = server.bare().await;
    redis::cmd("CONFIG").arg("SET").arg("maxmemory").arg(1).exec_async(&mut bare).await.unwrap();

    let vote =
        Vote { session: id, message_id: "m1", delivery_id: "", chatter_id: "ann", text: "yes" };
    assert!(matches!(live.vote(&vote).await, Err(LiveError::MemoryFull)));
    assert!(told(&live, &lease, None, Vec::new()).await);
    let renewed = live.renew(std::slice::from_ref(&lease)).await.unwrap().remove(0);
    assert!(renewed.unwrap().is_some());
}

#[tokio::test]
async fn a_lost_library_is_loaded_again_and_another_one_is_refused() {
    let server = Redis::start();
    let live = server.live().await;
    let id = open_meter(&live, &Config::default()).await.id;
    let mut bare = server.bare().await;
    redis::cmd("FUNCTION").arg("FLUSH").exec_async(&mut bare).await.unwrap();
    assert_eq!(vote(&live, id, "m1", "ann", "yes").await, Outcome::Counted);

    let name = library_names().into_iter().find(|name| name.contains("meter")).unwrap();
    let other = format!(
        "#!lua name={name}\nredis.register_function('{name}_vote', function() return 5 end)"
    );
    let mut load = redis::cmd("FUNCTION");
    load.arg("LOAD").arg("REPLACE").arg(other).exec_async(&mut bare).await.unwrap();
    assert!(Live::connect(server.options(), 8).await.is_err());
}
