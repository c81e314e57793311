//! One clock for every process: live Redis' own.

use std::time::Duration;

use downbeat_live::{Live, Options};
use downbeat_session::kinds::meter::Config;
use serde_json::json;

use crate::{
    commands::reset,
    harness::{Proxy, Redis, SHARDS, Trouble, World, open_meter},
};

/// Whether two clocks are apart by no more than that, however long it takes to
/// read them one after the other.
fn agree(one: impl Fn() -> i64, other: impl Fn() -> i64, within_ms: i64) {
    let (first, second, third) = (one(), other(), one());
    assert!(first <= second + within_ms, "{} ms behind", first - second);
    assert!(second <= third + within_ms, "{} ms ahead", second - third);
}

/// Who is far from Redis is off by half of their way at most, though nobody
/// changes anything, and who changes something on a slow line moves no clock.
#[tokio::test(flavor = "multi_thread")]
async fn who_is_far_from_redis_knows_its_time_by_half_of_their_way() {
    const LATE_MS: i64 = 20;
    let server = Redis::start();
    let line = Proxy::to(&server.live_url()).await;
    let options = Options { url: line.lead(&server.live_url()), ..server.options() };
    let near = server.live().await;
    let far = Live::connect(options, SHARDS).await.unwrap();
    agree(|| near.now_ms(0), || far.now_ms(0), 5);
    line.trouble(Trouble::Late(Duration::from_millis(LATE_MS.unsigned_abs())));
    let id = open_meter(&near, &Config::default()).await.id;
    far.command(&reset(id)).await.unwrap();
    agree(|| near.now_ms(0), || far.now_ms(0), 5);
    // And when all that it ever knew came late.
    let options = Options { url: line.lead(&server.live_url()), ..server.options() };
    let farthest = Live::connect(options, SHARDS).await.unwrap();
    agree(|| near.now_ms(0), || farthest.now_ms(0), LATE_MS + 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_time_is_the_same_at_each_door() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let (ann, live) = (world.program(&api), world.live.live().await);
    let mut screen = world.screen(&api).await;
    let before_ms = live.now_ms(0);
    let asked = ann.get("/api/v1/time").await.body["server_ms"].as_i64().unwrap();
    screen.say(&json!({ "type": "ping", "t0": 1 }).to_string()).await;
    let ponged = screen.answer_to("pong").await["server_ms"].as_i64().unwrap();
    let after_ms = live.now_ms(0);
    let between = before_ms - 5..=after_ms + 5;
    for (door, ms) in [("time", asked), ("pong", ponged)] {
        assert!(between.contains(&ms), "{door}: {ms} is not in {between:?}");
    }
    assert!(screen.hello["server_ms"].as_i64().unwrap() <= after_ms + 5);
}
