//! What goes on while live Redis or Postgres is away.

use downbeat_store::Staff;
use downbeat_twitch::webhook;
use reqwest::{Client, StatusCode};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{
    Answered, BROADCASTER, Browser, Database, Operator, Process, SECRET, Screen, World, login_link,
    signed_as, until,
};
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

/// Nothing live is promised, and what needs nothing live is there.
#[tokio::test(flavor = "multi_thread")]
async fn without_live_redis_commands_are_asked_to_come_again_and_pages_load() {
    let (mut world, _sim) = World::with_twitch().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let (ann, id) = (world.program(&api), world.seeded.session_id);
    let _screen = world.screen(&api).await;
    let side = json!({ "side": "for" });
    assert_eq!(ann.command(id, "test_vote", side.clone()).await.status, 200);
    for how in ["silent", "dead"] {
        match how {
            "silent" => world.live.pause(),
            _ => world.live.kill(),
        }
        come_again(&ann.command(id, "test_vote", side.clone()).await);
        come_again(&ann.get("/auth/twitch").await);
        for page in ["/", "/dashboard", "/admin", "/overlay/x", "/timer", "/api/docs"] {
            assert_eq!(ann.get(page).await.status, 200, "{page} while it is {how}");
        }
        match how {
            "silent" => world.live.resume(),
            _ => world.live.start_again(),
        }
        until("commands are taken again", async || {
            (ann.command(id, "test_vote", side.clone()).await.status == 200).then_some(())
        })
        .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn without_postgres_nobody_comes_in_and_nothing_cold_starts() {
    let mut database = Database::start().await;
    let (world, sim) = World::on(&database).await.led_to_twitch().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let (ann, cold) = (world.program(&api), world.seeded.session_id);
    assert_eq!(ann.get("/api/v1/sessions").await.status, 200, "live Redis knows its token");
    let side = json!({ "side": "for" });
    let link = login_link(&world.postgres, "Bob", Staff::Admin, false).await;
    let by_link = format!("/auth/once/{link}");
    database.stop();

    // The way to Twitch needs live Redis only; the way back is where it ends.
    let mut browser = Browser::new(&api);
    let back = browser.ask_twitch(&sim, "AdaPlays").await;
    let refused = browser.open(&back).await;
    assert_eq!(refused.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert!(refused.headers().contains_key("retry-after"));
    assert!(browser.cookies.iter().all(|(name, _)| name != "__Host-downbeat"));
    come_again(&ann.get(&by_link).await);
    come_again(&ann.command(cold, "test_vote", side.clone()).await);
    come_again(&ann.get(&path(cold)).await);
    let mut screen = Screen::connect(&api.socket_url(&world.seeded.overlay_token)).await;
    let bye = screen.next().await;
    assert_eq!((&bye["type"], bye["retry_ms"].as_u64() > Some(0)), (&json!("bye"), true), "{bye}");

    database.start_again();
    until("what is cold starts", async || {
        (ann.command(cold, "test_vote", side.clone()).await.status == 200).then_some(())
    })
    .await;
    let back = browser.ask_twitch(&sim, "AdaPlays").await;
    assert_eq!(browser.open(&back).await.status(), StatusCode::SEE_OTHER);
    assert!(Operator::come_in(&api, &link).await.is_ok(), "the link was not used up");
}

/// 503, with all that a client needs to know.
fn come_again(refused: &Answered) {
    assert_eq!(code(refused), (503, "unavailable"), "{:?}", refused.body);
    assert!(refused.headers.contains_key("retry-after"));
    assert_eq!(refused.headers["content-type"], "application/problem+json");
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
