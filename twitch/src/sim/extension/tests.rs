//! The simulated extension, asked by the code that asks the real one.

use std::sync::{Arc, atomic::AtomicBool};

use base64::{Engine, prelude::BASE64_STANDARD};
use downbeat_boot::clock;
use parking_lot::Mutex;
use poem::{Endpoint, http::StatusCode, test::TestClient};
use serde_json::{Value, json};

use super::{Extension, Options};
use crate::{
    extension::{BadPass, External, Signer, Viewer},
    sim::{
        control::{self, Application, Stage},
        gate::Gate,
        sender::{RETRIES, Sender},
        world::World,
    },
};

const NEW: &[u8; 32] = b"the newest secret of 32 bytes ab";
const OLD: &[u8; 32] = b"the secret before of 32 bytes cd";

fn stage() -> Arc<Stage> {
    let options = Options {
        client_id: "ext".into(),
        owner_id: "1".into(),
        secrets: [NEW, OLD].map(|secret| BASE64_STANDARD.encode(secret)).to_vec(),
        ebs: "http://127.0.0.1:1".into(),
        views: None,
        plays: false,
    };
    Arc::new(Stage {
        sender: Sender::new(RETRIES).unwrap(),
        world: Mutex::new(World::default()),
        gate: Gate::default(),
        application: Application { id: "us".into(), secret: "our secret".into() },
        calls_a_minute: 800,
        broadcaster: "42".into(),
        bot: "12".into(),
        extension: Some(Arc::new(Extension::new(options))),
        chat_is_on: AtomicBool::new(false),
    })
}

async fn jwt(twitch: &TestClient<impl Endpoint>, wanted: Value) -> String {
    let answer = twitch.post("/sim/extension/jwt").body_json(&wanted).send().await;
    answer.assert_status_is_ok();
    answer.json().await.value().object().get("token").string().to_owned()
}

#[tokio::test]
async fn a_viewer_gets_a_jwt_that_is_read_or_is_wrong_as_it_was_wanted() {
    let stage = stage();
    let twitch = TestClient::new(control::routes(Arc::clone(&stage)));
    let ours = stage.extension.as_ref().unwrap().at_twitch();
    let read = |token: String| ours.read(&token, clock::unix_ms());
    let who = json!({ "role": "moderator", "opaque_user_id": "U7", "user_id": "7" });
    let pass = read(jwt(&twitch, who.clone()).await).unwrap();
    assert_eq!((&*pass.channel, pass.viewer), ("42", Viewer::Kept("U7".into())));
    let mut with = who;
    with["secret"] = json!("old");
    assert!(read(jwt(&twitch, with.clone()).await).is_ok());
    with["secret"] = json!("unknown");
    assert_eq!(read(jwt(&twitch, with.clone()).await), Err(BadPass::Unsigned));
    with["secret"] = json!("newest");
    with["good_for_s"] = json!(-60);
    assert_eq!(read(jwt(&twitch, with).await), Err(BadPass::Expired));
}

/// The status of a broadcast with such claims.
async fn broadcast(
    twitch: &TestClient<impl Endpoint>,
    (claims, secret): (&External, &[u8]),
    (client, channel, message): (&str, &str, &str),
) -> StatusCode {
    let token = Signer::new(secret).sign(claims, clock::unix_ms() + 60_000).unwrap();
    let body = json!({ "target": ["broadcast"], "broadcaster_id": channel, "message": message });
    let request = twitch.post("/helix/extensions/pubsub").header("client-id", client);
    request
        .header("authorization", format!("Bearer {token}"))
        .body_json(&body)
        .send()
        .await
        .0
        .status()
}

#[tokio::test]
async fn a_broadcast_is_the_owners_to_one_channel_and_not_too_long() {
    let twitch = TestClient::new(control::routes(stage()));
    let ours = External::broadcasting("1", "42");
    let good = ("ext", "42", "{}");
    assert_eq!(broadcast(&twitch, (&ours, NEW), good).await, StatusCode::NO_CONTENT);
    assert_eq!(broadcast(&twitch, (&ours, OLD), good).await, StatusCode::NO_CONTENT);
    let unknown = broadcast(&twitch, (&ours, b"another secret of 32 bytes, yes"), good).await;
    assert_eq!(unknown, StatusCode::UNAUTHORIZED);
    let viewer = External { role: "viewer".into(), ..ours.clone() };
    let others = External::broadcasting("2", "42");
    for claims in [&viewer, &others] {
        assert_eq!(broadcast(&twitch, (claims, NEW), good).await, StatusCode::FORBIDDEN);
    }
    let elsewhere = broadcast(&twitch, (&ours, NEW), ("ext", "43", "{}")).await;
    assert_eq!(elsewhere, StatusCode::FORBIDDEN);
    let client = broadcast(&twitch, (&ours, NEW), ("other", "42", "{}")).await;
    assert_eq!(client, StatusCode::UNAUTHORIZED);
    let long = "a".repeat(5 * 1_024 + 1);
    let long = broadcast(&twitch, (&ours, NEW), ("ext", "42", &long)).await;
    assert_eq!(long, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn messages_are_dropped_or_stopped_on_command_and_a_bucket_runs_out() {
    let stage = stage();
    let twitch = TestClient::new(control::routes(Arc::clone(&stage)));
    let extension = stage.extension.clone().unwrap();
    let mut viewer = extension.air.lock().listen("42");
    let ours = External::broadcasting("1", "42");
    for (wish, status, is_heard) in [
        (json!({ "open": {} }), StatusCode::NO_CONTENT, true),
        (json!({ "drop": {} }), StatusCode::NO_CONTENT, false),
        (json!({ "stop": {} }), StatusCode::SERVICE_UNAVAILABLE, false),
    ] {
        let answer = twitch.post("/sim/extension/way").body_json(&wish).send().await;
        answer.assert_status(StatusCode::NO_CONTENT);
        assert_eq!(broadcast(&twitch, (&ours, NEW), ("ext", "42", "{}")).await, status);
        assert_eq!(viewer.try_recv().is_ok(), is_heard, "{wish}");
    }
    twitch.post("/sim/extension/way").body_json(&json!({ "delay": { "ms": 1 } })).send().await;
    assert_eq!(
        broadcast(&twitch, (&ours, NEW), ("ext", "42", "late")).await,
        StatusCode::NO_CONTENT
    );
    assert_eq!(viewer.recv().await.unwrap(), "late");
    let empty = json!({ "channel_id": "42", "left": 0.0 });
    twitch.post("/sim/extension/bucket").body_json(&empty).send().await;
    let limited = broadcast(&twitch, (&ours, NEW), ("ext", "42", "{}")).await;
    assert_eq!(limited, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn views_are_framed_and_nothing_but_them_is_served() {
    let twitch = TestClient::new(control::routes(stage()));
    for view in ["overlay", "panel", "mobile", "config"] {
        let page = twitch.get(format!("/extension/{view}")).send().await;
        page.assert_status_is_ok();
        let text = page.0.into_body().into_string().await.unwrap();
        assert!(text.contains(&format!("\"view\":\"{view}\"")) && text.contains("42"), "{text}");
    }
    twitch.get("/extension/helper.js").send().await.assert_status_is_ok();
    for path in ["/extension/another", "/extension/views/overlay.html", "/extension/views/../x"] {
        twitch.get(path).send().await.assert_status(StatusCode::NOT_FOUND);
    }
}
