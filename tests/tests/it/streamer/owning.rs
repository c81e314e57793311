//! What is one's own: configs, tokens, keys, history.

use std::collections::HashSet;

use futures::future::join_all;
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{code, path};
use crate::harness::{Browser, Program, Screen, World, answered, until};

#[tokio::test(flavor = "multi_thread")]
async fn a_config_is_saved_on_the_version_that_was_read() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let (ann, id) = (world.program(&api), world.seeded.session_id);
    let mut screen = world.screen(&api).await;
    let read = ann.get(&path(id)).await;
    assert_eq!((read.status, read.etag.as_deref()), (200, Some("\"1\"")));
    let label = |label: &str| json!({ "config": { "labels": { "for": label } } });
    let saves =
        ["Left", "Right"].map(|text| async { ann.patch(&path(id), "\"1\"", label(text)).await });
    let saves = join_all(saves).await;
    let statuses: HashSet<u16> = saves.iter().map(|saved| saved.status).collect();
    assert_eq!(statuses, [200, 412].into(), "one wins, the other is told");
    let stale = saves.iter().find(|saved| saved.status == 412).unwrap();
    assert_eq!((code(stale).1, &stale.body["current"]), ("stale", &json!("2")));
    let won = saves.iter().find(|saved| saved.status == 200).unwrap();
    assert_eq!(won.body["config"]["labels"]["against"], "No", "what was not given stays");
    assert_eq!(screen.frame().await["view"]["labels"], won.body["config"]["labels"]);

    let bare = answered(ann.ask(Method::PATCH, &path(id)).json(&label("x"))).await;
    assert_eq!(code(&bare), (428, "match_required"));
    for (change, field) in [
        (json!({ "weight": 51 }), "weight"),
        (json!({ "weight": "much" }), "weight"),
        (json!({ "triggers": { "against": ["YES"] } }), "triggers.against"),
        (json!({ "theme": { "for": "red" } }), "config"),
        (json!({ "unknown": 1 }), "config"),
    ] {
        let refused = ann.patch(&path(id), "\"2\"", json!({ "config": change })).await;
        assert_eq!(code(&refused), (422, "invalid"), "{change}");
        let told = refused.body["errors"][0]["field"].as_str().unwrap();
        assert!(told == field || field == "config", "{change}: {told}");
    }
    assert_eq!(ann.get(&path(id)).await.body["config_version"], 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_somebody_elses_is_not_there() {
    let (world, sim) = World::with_twitch().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let id = world.seeded.session_id;
    let ann = world.program(&api);
    assert_eq!(ann.get(&path(id)).await.status, 200);
    let link = ann.get(&format!("{}/links", path(id))).await.body["items"][0]["id"].clone();
    let link = link.as_str().unwrap();
    let eve = Browser::sign_in(&api, &sim, "Eve_is_here").await;
    for place in [
        path(id),
        format!("{}/events", path(id)),
        format!("{}/rounds", path(id)),
        format!("{}/links", path(id)),
        format!("{}/activity", path(id)),
        format!("{}/subscription", path(id)),
        format!("{}/export", path(id)),
        format!("/api/v1/links/{link}"),
    ] {
        assert_eq!(code(&eve.get(&place).await), (404, "not_found"), "{place}");
    }
    assert_eq!(eve.command(id, "reset", json!({})).await.status, 404);
    assert_eq!(eve.patch(&path(id), "\"1\"", json!({})).await.status, 404);
    assert_eq!(eve.post(&format!("/api/v1/links/{link}/rotate"), json!({})).await.status, 404);
    assert_eq!(eve.delete(&format!("/api/v1/links/{link}")).await.status, 404);
    let stranger = Program::with(&api, Vec::new());
    assert_eq!(code(&stranger.get(&path(id)).await), (401, "signed_out"));
    assert_eq!(Program::new(&api, "nonsense").get(&path(id)).await.status, 401);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_may_what_its_scopes_say_until_it_is_ended() {
    let (world, sim) = World::with_twitch().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ada = Browser::sign_in(&api, &sim, "AdaPlays").await;
    let id = ada.get("/api/v1/sessions").await.body["items"][0]["id"].clone();
    let id: Uuid = id.as_str().unwrap().parse().unwrap();
    let new = json!({ "name": "a reader", "scopes": ["sessions:read"], "expires_in_days": 7 });
    let made = ada.post("/api/v1/tokens", new).await;
    assert_eq!(made.status, 201);
    let reader = Program::new(&api, made.body["token"].as_str().unwrap());
    assert_eq!(reader.get(&path(id)).await.status, 200);
    assert_eq!(code(&reader.command(id, "reset", json!({})).await), (403, "forbidden"));
    assert_eq!(reader.patch(&path(id), "\"1\"", json!({})).await.status, 403);
    assert_eq!(
        reader.post(&format!("{}/links", path(id)), json!({ "role": "viewer" })).await.status,
        403
    );
    assert_eq!(reader.get("/api/v1/tokens").await.status, 401, "tokens are for people");
    let listed = ada.get("/api/v1/tokens").await.body;
    assert!(!listed.to_string().contains(made.body["token"].as_str().unwrap()));

    let headers = [("authorization", format!("Bearer {}", made.body["token"].as_str().unwrap()))];
    let socket = Screen::connect_with(&api.session_url(id), &headers).await;
    let mut socket = socket.greeted().await;
    assert_eq!(socket.hello["role"], "viewer");
    socket.say(r#"{"type":"command","id":"c1","name":"reset","args":{}}"#).await;
    assert_eq!(socket.answer("c1").await["code"], "forbidden");
    let token = made.body["id"].as_str().unwrap();
    assert_eq!(ada.delete(&format!("/api/v1/tokens/{token}")).await.status, 204);
    assert_eq!(socket.bye().await, (3500, 3500), "its sockets close at once");
    assert_eq!(reader.get(&path(id)).await.status, 401);
    for bad in [
        json!({ "name": "", "scopes": ["sessions:read"] }),
        json!({ "name": "x", "scopes": [] }),
        json!({ "name": "x", "scopes": ["sessions:read"], "expires_in_days": 0 }),
    ] {
        assert_eq!(code(&ada.post("/api/v1/tokens", bad).await), (422, "invalid"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_key_gets_the_same_answer_and_happens_once() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let (ann, id) = (world.program(&api), world.seeded.session_id);
    let links = format!("{}/links", path(id));
    let make = |key: &str, role: &str| {
        let request = ann.ask(Method::POST, &links).header("idempotency-key", key);
        answered(request.json(&json!({ "role": role })))
    };
    let before = world.postgres.number("SELECT count(*) FROM link_tokens").await;
    let first = make("k1", "viewer").await;
    assert_eq!(first.status, 201);
    assert_eq!(make("k1", "viewer").await.body, first.body);
    assert_eq!(code(&make("k1", "owner").await), (422, "key_reused"));
    let at_once = join_all((0..6).map(|_| make("k2", "viewer"))).await;
    let tokens: HashSet<String> = at_once
        .iter()
        .filter(|answer| answer.status == 201)
        .map(|answer| answer.body["token"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(tokens.len(), 1);
    assert!(at_once.iter().all(|answer| [201, 409].contains(&answer.status)));
    assert_eq!(world.postgres.number("SELECT count(*) FROM link_tokens").await, before + 2);
    let kept = "SELECT count(*) FROM idempotent_answer WHERE position('token' in encode(answer, 'escape')) > 0";
    assert_eq!(world.postgres.number(kept).await, 0, "answers are not kept in the clear");

    let start = |question: &str| {
        let place = format!("{}/commands/start_round", path(id));
        let request = ann.ask(Method::POST, &place).header("idempotency-key", "round-1");
        answered(request.json(&json!({ "question": question })))
    };
    let began = start("Jump?").await;
    assert_eq!(began.status, 200);
    assert_eq!(start("Jump?").await.body, began.body);
    assert_eq!(code(&start("Dive?").await), (422, "key_reused"));
    let again = ann.command(id, "start_round", json!({ "question": "Jump?" })).await;
    assert_eq!(code(&again), (409, "round_running"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_meter_that_was_ended_can_be_made_again() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let (ann, id) = (world.program(&api), world.seeded.session_id);
    let mut screen = world.screen(&api).await;
    let again = ann.post("/api/v1/sessions", json!({ "kind": "meter" })).await;
    assert_eq!(code(&again), (409, "exists"));
    let unknown = ann.post("/api/v1/sessions", json!({ "kind": "kettle" })).await;
    assert_eq!(code(&unknown), (422, "invalid"));
    let end = ann.ask(Method::DELETE, &path(id)).header("if-match", "\"1\"");
    assert_eq!(answered(end).await.status, 204);
    assert_eq!(screen.bye().await, (3501, 3501));
    assert_eq!(ann.get(&path(id)).await.status, 404);
    let new = json!({ "kind": "meter", "config": { "weight": 20 } });
    let made = ann.post("/api/v1/sessions", new).await;
    assert_eq!(made.status, 201);
    assert_eq!(made.body["id"], id.to_string());
    assert_eq!(made.body["config"]["weight"], 20.0);
    assert_eq!(made.etag.unwrap(), "\"3\"", "above the tombstone");
    assert_eq!(ann.get(&path(id)).await.body["view"]["round"], Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn history_is_listed_exported_and_seen_as_it_was() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let (ann, id) = (world.program(&api), world.seeded.session_id);
    ann.get(&path(id)).await;
    for question in ["One?", "Two?"] {
        ann.command(id, "start_round", json!({ "question": question })).await;
        ann.command(id, "stop_round", json!({})).await;
    }
    let events = format!("{}/events?limit=3", path(id));
    until("the events are drained", async || {
        let all = ann.get(&format!("{}/events", path(id))).await.body;
        (all["items"].as_array()?.len() == 4).then_some(())
    })
    .await;
    let first = ann.get(&events).await.body;
    let names = |page: &Value| -> Vec<String> {
        let items = page["items"].as_array().unwrap().iter();
        items.map(|event| event["name"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names(&first), ["round_started", "round_stopped", "round_started"]);
    let cursor = first["next"].as_str().unwrap();
    let rest = ann.get(&format!("{events}&cursor={cursor}")).await.body;
    assert_eq!(names(&rest), ["round_stopped"]);
    let past = ann.get(&format!("{}/at/1-3", path(id))).await;
    assert_eq!(past.body["view"]["round"]["question"], "Two?");
    assert_eq!(ann.get(&format!("{}/at/1-9", path(id))).await.status, 404);
    assert_eq!(ann.get(&format!("{}/at/never", path(id))).await.status, 404);
    let export = ann.get(&format!("{}/export", path(id))).await;
    assert!(export.headers["content-disposition"].to_str().unwrap().contains("attachment"));
    assert_eq!(export.body["events"].as_array().unwrap().len(), 4);
    let csv = ann.ask(Method::GET, &format!("{}/export?format=csv", path(id)));
    let csv = csv.send().await.unwrap().text().await.unwrap();
    assert_eq!(csv.lines().count(), 5);
    assert!(csv.lines().nth(1).unwrap().starts_with("1-1,0,"), "{csv}");
    let rounds = ann.get(&format!("{}/rounds?limit=1", path(id))).await.body;
    assert_eq!(rounds["items"][0]["question"], "Two?");
    let cursor = rounds["next"].as_str().unwrap();
    let older = ann.get(&format!("{}/rounds?limit=1&cursor={cursor}", path(id))).await.body;
    assert_eq!(older["items"][0]["question"], "One?");
}

#[tokio::test(flavor = "multi_thread")]
async fn simulated_chat_goes_the_way_of_real_chat() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let (ann, id) = (world.program(&api), world.seeded.session_id);
    let say = |text: &str, chatter: &str| json!({ "text": text, "chatter": chatter });
    let messages = json!({ "messages": [
        say("YES", "a"), say("no", "b"), say("yes", "a"), say("hello", "c"), say("ＹＥＳ", "d"),
    ] });
    let chat = format!("{}/chat", path(id));
    let outcome = ann.post(&chat, messages.clone()).await;
    assert_eq!(outcome.status, 200);
    let counts =
        ["counted", "debounced", "no_match"].map(|name| outcome.body[name].as_i64().unwrap());
    assert_eq!(counts, [3, 1, 1]);
    let pace = ann.get(&format!("{}/activity", path(id))).await.body;
    let buckets = pace["buckets"].as_array().unwrap();
    assert_eq!(buckets.len(), 120);
    assert_eq!(buckets.iter().filter_map(|bucket| bucket["votes"].as_i64()).sum::<i64>(), 3);
    assert!(pace["votes_per_s"].as_f64().unwrap() > 0.0);
    let groups = "downbeat_vote_group_votes_count";
    let before = api.counted(groups).await;
    let crowd: Vec<Value> = (0..100).map(|n| say("yes", &format!("crowd-{n}"))).collect();
    let outcome = ann.post(&chat, json!({ "messages": crowd })).await;
    assert_eq!(outcome.body["counted"], 100);
    let calls = api.counted(groups).await - before;
    assert!(calls < 10, "100 messages took {calls} calls");
    for bad in [json!([]), json!([say("", "a")]), json!([say("yes", "a b")])] {
        let refused = ann.post(&chat, json!({ "messages": bad })).await;
        assert_eq!(code(&refused), (422, "invalid"));
    }
    ann.command(id, "start_round", json!({ "question": "Jump?" })).await;
    assert_eq!(code(&ann.post(&chat, messages).await), (409, "round_running"));
}
