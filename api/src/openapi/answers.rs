//! What every answer may carry, whatever the operation: how much of the limit is
//! left, and what a problem is written as.

use serde_json::{Value, json};

/// Operations that take a credential and do without one, too.
const OPEN: [(&str, &str); 12] = [
    ("post", "/api/v1/sessions"),
    ("post", "/api/v1/rooms"),
    ("post", "/api/v1/rooms/{code}/seats"),
    ("get", "/api/v1/circles"),
    ("get", "/api/v1/circles/{id}"),
    ("get", "/api/v1/circles/{id}/messages"),
    ("get", "/api/v1/circles/{id}/changes"),
    ("get", "/api/v1/messages/{id}"),
    ("get", "/api/v1/messages/{id}/comments"),
    ("get", "/api/v1/comments/{id}"),
    ("get", "/api/v1/feeds/{name}"),
    ("get", "/api/v1/search"),
];

/// Adds the headers of the rate limit to every answer of operations that have
/// one, and a name of its own to each operation, for those who make clients.
pub fn describe(document: &mut Value) {
    for (path, operations) in document["paths"].as_object_mut().into_iter().flatten() {
        for (method, operation) in operations.as_object_mut().into_iter().flatten() {
            if operation.get("operationId").is_none() {
                operation["operationId"] = json!(name(method, path));
            }
            operation["tags"] = json!([tag(path)]);
            if OPEN.contains(&(method.as_str(), path.as_str()))
                && let Some(security) = operation["security"].as_array_mut()
            {
                security.push(json!({}));
            }
            let is_limited = operation["security"].as_array().is_some_and(|all| !all.is_empty());
            for (_, answer) in operation["responses"].as_object_mut().into_iter().flatten() {
                if is_limited {
                    answer["headers"]["RateLimit"] = header("What is left of the limit");
                    answer["headers"]["RateLimit-Policy"] = header("The limit");
                }
            }
        }
    }
}

fn header(description: &str) -> Value {
    json!({ "schema": { "type": "string" }, "description": description })
}

/// `get /api/v1/sessions/{id}/links` is `get_sessions_id_links`.
fn name(method: &str, path: &str) -> String {
    let rest = path.trim_start_matches("/api/v1");
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '_' };
    let words: String = rest.replace(['{', '}'], "").chars().map(plain).collect();
    format!("{method}{words}")
}

/// Operations are read in groups.
fn tag(path: &str) -> &'static str {
    let parts: Vec<&str> = path.trim_start_matches("/api/v1/").split('/').collect();
    match parts[..] {
        ["admin", ..] => "Console",
        ["camps", ..] => "Camps",
        ["missions" | "packs", ..] => "Missions",
        ["survivors", ..] | ["me", "since"] => "Survivors",
        ["me" | "time"] | ["me", "password" | "email"] | ["me", "exports", ..] => "You",
        ["me", "notices" | "notice-settings" | "push", ..] => "Notices",
        ["tokens", ..] => "API tokens",
        ["circles" | "messages" | "comments" | "feeds" | "people" | "appeals" | "search", ..]
        | ["me", "people" | "profile" | "decisions"] => "Circles",
        ["journal" | "drafts", ..] => "Journal",
        ["media", ..] => "Media",
        ["rooms" | "friends" | "tracks", ..] | ["me", "history" | "presence", ..] => "Rooms",
        ["templates", ..] => "Templates",
        ["ext", ..] => "Extension",
        ["sessions", _, "webhook"] => "Webhooks",
        ["links", ..] | ["sessions", _, "links"] => "Links",
        ["sessions", _, "commands", _] => "Commands",
        ["lobbies", ..] | ["sessions", _, "lobby", ..] => "Lobbies",
        ["sessions", _, "rounds" | "activity" | "chat" | "subscription", ..] => "Meter",
        ["sessions", _, "events" | "export" | "at", ..] => "History",
        _ => "Sessions",
    }
}
