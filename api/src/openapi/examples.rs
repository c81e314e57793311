//! An example for each body: those of commands are the kinds' own, the others stand
//! here. A test sends each to a server, so that what is copied from the docs works.

use downbeat_session::kinds;
use serde_json::{Map, Value, json};

use super::{commands, more_examples as more};

pub fn describe(document: &mut Value) {
    for kind in kinds::ALL.iter().filter(|kind| kind.is_made()) {
        for (name, args) in (kind.example)().commands {
            let path = commands::path_of(name);
            put(document, &path, "post", &args);
        }
    }
    for (method, path, example) in others() {
        put(document, path, method, &example);
    }
    for (schema, example) in of_schemas().into_iter().chain(more::of_schemas()) {
        if let Some(schema) = document["components"]["schemas"].get_mut(schema) {
            schema["example"] = example;
        }
    }
}

/// The first with arguments stays: it shows more.
fn put(document: &mut Value, path: &str, method: &str, example: &Value) {
    let content = document["paths"].get_mut(path).and_then(|path| {
        path.get_mut(method)?.get_mut("requestBody")?.get_mut("content")?.as_object_mut()
    });
    for media in content.into_iter().flat_map(Map::values_mut) {
        let is_better = media.get("example").is_none_or(|before| *before == json!({}));
        if is_better {
            media["example"] = example.clone();
        }
    }
}

fn others() -> Vec<(&'static str, &'static str, Value)> {
    let (kind, config) = many();
    let survivor = json!({ "survivor": "0197f3c2-5b1e-7c40-9a6d-2f8e41d07b36" });
    vec![
        ("post", "/api/v1/survivors", json!({ "bent": "grit", "name": "Ada" })),
        ("patch", "/api/v1/survivors/{id}", json!({ "caution": 2, "auto": true })),
        ("post", "/api/v1/camps/{channel}/missions", json!({ "difficulty": 1, "party": "open" })),
        ("post", "/api/v1/missions/{id}/join", json!({ "code": "ABCDEF" })),
        ("post", "/api/v1/missions/{id}/kick", survivor.clone()),
        ("post", "/api/v1/missions/{id}/hand_over", survivor),
        ("post", "/api/v1/sessions/{id}/commands/ready", json!({ "on": true })),
        ("post", "/api/v1/sessions", json!({ "kind": kind, "config": config })),
        ("patch", "/api/v1/sessions/{id}", json!({ "config": { "theme": "light" } })),
        (
            "post",
            "/api/v1/sessions/{id}/chat",
            json!({ "messages": [{ "text": "yes", "chatter": "ada" }] }),
        ),
        ("post", "/api/v1/sessions/{id}/links", json!({ "role": "viewer" })),
        ("put", "/api/v1/sessions/{id}/lobby", json!({ "closes_at_start": true })),
        ("post", "/api/v1/lobbies/{code}/seats", json!({ "participant": "white" })),
        ("post", "/api/v1/ext/link", json!({ "keep": "0197f3c2-5b1e-7c40-9a6d-2f8e41d07b35" })),
        ("post", "/api/v1/me/erase", json!({ "name": "Jo March" })),
        ("put", "/api/v1/sessions/{id}/webhook", json!({ "url": "https://example.com/downbeat" })),
        (
            "post",
            "/api/v1/templates",
            json!({ "kind": kind, "name": "Thursdays", "config": config }),
        ),
        (
            "post",
            "/api/v1/tokens",
            json!({
                "name": "Stream Deck",
                "scopes": ["sessions:read", "sessions:command"],
                "expires_in_days": 90,
            }),
        ),
    ]
}

/// A kind of which somebody may have many, and a config of it.
fn many() -> (&'static str, Value) {
    let many = kinds::ALL.iter().find(|kind| kind.is_made() && kind.channel.is_none());
    many.map(|kind| (kind.name, (kind.example)().config)).unwrap_or_default()
}

/// Bodies that several operations of the console take.
fn of_schemas() -> [(&'static str, Value); 4] {
    let session = "0197f3c2-5b1e-7c40-9a6d-2f8e41d07b35";
    let payload = json!({ "session": session });
    [
        ("Why", json!({ "reason": "The stream is over" })),
        (
            "JobRequest",
            json!({ "name": "sync_config", "payload": payload, "reason": "It was missed" }),
        ),
        ("Edit", json!({ "payload": payload, "requeue": true, "reason": "A wrong session" })),
        (
            "Begin",
            json!({
                "action": "retry",
                "filter": { "state": ["dead"], "name": "sync_config" },
                "expected": 0,
                "reason": "The store is back",
            }),
        ),
    ]
}
