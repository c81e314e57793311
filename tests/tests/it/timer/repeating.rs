//! What is asked for twice under one key happens once, and is answered the same.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::two;
use crate::harness::{Answered, Program, World, answered, until};

async fn make(ann: &Program, key: &str, config: &Value) -> Answered {
    let request = ann.ask(Method::POST, "/api/v1/sessions").header("idempotency-key", key);
    answered(request.json(&json!({ "kind": "timer", "config": config }))).await
}

/// All of an answer that says something of the session.
fn told(answer: &Answered) -> (u16, Option<&str>, Option<&str>, &Value) {
    let place = answer.headers.get("location").map(|place| place.to_str().unwrap());
    (answer.status, answer.etag.as_deref(), place, &answer.body)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_is_made_again_under_its_key_is_answered_as_it_was() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    let first = make(&ann, "k", &two(60_000)).await;
    assert_eq!(first.status, StatusCode::CREATED);
    assert!(first.body["rev"].is_string() && first.body["view"].is_object(), "{}", first.body);
    // Whatever became of it since.
    let id = first.body["id"].as_str().unwrap();
    let started = ann.command(id.parse().unwrap(), "start", json!({})).await;
    assert_eq!(started.status, 200, "{}", started.body);
    assert_eq!(told(&make(&ann, "k", &two(60_000)).await), told(&first));
    let other = make(&ann, "k", &two(61_000)).await;
    assert_eq!((other.status, &other.body["code"]), (422, &json!("key_reused")));
    // At once: one makes it, and whoever is not asked to come again hears the same.
    let config = two(60_000);
    let at_once = (0..8).map(|_| make(&ann, "at-once", &config));
    let answers = futures::future::join_all(at_once).await;
    let last = make(&ann, "at-once", &two(60_000)).await;
    assert_eq!(last.status, 201);
    for answer in &answers {
        assert!(
            told(answer) == told(&last) || answer.body["code"] == "in_flight",
            "{} is not {}",
            answer.body,
            last.body,
        );
    }
    let timers = "SELECT count(*) FROM sessions WHERE kind = 'timer'";
    assert_eq!(world.postgres.number(timers).await, 2);
}

/// An API makes a session and dies before it knows how that is.
#[tokio::test(flavor = "multi_thread")]
async fn whoever_asks_first_when_the_answer_is_known_says_it_to_all() {
    let world = World::new().await;
    let mut api = world.api().await;
    // Without a worker it does not come back to life.
    let ann = world.program(&api);
    let made = async {
        until("it is made", async || {
            let kept = "SELECT count(*) FROM idempotent_answer";
            (world.postgres.number(kept).await == 1).then_some(())
        })
        .await;
        api.kill();
    };
    futures::join!(make_in_vain(&ann), made);
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    let first = make(&ann, "k", &two(60_000)).await;
    assert_eq!(first.status, 201);
    assert!(first.body["rev"].is_string() && first.body["view"].is_object(), "{}", first.body);
    assert_eq!(told(&make(&ann, "k", &two(60_000)).await), told(&first));
    let timers = "SELECT count(*) FROM sessions WHERE kind = 'timer'";
    assert_eq!(world.postgres.number(timers).await, 1);
}

async fn make_in_vain(ann: &Program) {
    let request = ann.ask(Method::POST, "/api/v1/sessions").header("idempotency-key", "k");
    let request = request.json(&json!({ "kind": "timer", "config": two(60_000) }));
    assert!(request.send().await.is_err(), "it died");
}

#[tokio::test(flavor = "multi_thread")]
async fn six_characters_are_no_nul_at_any_door_and_nul_is_refused_with_its_field() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    let like = r"\u0000";
    let mut config = two(60_000);
    config["title"] = json!(like);
    config["participants"][0]["meta"] = json!({ like: [like] });
    let made = make(&ann, "like", &config).await;
    assert_eq!(made.status, 201, "{}", made.body);
    let id = made.body["id"].as_str().unwrap().parse().unwrap();
    let tag = made.etag.clone().unwrap();
    let path = format!("/api/v1/sessions/{id}");
    assert_eq!(ann.patch(&path, &tag, json!({ "title": format!("{like}!") })).await.status, 200);
    let added = json!({ "name": like, "meta": { like: like } });
    assert_eq!(ann.command(id, "add_participant", added).await.status, 200);
    let template = json!({ "kind": "timer", "name": like, "config": config });
    assert_eq!(ann.post("/api/v1/templates", template).await.status, 201);
    until("what was added is on record", async || {
        let export = ann.get(&format!("{path}/export")).await.body;
        let events = export["events"].as_array()?;
        events.iter().any(|event| event["event"].to_string().contains(r"\\u0000")).then_some(())
    })
    .await;

    let mut config = two(60_000);
    config["participants"][0]["meta"] = json!({ "x": ["\0"] });
    let template = json!({ "kind": "timer", "name": "nul", "config": config });
    let tag = ann.get(&path).await.etag.unwrap();
    for refused in [
        make(&ann, "nul", &config).await,
        ann.patch(&path, &tag, config.clone()).await,
        ann.post("/api/v1/templates", template).await,
    ] {
        let field = refused.body["errors"][0]["field"].as_str().unwrap();
        assert_eq!(refused.status, 422, "{}", refused.body);
        assert!(field.starts_with("participants.0.meta"), "{field}");
    }
    let meta = json!({ "name": "Nul", "meta": { "x": "\0" } });
    let refused = ann.command(id, "add_participant", meta).await;
    let field = refused.body["errors"][0]["field"].as_str().unwrap();
    assert!(refused.status == 422 && field.starts_with("meta"), "{}", refused.body);
    let name = json!({ "kind": "timer", "name": "a\0b", "config": two(60_000) });
    assert_eq!(ann.post("/api/v1/templates", name).await.status, 422);
}
