//! Timers: the second kind, from its doors to its history.

mod doors;
mod entries;
mod exports;
mod history;
mod lobbies;
mod numbers;
mod receivers;
mod repeating;
mod rules;
mod sizes;
mod sockets;
mod switches;
mod tables;
mod taps;
mod time;
mod webhooks;

use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{Process, Program, Screen};

/// Two players with a budget each, and nothing else.
pub fn two(budget_ms: i64) -> Value {
    json!({
        "mode": "per_participant",
        "title": "Two at a table",
        "participants": [{ "id": "a", "name": "Ann" }, { "id": "b", "name": "Bob" }],
        "budget_ms": budget_ms,
    })
}

pub async fn make(ann: &Program, config: &Value) -> Uuid {
    let made = ann.post("/api/v1/sessions", json!({ "kind": "timer", "config": config })).await;
    assert_eq!(made.status, 201, "{}", made.body);
    made.body["id"].as_str().unwrap().parse().unwrap()
}

pub async fn does(ann: &Program, id: Uuid, name: &str, args: Value) -> Value {
    let answer = ann.command(id, name, args).await;
    assert_eq!(answer.status, 200, "{name}: {}", answer.body);
    answer.body
}

pub async fn seen(ann: &Program, id: Uuid) -> Value {
    let read = ann.get(&format!("/api/v1/sessions/{id}")).await;
    assert_eq!(read.status, 200, "{}", read.body);
    read.body
}

/// A socket by a link of a role.
pub async fn by_link(ann: &Program, api: &Process, id: Uuid, link: Value) -> Screen {
    let token = token(ann, id, link).await;
    hello(Screen::connect(&format!("{}?link={token}", api.session_url(id))).await).await
}

pub async fn token(ann: &Program, id: Uuid, link: Value) -> String {
    let made = ann.post(&format!("/api/v1/sessions/{id}/links"), link).await;
    assert_eq!(made.status, 201, "{}", made.body);
    made.body["token"].as_str().unwrap().to_owned()
}

async fn hello(mut screen: Screen) -> Screen {
    screen.hello = screen.next().await;
    assert_eq!(screen.hello["type"], "hello", "{}", screen.hello);
    screen
}
