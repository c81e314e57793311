//! What goes on while live Redis or Postgres is away.

use downbeat_twitch::webhook;
use reqwest::{Client, StatusCode};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{BROADCASTER, Database, Process, SECRET, World, signed_as, until};
use crate::streamer::{code, path};

#[tokio::test(flavor = "multi_thread")]
async fn a_save_holds_while_redis_is_away_and_the_job_repairs_it() {
    let world = World::new().await;
    let (api, worker) = (world.api().await, world.worker().await);
    let (ann, id) = (world.program(&api), world.seeded.session_id);
    let mut screen = world.screen(&api).await;
    world.live.pause();
    let saved = ann.patch(&path(id), "\"1\"", json!({ "config": { "weight": 7 } })).await;
    assert_eq!((saved.status, &saved.body["config_version"]), (200, &json!(2)));
    assert_eq!((&saved.body["rev"], &saved.body["view"]), (&Value::Null, &Value::Null));
    world.live.resume();
    until("the overlay has it", async || {
        let frame = screen.heard().await?;
        let hot = world.live.live().await.read(id).await.unwrap()?;
        (frame["type"] == "frame" && hot.session.config_version() == 2).then_some(())
    })
    .await;
    until("it is counted", async || {
        let desync = worker.counted("downbeat_config_desync_total").await
            + api.counted("downbeat_config_desync_total").await;
        (desync > 0).then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn live_sessions_go_on_while_postgres_is_away() {
    let mut database = Database::start().await;
    let world = World::on(&database).await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let (ann, id) = (world.program(&api), world.seeded.session_id);
    let mut screen = world.screen(&api).await;
    assert_eq!(ann.get(&path(id)).await.status, 200);
    database.stop();
    let reset = ann.command(id, "test_vote", json!({ "side": "for" })).await;
    assert_eq!(reset.status, 200, "{:?}", reset.body);
    screen.frame_with(1).await;
    world.screen(&api).await;
    let read = ann.get(&path(id)).await;
    assert_eq!((read.status, &read.body["stale"]), (200, &json!(true)));
    let saved = ann.patch(&path(id), "\"1\"", json!({ "config": { "weight": 7 } })).await;
    assert_eq!(code(&saved), (503, "unavailable"));
    assert!(saved.headers.contains_key("retry-after"));
    assert_eq!(revoked(&api).await, StatusCode::SERVICE_UNAVAILABLE, "Twitch sends it again");
    database.start_again();
    until("edits work again", async || {
        let saved = ann.patch(&path(id), "\"1\"", json!({ "config": { "weight": 7 } })).await;
        (saved.status == 200).then_some(())
    })
    .await;
    assert_eq!(revoked(&api).await, StatusCode::NO_CONTENT);
}

async fn revoked(api: &Process) -> StatusCode {
    let body = json!({ "subscription": {
        "id": "s1", "type": "channel.chat.message", "version": "1",
        "status": "authorization_revoked", "condition": { "broadcaster_user_id": BROADCASTER },
    } })
    .to_string();
    let timestamp = webhook::timestamp(downbeat_boot::clock::unix_ms());
    let id = Uuid::new_v4().to_string();
    let request = Client::new().post(format!("{}/webhooks/twitch", api.base));
    let message = (id.as_str(), timestamp.as_str(), body.as_bytes());
    let request = signed_as("revocation", request, SECRET, message);
    request.body(body).send().await.unwrap().status()
}
