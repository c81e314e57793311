//! Live Redis behind Sentinel: its primary dies, and the replica takes its place.

use reqwest::StatusCode;
use serde_json::json;

use crate::harness::{SENTINEL_NAME, Sentinel, World, until};

#[tokio::test(flavor = "multi_thread")]
async fn sessions_go_on_where_sentinel_says() {
    let mut sentinel = Sentinel::start().await;
    let world = World::new().await;
    let world = world.with("REDIS_LIVE__URL", &sentinel.url());
    let world = world.with("REDIS_LIVE__SENTINEL", SENTINEL_NAME);
    let (api, _worker) = (world.api().await, world.worker().await);
    let mut screen = world.screen(&api).await;
    assert_eq!(world.chat.say(&api, "yes").await, StatusCode::NO_CONTENT);
    screen.frame_with(1).await;

    sentinel.replicated().await;
    sentinel.primary.kill();
    let counted = async || {
        let status = world.chat.say(&api, "yes").await;
        (status == StatusCode::NO_CONTENT).then_some(())
    };
    until("votes count again", counted).await;
    screen.frame_with(2).await;

    let program = world.program(&api);
    let session = world.seeded.session_id;
    let reset = program.command(session, "reset", json!({})).await;
    assert_eq!(reset.status, 200, "{}", reset.body);
    loop {
        if screen.frame().await["rev"] == reset.body["rev"] {
            break;
        }
    }
}
