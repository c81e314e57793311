//! What belongs to a session ends with it.

use downbeat_store::Staff;
use reqwest::Method;
use serde_json::json;
use uuid::Uuid;

use super::{code, path};
use crate::harness::{Operator, Process, Program, Receiver, Screen, World, answered, until};

/// A link of a role, and its socket with `hello` read.
async fn come_in(ann: &Program, api: &Process, id: Uuid, role: &str) -> (String, Screen) {
    let made = ann.post(&format!("{}/links", path(id)), json!({ "role": role })).await;
    assert_eq!(made.status, 201, "{}", made.body);
    let token = made.body["token"].as_str().unwrap().to_owned();
    let url = format!("{}?link={token}", api.session_url(id));
    (token, Screen::connect(&url).await.greeted().await)
}

async fn set_webhook(ann: &Program, id: Uuid, url: &str) {
    let set = ann.ask(Method::PUT, &format!("{}/webhook", path(id))).json(&json!({ "url": url }));
    assert_eq!(answered(set).await.status, 200);
}

async fn end(ann: &Program, id: Uuid) {
    let end = ann.ask(Method::DELETE, &path(id)).header("if-match", "\"1\"");
    assert_eq!(answered(end).await.status, 204);
}

/// What is left of a session's links and webhook.
async fn left(world: &World, id: Uuid) -> i64 {
    let count = format!(
        "SELECT (SELECT count(*) FROM link_tokens
             WHERE session_id = '{id}' AND (revoked_at IS NULL OR sealed IS NOT NULL))
         + (SELECT count(*) FROM webhook WHERE session_id = '{id}')"
    );
    world.postgres.number(&count).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_meter_that_is_made_again_has_neither_its_old_links_nor_its_webhook() {
    let world = World::new().await.with("WEBHOOKS__ALLOW_PRIVATE", "true");
    let (api, _worker) = (world.api().await, world.worker().await);
    let (ann, id) = (world.program(&api), world.seeded.session_id);
    let mut overlay = world.screen(&api).await;
    let (moderator, mut screen) = come_in(&ann, &api, id, "moderator").await;
    set_webhook(&ann, id, "http://127.0.0.1:1/hook").await;
    end(&ann, id).await;
    assert_eq!(screen.bye().await, (3501, 3501));
    assert_eq!(overlay.bye().await, (3501, 3501));
    assert_eq!(left(&world, id).await, 0);
    // A worker does it again, should live Redis not have been told.
    let jobs = "SELECT count(*) FROM job WHERE name = 'forget_link'";
    let links = "SELECT count(*) FROM link_tokens";
    assert_eq!(world.postgres.number(jobs).await, world.postgres.number(links).await);

    assert_eq!(ann.post("/api/v1/sessions", json!({ "kind": "meter" })).await.status, 201);
    let by_link = format!("{}?link={moderator}", api.session_url(id));
    assert_eq!(Screen::connect(&by_link).await.bye().await, (3500, 3500));
    let old = api.socket_url(&world.seeded.overlay_token);
    assert_eq!(Screen::connect(&old).await.bye().await, (3500, 3500));
    let links = ann.get(&format!("{}/links", path(id))).await.body;
    assert_eq!(links["items"], json!([]));
    assert_eq!(code(&ann.get(&format!("{}/webhook", path(id))).await), (404, "not_found"));
}

/// What its drain stores late, too.
#[tokio::test(flavor = "multi_thread")]
async fn what_happened_in_an_older_life_is_not_sent_where_the_next_one_is() {
    let world = World::new().await.with("WEBHOOKS__ALLOW_PRIVATE", "true");
    let (api, _worker) = (world.api().await, world.worker().await);
    let (ann, id) = (world.program(&api), world.seeded.session_id);
    world.screen(&api).await;
    set_webhook(&ann, id, "http://127.0.0.1:1/old").await;
    end(&ann, id).await;
    assert_eq!(ann.post("/api/v1/sessions", json!({ "kind": "meter" })).await.status, 201);
    set_webhook(&ann, id, "http://127.0.0.1:1/new").await;
    let first = format!("SELECT first_incarnation FROM sessions WHERE id = '{id}'");
    let first = world.postgres.number(&first).await;
    let sent_to = async |incarnation| {
        let found = world.postgres.webhook_for((id, None), incarnation).await.unwrap();
        found.map(|webhook| webhook.url)
    };
    assert_eq!(sent_to(first).await.as_deref(), Some("http://127.0.0.1:1/new"));
    assert_eq!(sent_to(first - 1).await.as_deref(), Some("http://127.0.0.1:1/old"));
    let old = world.postgres.webhook_for((id, None), first - 1).await.unwrap().unwrap();
    world.postgres.stop_webhook(id, &old, "410").await.unwrap();
    assert_eq!(sent_to(first - 1).await, None, "its receiver wants no more");
    assert_eq!(sent_to(first).await.as_deref(), Some("http://127.0.0.1:1/new"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_meter_that_is_made_again_begins_anew() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let (ann, id) = (world.program(&api), world.seeded.session_id);
    let list = async |what: &str| ann.get(&format!("{}/{what}", path(id))).await.body;
    assert_eq!(ann.command(id, "start_round", json!({ "question": "Jump?" })).await.status, 200);
    until("the round is kept", async || list("rounds").await["items"].get(0).cloned()).await;
    end(&ann, id).await;

    let made = ann.post("/api/v1/sessions", json!({ "kind": "meter" })).await;
    assert_eq!((made.status, &made.body["id"]), (201, &json!(id)));
    assert_eq!(made.body["view"]["round"], json!(null), "the old round is over");
    for what in ["rounds", "events"] {
        assert_eq!(list(what).await["items"], json!([]), "{what}");
    }
    let asked = ann.command(id, "start_round", json!({ "question": "Again?" })).await;
    assert_eq!(asked.status, 200, "{}", asked.body);
    let rounds = until("the new round is kept", async || {
        let rounds = list("rounds").await["items"].clone();
        rounds.get(0).is_some().then_some(rounds)
    });
    let rounds = rounds.await;
    assert_eq!((rounds.as_array().unwrap().len(), &rounds[0]["question"]), (1, &json!("Again?")));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_an_administrator_ends_takes_its_links_along() {
    let world = World::new().await.with("WEBHOOKS__ALLOW_PRIVATE", "true");
    let (api, _worker) = (world.api().await, world.worker().await);
    let (ann, id) = (world.program(&api), world.seeded.session_id);
    let (token, mut screen) = come_in(&ann, &api, id, "owner").await;
    set_webhook(&ann, id, "http://127.0.0.1:1/hook").await;
    let ada = Operator::sign_in(&api, &world.postgres, "Ada", Staff::Admin).await;
    let place = format!("/api/v1/admin/sessions/{id}/end");
    let (status, body) = ada.post(&place, json!({ "reason": "a test" })).await;
    assert_eq!(status, 200, "{body}");
    assert_eq!(screen.bye().await, (3501, 3501));
    assert_eq!(left(&world, id).await, 0);
    let by_link = format!("{}?link={token}", api.session_url(id));
    assert_eq!(Screen::connect(&by_link).await.bye().await, (3500, 3500));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_happened_before_the_end_is_still_sent_where_it_was_to_go() {
    let world = World::new().await.with("WEBHOOKS__ALLOW_PRIVATE", "true");
    let (api, mut worker) = (world.api().await, world.worker().await);
    let (ann, mut receiver) = (world.program(&api), Receiver::start().await);
    let config = json!({
        "mode": "per_participant", "budget_ms": 60_000, "participants": [{ "id": "a", "name": "Ann" }],
    });
    let made = ann.post("/api/v1/sessions", json!({ "kind": "timer", "config": config })).await;
    let id: Uuid = made.body["id"].as_str().unwrap().parse().unwrap();
    set_webhook(&ann, id, &receiver.url).await;
    assert_eq!(ann.command(id, "start", json!({})).await.status, 200);
    // Nobody carries the events away until the session is gone.
    worker.kill();
    assert_eq!(ann.command(id, "complete", json!({})).await.status, 200);
    end(&ann, id).await;
    assert_eq!(left(&world, id).await, 0);
    let _worker = world.worker().await;
    let ended = receiver.next().await;
    assert_eq!(ended.body["type"], "timer.ended");
    assert_eq!(ended.body["data"]["session"], id.to_string());
}
