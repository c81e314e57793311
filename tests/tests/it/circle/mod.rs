//! Communities: who comes in, what is said, and who keeps order.

mod anonymous;
mod appeals;
mod cached;
mod counts;
mod day;
mod erasing;
mod house;
mod joining;
mod ladder;
pub mod live;
mod media;
pub mod moderating;
mod people;
mod readings;
mod saying;
mod scheduled;
mod searching;
mod seeing;
mod statistics;
mod trending;
mod words;

use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    harness::{Answered, Process, Program, World, answered},
    standing::cast::{cookie, person},
};

/// Somebody, as their browser asks.
pub struct Somebody {
    pub user: Uuid,
    pub program: Program,
}

impl Somebody {
    pub async fn new(world: &World, api: &Process, name: &str) -> Self {
        let user = person(&world.postgres, name).await;
        Self { user, program: cookie(&world.postgres, user).await.program(api).await }
    }

    pub async fn get(&self, path: &str) -> Answered {
        self.program.get(&format!("/api/v1{path}")).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Answered {
        self.program.post(&format!("/api/v1{path}"), body).await
    }

    pub async fn ask(&self, method: Method, path: &str, body: Value) -> Answered {
        answered(self.program.ask(method, &format!("/api/v1{path}")).json(&body)).await
    }

    /// With the tag of what was read.
    pub async fn tagged(&self, method: Method, path: &str, tag: &str, body: Value) -> Answered {
        let request = self.program.ask(method, &format!("/api/v1{path}"));
        answered(request.header("if-match", tag).json(&body)).await
    }

    /// A circle of theirs.
    pub async fn makes(&self, kind: &str) -> String {
        self.makes_with(json!({ "name": "Early Birds", "kind": kind })).await
    }

    pub async fn makes_with(&self, body: Value) -> String {
        let made = self.post("/circles", body).await;
        assert_eq!(made.status, 201, "{}", made.body);
        made.body["id"].as_str().unwrap().to_owned()
    }

    pub async fn joins(&self, circle: &str) -> Answered {
        self.post(&format!("/circles/{circle}/join"), json!({})).await
    }

    /// Says something under a key of its own.
    pub async fn says(&self, circle: &str, text: &str) -> Answered {
        self.says_with(circle, &Uuid::new_v4().to_string(), text).await
    }

    pub async fn says_with(&self, circle: &str, key: &str, text: &str) -> Answered {
        let request = self.program.ask(Method::POST, &format!("/api/v1/circles/{circle}/messages"));
        let body = json!({ "kind": "support", "text": text });
        answered(request.header("idempotency-key", key).json(&body)).await
    }

    /// A message that was said: its id.
    pub async fn said(&self, circle: &str, text: &str) -> String {
        let said = self.says(circle, text).await;
        assert_eq!(said.status, 201, "{}", said.body);
        said.body["id"].as_str().unwrap().to_owned()
    }

    /// The texts that they read in a circle, oldest first.
    pub async fn texts(&self, circle: &str) -> Vec<Value> {
        let read = self.get(&format!("/circles/{circle}/messages")).await;
        assert_eq!(read.status, 200, "{}", read.body);
        let items = read.body["items"].as_array().unwrap();
        items.iter().map(|item| item["text"].clone()).collect()
    }

    /// What they are to a circle.
    pub async fn changes(&self, circle: &str, user: Uuid, patch: Value) -> Answered {
        self.ask(Method::PATCH, &format!("/circles/{circle}/members/{user}"), patch).await
    }
}

/// Accounts that were made today become older.
pub async fn a_month_later(world: &World) {
    world.postgres.run("UPDATE users SET created_at = now() - interval '30 days'").await;
}
