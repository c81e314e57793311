//! Missions through the doors: what people and programs ask, and what they are
//! answered.

mod auto;
mod boards;
mod crowds;
mod erased;
mod inner;
mod limits;
mod moderators;
mod parties;
mod secrets;
mod sockets;
mod stories;
mod streamer;
mod survivors;

use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    harness::{Answered, BROADCASTER, Process, Program, World, answered, until},
    standing::cast::{Credential, person, token},
};

/// A world in which nobody is counted: tests look again and again.
async fn uncounted() -> World {
    World::new().await.with("API__REQUESTS_PER_MIN", "0")
}

/// Of a camp whose missions are over soon.
pub fn quick() -> Value {
    json!({ "tick_ms": 5_000, "rest_s": 0, "names": "free", "difficulties": [1, 2] })
}

/// The camp of the streamer's channel.
pub async fn camp(ann: &Program, config: &Value) -> Uuid {
    let made = ann.post("/api/v1/sessions", json!({ "kind": "mission", "config": config })).await;
    assert_eq!(made.status, 201, "{}", made.body);
    id(&made.body["id"])
}

pub fn id(value: &Value) -> Uuid {
    value.as_str().unwrap().parse().unwrap()
}

pub fn at_camp(place: &str) -> String {
    format!("/api/v1/camps/{BROADCASTER}{place}")
}

pub fn of_mission(mission: Uuid, place: &str) -> String {
    format!("/api/v1/missions/{mission}{place}")
}

/// Somebody of the audience.
pub struct Player {
    pub program: Program,
    pub credential: Credential,
    pub user: Uuid,
    pub survivor: Uuid,
}

impl Player {
    /// With a survivor of that name.
    pub async fn new(world: &World, api: &Process, name: &str) -> Self {
        let user = person(&world.postgres, name).await;
        let scopes = ["sessions:read", "sessions:command"];
        let credential = token(&world.postgres, user, &scopes).await;
        let program = credential.program(api).await;
        let made = program.post("/api/v1/survivors", json!({ "bent": "grit", "name": name })).await;
        assert_eq!(made.status, 201, "{}", made.body);
        let survivor = id(&made.body["id"]);
        Self { program, credential, user, survivor }
    }

    pub async fn goes(&self, party: &str) -> Answered {
        let new = json!({ "difficulty": 1, "party": party });
        self.program.post(&at_camp("/missions"), new).await
    }

    /// Goes out, or gathers a party.
    pub async fn out(&self, party: &str) -> Uuid {
        let made = self.goes(party).await;
        assert_eq!(made.status, 201, "{}", made.body);
        id(&made.body["id"])
    }

    pub async fn does(&self, mission: Uuid, what: &str, body: Value) -> Answered {
        self.program.post(&of_mission(mission, what), body).await
    }

    pub async fn joins(&self, mission: Uuid) -> Answered {
        self.does(mission, "/join", json!({})).await
    }

    pub async fn ready(&self, mission: Uuid) {
        let said = self.program.command(mission, "ready", json!({ "on": true })).await;
        assert_eq!(said.status, 200, "{}", said.body);
    }

    pub async fn sees(&self, place: &str) -> Value {
        let seen = self.program.get(place).await;
        assert_eq!(seen.status, 200, "{place}: {}", seen.body);
        seen.body
    }

    pub async fn me(&self) -> Value {
        self.sees(&at_camp("")).await["me"].clone()
    }

    pub async fn changes(&self, patch: Value) -> Answered {
        let place = format!("/api/v1/survivors/{}", self.survivor);
        let tag = self.program.get(&place).await.etag.unwrap();
        answered(self.program.ask(Method::PATCH, &place).header("if-match", tag).json(&patch)).await
    }
}

/// A survivor is home again, as it is recorded.
pub async fn is_home(world: &World, survivor: Uuid) {
    let out = format!(
        "SELECT count(*) FROM mission_members WHERE survivor_id = '{survivor}' AND is_active"
    );
    until("it is home", async || (world.postgres.try_number(&out).await.ok()? == 0).then_some(()))
        .await;
}
