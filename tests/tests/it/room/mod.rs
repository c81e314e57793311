//! Rooms: how people come in, what their seats' tokens open, who is kept out.

mod bans;
mod bounds;
mod codes;
mod friends;
mod joining;
mod lines;
mod meanwhile;
mod presence;
mod rights;
mod schedules;
mod seats;
mod shadow;
mod talk;
mod things;

use downbeat_live::{Asked, CommandError, Live};
use downbeat_session::Actor;
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::harness::{Answered, Process, Program, Screen, World, answered};

/// A room, as whoever made it has it.
pub struct Room {
    pub id: Uuid,
    pub code: String,
    pub seat: Uuid,
    /// Whoever made it, by their seat's token.
    pub owner: Program,
    pub token: String,
}

/// Somebody in a room.
pub struct Guest {
    pub seat: Uuid,
    pub token: String,
    pub role: String,
    pub program: Program,
}

pub fn nobody(api: &Process) -> Program {
    Program::with(api, Vec::new())
}

pub fn titled(more: &Value) -> Value {
    let mut config = json!({ "title": "Friday films" });
    for (name, value) in more.as_object().unwrap() {
        config[name] = value.clone();
    }
    config
}

/// A room of the streamer's.
pub async fn room(world: &World, api: &Process, more: Value) -> Room {
    made(api, &world.program(api), more).await
}

pub async fn made(api: &Process, maker: &Program, more: Value) -> Room {
    let body = json!({ "config": titled(&more), "name": "Ada" });
    let made = maker.post("/api/v1/rooms", body).await;
    assert_eq!(made.status, 201, "{}", made.body);
    let text = |member: &str| made.body[member].as_str().unwrap().to_owned();
    let token = text("token");
    Room {
        id: text("id").parse().unwrap(),
        code: text("code"),
        seat: text("seat").parse().unwrap(),
        owner: Program::new(api, &token),
        token,
    }
}

impl Room {
    pub fn path(&self) -> String {
        format!("/api/v1/rooms/{}", self.code)
    }

    pub async fn look(&self, who: &Program) -> Answered {
        who.get(&self.path()).await
    }

    pub async fn ask(&self, who: &Program, body: Value) -> Answered {
        who.post(&format!("{}/seats", self.path()), body).await
    }

    /// Somebody sits, without an account.
    pub async fn joined(&self, api: &Process, name: &str) -> Guest {
        let answer = self.ask(&nobody(api), json!({ "name": name })).await;
        assert!(matches!(answer.status, 201 | 202), "{}", answer.body);
        guest(api, &answer)
    }

    /// Their socket, greeted.
    pub async fn screen(&self, api: &Process, token: &str) -> Screen {
        self.connect(api, token).await.greeted().await
    }

    pub async fn connect(&self, api: &Process, token: &str) -> Screen {
        let url = format!("{}?link={token}", api.session_url(self.id));
        Screen::connect(&url).await
    }

    pub async fn does(&self, who: &Program, name: &str, args: Value) -> Answered {
        who.command(self.id, name, args).await
    }

    pub async fn put(&self, who: &Program, what: &str, body: Value) -> Answered {
        answered(who.ask(Method::PUT, &format!("{}/{what}", self.path())).json(&body)).await
    }

    /// As those who sit there see it.
    pub async fn seen(&self, world: &World) -> Value {
        let live = world.live.live().await;
        let hot = live.read(self.id).await.unwrap().expect("it is hot");
        serde_json::from_slice(&hot.view(downbeat_session::Audience::Participant)).unwrap()
    }

    /// What Downbeat itself tells it.
    pub async fn told(&self, live: &Live, name: &str, args: Value) -> Result<(), CommandError> {
        let asked = Asked {
            session: self.id,
            id: None,
            name: name.to_owned(),
            args,
            actor: Actor::system(),
            owner: None,
            rev: None,
        };
        live.command(&asked).await.map(drop)
    }
}

pub fn guest(api: &Process, answer: &Answered) -> Guest {
    let text = |member: &str| answer.body[member].as_str().unwrap().to_owned();
    let token = text("token");
    Guest {
        seat: text("seat").parse().unwrap(),
        role: text("role"),
        program: Program::new(api, &token),
        token,
    }
}
