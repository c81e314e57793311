//! What may be asked, by whom, and what is answered.

use reqwest::Method;
use serde_json::{Value, json};

use super::{does, make, seen, two};
use crate::harness::{World, answered};

#[tokio::test(flavor = "multi_thread")]
async fn a_game_is_played_from_start_to_end() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    let mut config = two(180_000);
    config["increment"] = json!({ "kind": "fischer", "ms": 2_000 });
    let id = make(&ann, &config).await;
    let pending = seen(&ann, id).await;
    assert_eq!((&pending["view"]["status"], &pending["rev"]), (&json!("pending"), &json!("1-0")));
    let started = does(&ann, id, "start", json!({})).await;
    assert_eq!(started["rev"], "1-1");
    assert_eq!(started["events"], json!([{ "name": "started", "active": "a" }]));
    let switched = does(&ann, id, "switch", json!({})).await;
    assert_eq!(switched["events"][0]["to"], "b");
    does(&ann, id, "undo", json!({})).await;
    assert_eq!(seen(&ann, id).await["view"]["active"], "a");
    does(&ann, id, "pause", json!({})).await;
    let adjust = json!({ "participant": "b", "ms": 5_000, "reason": "a phone rang" });
    does(&ann, id, "adjust", adjust).await;
    let added = json!({ "id": "c", "name": "Cid" });
    does(&ann, id, "add_participant", added).await;
    does(&ann, id, "set_order", json!({ "ids": ["c", "a", "b"] })).await;
    does(&ann, id, "remove_participant", json!({ "id": "c" })).await;
    does(&ann, id, "resume", json!({})).await;
    let view = seen(&ann, id).await["view"].clone();
    assert_eq!(view["participants"][1]["remaining_ms"], 185_000);
    let completed = does(&ann, id, "complete", json!({ "outcome": "1-0" })).await;
    let names: Vec<&str> = completed["events"]
        .as_array()
        .unwrap()
        .iter()
        .map(|event| event["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["completed", "ended"]);
    let over = ann.command(id, "start", json!({})).await;
    assert_eq!((over.status, &over.body["code"]), (409, &json!("ended")));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_done_is_said_and_changes_nothing() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    let id = make(&ann, &two(60_000)).await;
    let refused = async |name: &str, args: Value, status: u16, code: &str| {
        let before = seen(&ann, id).await["rev"].clone();
        let answer = ann.command(id, name, args).await;
        assert_eq!((answer.status, &answer.body["code"]), (status, &json!(code)), "{name}");
        assert_eq!(seen(&ann, id).await["rev"], before, "{name}");
        answer.body
    };
    refused("switch", json!({}), 409, "wrong_status").await;
    refused("undo", json!({}), 409, "wrong_status").await;
    does(&ann, id, "start", json!({})).await;
    refused("undo", json!({}), 409, "nothing_to_undo").await;
    refused("start", json!({}), 409, "wrong_status").await;
    refused("switch", json!({ "to": "nobody" }), 409, "unknown_participant").await;
    refused("remove_participant", json!({ "id": "nobody" }), 409, "unknown_participant").await;
    refused("switch", json!({ "age_ms": 500 }), 409, "late").await;
    refused("fly", json!({}), 404, "not_found").await;
    for (name, args, field) in [
        ("adjust", json!({ "participant": "a", "ms": 86_400_001, "reason": "x" }), "ms"),
        ("adjust", json!({ "participant": "a", "ms": 1, "reason": "" }), "reason"),
        ("adjust", json!({ "participant": "a", "ms": "much", "reason": "x" }), "ms"),
        ("set_order", json!({ "ids": ["a"] }), "ids"),
        ("add_participant", json!({ "id": "a", "name": "Again" }), "id"),
        ("switch", json!({ "nonsense": 1 }), "nonsense"),
        ("adjust", json!({ "participant": "a", "ms": 1 }), "reason"),
    ] {
        let said = refused(name, args.clone(), 422, "invalid").await;
        let told = said["errors"][0]["field"].as_str().unwrap();
        assert_eq!(told, field, "{name} {args}");
    }
    let stale = ann
        .ask(Method::POST, &format!("/api/v1/sessions/{id}/commands/switch"))
        .header("if-match", "\"1-0\"")
        .json(&json!({}));
    assert_eq!(answered(stale).await.status, 412);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_config_outside_its_limits_is_refused_by_field() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    let crowd: Vec<Value> = (0..1_001).map(|n| json!({ "name": format!("P{n}") })).collect();
    let changed = |field: &str, value: Value| {
        let mut config = two(60_000);
        config[field] = value;
        config
    };
    for (config, field) in [
        (changed("participants", json!(crowd)), "participants"),
        (changed("participants", json!([])), "participants"),
        (changed("budget_ms", json!(90_000_000)), "budget_ms"),
        (changed("budget_ms", json!(999)), "budget_ms"),
        (changed("increment", json!({ "kind": "fischer", "ms": 60_001 })), "increment.ms"),
        (changed("offline_grace_ms", json!(30_001)), "offline_grace_ms"),
        (changed("mode", json!("hourglass")), "mode"),
        (changed("wings", json!(2)), "wings"),
    ] {
        let new = json!({ "kind": "timer", "config": config });
        let refused = ann.post("/api/v1/sessions", new).await;
        assert_eq!((refused.status, &refused.body["code"]), (422, &json!("invalid")), "{field}");
        let told = refused.body["errors"][0]["field"].as_str().unwrap();
        assert_eq!(told, field);
    }
    let thousand: Vec<Value> = (0..1_000).map(|n| json!({ "name": format!("P{n}") })).collect();
    let id = make(&ann, &changed("participants", json!(thousand))).await;
    does(&ann, id, "start", json!({})).await;
    does(&ann, id, "switch", json!({ "to": "p999" })).await;
    assert_eq!(seen(&ann, id).await["view"]["active"], "p999");
}

#[tokio::test(flavor = "multi_thread")]
async fn templates_are_kept_and_timers_are_found() {
    let world = World::new().await;
    let (api, _worker) = (world.api().await, world.worker().await);
    let ann = world.program(&api);
    let new = json!({ "kind": "timer", "name": "Club blitz", "config": two(180_000) });
    let made = ann.post("/api/v1/templates", new).await;
    assert_eq!((made.status, &made.body["config"]["budget_ms"]), (201, &json!(180_000)));
    for (bad, field) in [
        (json!({ "kind": "kettle", "name": "x", "config": {} }), "kind"),
        (json!({ "kind": "timer", "name": " ", "config": two(180_000) }), "name"),
        (json!({ "kind": "timer", "name": "x", "config": two(1) }), "budget_ms"),
    ] {
        let refused = ann.post("/api/v1/templates", bad).await;
        assert_eq!(refused.status, 422, "{field}");
        assert_eq!(refused.body["errors"][0]["field"], field);
    }
    let listed = ann.get("/api/v1/templates").await.body;
    assert_eq!(listed["items"].as_array().unwrap().len(), 1);
    let one = format!("/api/v1/templates/{}", made.body["id"].as_str().unwrap());
    assert_eq!(ann.delete(&one).await.status, 204);
    assert_eq!(ann.delete(&one).await.status, 404);

    for title in ["Blitz 50%", "Rapid", "blitz too"] {
        let mut config = two(60_000);
        config["title"] = json!(title);
        make(&ann, &config).await;
    }
    let titles = async |query: &str| -> Vec<String> {
        let found = ann.get(&format!("/api/v1/sessions?{query}")).await;
        assert_eq!(found.status, 200, "{}", found.body);
        let items = found.body["items"].as_array().unwrap().iter();
        items.map(|item| item["title"].as_str().unwrap_or("-").to_owned()).collect()
    };
    assert_eq!(titles("kind=timer").await, ["blitz too", "Rapid", "Blitz 50%"]);
    assert_eq!(titles("kind=timer&search=BLITZ").await, ["blitz too", "Blitz 50%"]);
    assert_eq!(titles("search=50%25").await, ["Blitz 50%"]);
    assert_eq!(titles("kind=meter").await, ["-"]);
    assert_eq!(ann.get("/api/v1/sessions?kind=kettle").await.status, 422);
    assert_eq!(titles("kind=timer&status=none&search=rapid").await, ["Rapid"]);
    assert!(titles("kind=timer&status=running,paused").await.is_empty());
    assert_eq!(ann.get("/api/v1/sessions?status=RUNNING").await.status, 422);
    let listed = ann.get("/api/v1/sessions?search=rapid").await.body;
    assert_eq!(listed["items"][0]["names"], json!(["Ann", "Bob"]));
    assert_eq!(listed["items"][0]["names_count"], 2);
}
