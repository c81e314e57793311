//! What tests of talk stand on.

use std::collections::VecDeque;

use serde_json::{Value, json};
use uuid::Uuid;

use super::Room;
use crate::harness::{Process, Program, Screen, World, until};

/// A seat on a socket, which says things one after the other and forgets nothing that
/// it hears.
pub struct Talker {
    screen: Screen,
    said: u32,
    heard: VecDeque<Value>,
}

impl Talker {
    pub async fn on(room: &Room, api: &Process, token: &str) -> Self {
        Self { screen: room.screen(api, token).await, said: 0, heard: VecDeque::new() }
    }

    /// What it is answered.
    pub async fn says(&mut self, name: &str, args: Value) -> Value {
        self.said += 1;
        let id = format!("say {}", self.said);
        let say = json!({ "type": "say", "id": id, "name": name, "args": args });
        self.screen.say(&say.to_string()).await;
        loop {
            let message = self.screen.next().await;
            if message["id"] == id {
                return message;
            }
            self.heard.push_back(message);
        }
    }

    /// The number of a line.
    pub async fn line(&mut self, text: &str) -> i64 {
        let answer = self.says("line", json!({ "text": text })).await;
        answer["n"].as_i64().unwrap_or_else(|| panic!("{answer}"))
    }

    /// The next message.
    pub async fn next(&mut self) -> Value {
        match self.heard.pop_front() {
            Some(message) => message,
            None => self.screen.next().await,
        }
    }

    /// The next message of a type.
    pub async fn next_of(&mut self, kind: &str) -> Value {
        loop {
            let message = self.next().await;
            if message["type"] == kind {
                return message;
            }
        }
    }

    /// The next saying of that name.
    pub async fn hears(&mut self, name: &str) -> Value {
        loop {
            let said = self.next_of("said").await;
            if said["name"] == name {
                return said;
            }
        }
    }

    /// The texts that it hears with their numbers, up to one.
    pub async fn hears_until(&mut self, text: &str) -> Vec<(i64, String)> {
        let mut heard = Vec::new();
        loop {
            let said = self.hears("line").await;
            let its = said["body"]["text"].as_str().unwrap().to_owned();
            heard.push((said["n"].as_i64().unwrap(), its.clone()));
            if its == text {
                return heard;
            }
        }
    }
}

/// Numbers and texts of a page of lines, as somebody sees it.
pub async fn page(room: &Room, who: &Program, more: &str) -> Vec<(i64, Value)> {
    let path = format!("/api/v1/sessions/{}/lines{more}", room.id);
    let page = who.get(&path).await;
    assert_eq!(page.status, 200, "{}", page.body);
    let items = page.body["items"].as_array().unwrap().clone();
    items.iter().map(|line| (line["n"].as_i64().unwrap(), line["body"]["text"].clone())).collect()
}

pub fn texts(lines: &[(i64, &str)]) -> Vec<(i64, Value)> {
    lines.iter().map(|(n, text)| (*n, json!(text))).collect()
}

/// Until the room knows that these are here.
pub async fn are_here(world: &World, room: &Room, seats: &[Uuid]) {
    until("they are here", async || {
        let seen = room.seen(world).await["seats"].clone();
        seats.iter().all(|seat| seen[seat.to_string()]["here"] == json!(true)).then_some(())
    })
    .await;
}
