//! The largest and the deepest that is taken anywhere can be read back by every
//! way, and what is larger or deeper is refused at once, with its field.

use downbeat_session::json::LEVELS_MAX;
use downbeat_store::Staff;
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{by_link, does, make, seen, two};
use crate::harness::{Operator, Process, Program, World, until};

/// Free JSON of a participant that is `levels` deep.
fn nested(levels: usize) -> Value {
    let inner = format!("{}{}", "[".repeat(levels - 1), "]".repeat(levels - 1));
    json!({ "x": serde_json::from_str::<Value>(&inner).unwrap() })
}

/// Every way to see a session and what happened to it.
async fn read_by_every_way(world: &World, api: &Process, ann: &Program, id: Uuid) {
    let recorded = until("its events are in Postgres", async || {
        let events = world.postgres.events(id, None, 100).await.unwrap();
        (!events.is_empty()).then_some(events)
    });
    let last = recorded.await.pop().unwrap();
    let rev = format!("{}-{}", last.incarnation, last.rev);
    let path = format!("/api/v1/sessions/{id}");
    for way in ["", "/events", "/export?format=json", "/export?format=csv", &format!("/at/{rev}")] {
        let read = ann.get(&format!("{path}{way}")).await;
        assert_eq!(read.status, 200, "{way}: {}", read.body);
    }
    let screen = by_link(ann, api, id, json!({ "role": "viewer" })).await;
    assert_eq!(screen.hello["view"]["status"], "running");
    let ada = Operator::sign_in(api, &world.postgres, "Ada", Staff::Admin).await;
    let (status, console) = ada.get(&format!("/api/v1/admin/sessions/{id}")).await;
    assert_eq!((status, &console["session"]["parked"]), (200, &Value::Null), "{console}");
    assert!(console["live"].is_object(), "{console}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_acknowledged_can_be_read_back_by_every_way() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    // A config has two levels around what is free in it.
    let mut config = two(60_000);
    config["participants"][0]["meta"] = nested(LEVELS_MAX - 3);
    let id = make(&ann, &config).await;
    does(&ann, id, "start", json!({})).await;
    let deepest = json!({ "id": "c", "name": "Cid", "meta": nested(LEVELS_MAX - 1) });
    does(&ann, id, "add_participant", deepest).await;
    let mut moderator = by_link(&ann, &api, id, json!({ "role": "moderator" })).await;
    let args = json!({ "id": "d", "name": "Dan", "meta": nested(LEVELS_MAX - 1) });
    let said = json!({ "type": "command", "id": "1", "name": "add_participant", "args": args });
    moderator.say(&said.to_string()).await;
    assert_eq!(moderator.answer("1").await["type"], "ack");
    read_by_every_way(&world, &api, &ann, id).await;
    // What is seen can be saved again, and kept as a template.
    let read = ann.get(&format!("/api/v1/sessions/{id}")).await;
    let config = read.body["config"].clone();
    let saved = ann
        .patch(&format!("/api/v1/sessions/{id}"), &read.etag.unwrap(), json!({ "config": config }))
        .await;
    assert_eq!(saved.status, 200, "{}", saved.body);
    let template = json!({ "kind": "timer", "name": "deep", "config": config });
    assert_eq!(ann.post("/api/v1/templates", template).await.status, 201);
    // It comes back out of its history.
    world.live.empty().await;
    until("it is back", async || {
        let read = ann.get(&format!("/api/v1/sessions/{id}")).await;
        (read.status == 200 && read.body["view"]["recovered"] == true).then_some(())
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_too_deep_is_refused_with_its_field() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    let ada = Operator::sign_in(&api, &world.postgres, "Ada", Staff::Admin).await;
    let id = make(&ann, &two(60_000)).await;
    let tag = ann.get(&format!("/api/v1/sessions/{id}")).await.etag.unwrap();
    let before = seen(&ann, id).await;
    let mut moderator = by_link(&ann, &api, id, json!({ "role": "moderator" })).await;
    for levels in [LEVELS_MAX + 1, 60, 122, 126] {
        let mut config = two(60_000);
        config["participants"][1]["meta"] = nested(levels);
        let (new, args) = (
            json!({ "kind": "timer", "config": config }),
            json!({ "name": "Deep", "meta": nested(levels) }),
        );
        let path = format!("/api/v1/sessions/{id}");
        let template = json!({ "kind": "timer", "name": "deep", "config": config });
        for (refused, field) in [
            (ann.post("/api/v1/sessions", new).await, "participants.1.meta"),
            (ann.patch(&path, &tag, config.clone()).await, "participants.1.meta"),
            (ann.post("/api/v1/templates", template).await, "participants.1.meta"),
            (ann.command(id, "add_participant", args.clone()).await, "meta"),
        ] {
            assert_eq!(refused.status, 422, "{levels}: {}", refused.body);
            let named = refused.body["errors"][0]["field"].as_str().unwrap();
            assert!(named.contains(field), "{levels}: {named} is not {field}");
        }
        let said = json!({ "type": "command", "id": "1", "name": "add_participant", "args": args });
        moderator.say(&said.to_string()).await;
        let answer = moderator.next().await;
        assert_eq!(answer["type"], "reject", "{answer}");
        let job = json!({ "name": "prune", "args": nested(levels) });
        let (status, said) = ada.post("/api/v1/admin/jobs", job).await;
        assert!(levels < 60 || status == 422, "{levels}: {status} {said}");
    }
    // Deeper than any reader goes.
    let text = format!("{}{}", "[".repeat(1_000), "]".repeat(1_000));
    let body = format!(r#"{{"kind":"timer","config":{{"participants":{text}}}}}"#);
    let refused = ann
        .ask(Method::POST, "/api/v1/sessions")
        .header("content-type", "application/json")
        .body(body)
        .send()
        .await
        .unwrap();
    assert_eq!(refused.status().as_u16(), 422);
    assert!(refused.text().await.unwrap().contains("config.participants"));
    let after = seen(&ann, id).await;
    assert_eq!((&after["rev"], &after["config"]), (&before["rev"], &before["config"]));
}

/// Sixty characters of three bytes each, a thousand times: a view that is longer
/// than what a socket once took.
#[tokio::test(flavor = "multi_thread")]
async fn the_longest_names_of_a_thousand_are_on_every_screen() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    let name = |n: usize| format!("{n:04}{}", "時".repeat(56));
    let everyone: Vec<Value> = (0..1_000).map(|n| json!({ "name": name(n) })).collect();
    let mut config = two(60_000);
    config["participants"] = json!(everyone);
    let id = make(&ann, &config).await;
    does(&ann, id, "start", json!({})).await;
    let mut screen = by_link(&ann, &api, id, json!({ "role": "viewer" })).await;
    let people = screen.hello["view"]["participants"].as_array().unwrap();
    assert_eq!((people.len(), people[999]["name"].as_str()), (1_000, Some(name(999).as_str())));
    assert!(screen.hello["view"].to_string().len() > 256 * 1024);
    // And each change of it, though it is told whole.
    does(&ann, id, "switch", json!({})).await;
    let told: Value = screen.next().await;
    let shown = if told["type"] == "change" { &told["change"] } else { &told["view"] };
    assert_eq!(shown["active"], "p2", "{}", told["type"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn white_space_around_a_text_is_no_part_of_it() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    let pad = |text: &str| format!("{}{text}\u{3000}\n", " ".repeat(2_000));
    let mut config = two(60_000);
    config["title"] = json!(pad("Two at a table"));
    config["participants"][0]["name"] = json!(pad("Ann"));
    config["on_end"] = json!({ "kind": "end_session", "outcome": pad("time") });
    let id = make(&ann, &config).await;
    let read = seen(&ann, id).await;
    assert_eq!(read["config"]["title"], "Two at a table");
    assert_eq!(read["config"]["participants"][0]["name"], "Ann");
    assert_eq!(read["config"]["on_end"]["outcome"], "time");
    let added = does(&ann, id, "add_participant", json!({ "name": pad("Cid") })).await;
    assert_eq!(added["events"][0]["participant"]["name"], "Cid");
    let blank = ann.command(id, "add_participant", json!({ "name": "  " })).await;
    assert_eq!((blank.status, &blank.body["errors"][0]["field"]), (422, &json!("name")));
    // Groups that differ by white space are one.
    let team = json!({
        "mode": "per_group", "budget_ms": 60_000,
        "participants": [{ "name": "a", "group": "g " }, { "name": "b", "group": " g" }],
    });
    let id = make(&ann, &team).await;
    let view = seen(&ann, id).await;
    assert_eq!(view["view"]["participants"][0]["group"], "g");
    assert_eq!(view["view"]["participants"][1]["group"], "g");
}
