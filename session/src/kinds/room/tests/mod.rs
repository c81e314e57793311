//! Rooms as their users live them: a harness, and stories by idea.
#![expect(clippy::needless_pass_by_value, reason = "arguments are written where they are used")]

mod ballots;
mod check;
mod life;
mod lines;
mod people;
mod playback;
mod proofs;
mod queue;
mod retold;
mod roles;
mod sayings;
mod screens;
mod sources;
mod undo;
mod vectors;
mod waiting;

use serde_json::{Value, json};

use super::{Room, State};
use crate::{Actor, Ask, Audience, Beside, Description, Event, Problem, Refusal, Role, Session};

pub const START_MS: i64 = 1_700_000_000_000;
const ROOM: Description = Description::of::<Room>();

/// A room in use, the time, and what has happened.
#[derive(Clone)]
pub struct InUse {
    pub session: Session,
    pub now_ms: i64,
    pub history: Vec<Event>,
    config: Value,
    opened_ms: i64,
}

pub fn config(more: Value) -> Value {
    let mut config = json!({ "title": "Friday films" });
    if let (Some(config), Value::Object(more)) = (config.as_object_mut(), more) {
        config.extend(more);
    }
    config
}

pub fn problems(config: &Value) -> Vec<Problem> {
    (ROOM.check)(config).err().unwrap_or_default()
}

pub fn film(name: &str) -> Value {
    json!({ "source": { "kind": "file", "url": format!("https://video.example/{name}.mp4") } })
}

impl InUse {
    pub fn of(more: Value) -> Self {
        Self::opened(more, START_MS)
    }

    fn opened(more: Value, now_ms: i64) -> Self {
        let config = (ROOM.check)(&config(more)).unwrap();
        let session = (ROOM.open)(&config, 1, now_ms).unwrap();
        Self { session, now_ms, history: Vec::new(), config, opened_ms: now_ms }
    }

    /// With the owner `ada`, the member `kit` and the guest `lou`, all here, and a
    /// film of a minute on the screens.
    pub fn begun(more: Value) -> Self {
        let mut room = Self::opened(more, START_MS - 1_000);
        room.sits("ada", "owner").sits("kit", "member").sits("lou", "guest");
        room.tells("ada", "add", json!({ "items": [film("a"), film("b"), film("c")] }));
        room.lasts("i1", 60_000).lasts("i2", 60_000).lasts("i3", 60_000);
        room.wait_s(1);
        room
    }

    pub fn sits(&mut self, id: &str, role: &str) -> &mut Self {
        let account = role != "guest" && role != "viewer";
        let name = id.to_uppercase();
        self.system("seat", json!({ "seat": id, "name": name, "role": role, "account": account }));
        self.system("arrive", json!({ "seat": id }))
    }

    pub fn lasts(&mut self, item: &str, ms: i64) -> &mut Self {
        self.tells("ada", "measured", json!({ "item": item, "duration_ms": ms }))
    }

    /// The role with which a seat comes to a socket.
    fn actor(&self, id: &str) -> Actor {
        let role = match self.view()["seats"][id]["role"].as_str() {
            Some("owner") => Role::Owner,
            Some("cohost") => Role::Moderator,
            Some("viewer") => Role::Viewer,
            _ => Role::Participant,
        };
        Actor { role, id: Some(id.to_owned()) }
    }

    pub fn try_as(&mut self, actor: &Actor, name: &str, args: &Value) -> Result<(), Refusal> {
        let ask = Ask { name, args, actor };
        let step = self.session.decide(&Beside::default(), &ask, self.now_ms)?;
        self.happen(step.events);
        assert_eq!(self.session, step.after);
        Ok(())
    }

    pub fn tries(&mut self, seat: &str, name: &str, args: &Value) -> Result<(), Refusal> {
        let actor = self.actor(seat);
        self.try_as(&actor, name, args)
    }

    /// A seat asks, and it is done.
    pub fn tells(&mut self, seat: &str, name: &str, args: Value) -> &mut Self {
        self.tries(seat, name, &args).unwrap_or_else(|no| panic!("{name} {args}: {no:?}"));
        self
    }

    pub fn system(&mut self, name: &str, args: Value) -> &mut Self {
        let done = self.try_as(&Actor::system(), name, &args);
        done.unwrap_or_else(|no| panic!("{name} {args}: {no:?}"));
        self
    }

    /// The code with which a seat is refused.
    pub fn refuses(&mut self, seat: &str, name: &str, args: Value) -> &'static str {
        let before = self.session.clone();
        let refusal = self.tries(seat, name, &args).unwrap_err();
        assert_eq!(before, self.session);
        match refusal {
            Refusal::Rejected(rejection) => rejection.code,
            other => panic!("{name} {args}: {other:?}"),
        }
    }

    /// The fields that are outside their limits.
    pub fn invalid(&mut self, seat: &str, name: &str, args: Value) -> Vec<String> {
        match self.tries(seat, name, &args) {
            Err(Refusal::Invalid(problems)) => problems.into_iter().map(|one| one.field).collect(),
            other => panic!("{name} {args}: {other:?}"),
        }
    }

    /// Time passes, and the room is looked after at its end.
    pub fn wait_ms(&mut self, ms: i64) -> &mut Self {
        self.now_ms += ms;
        let step = self.session.advance(&Beside::default(), self.now_ms);
        self.happen(step.events);
        assert_eq!(self.session, step.after);
        assert!(self.session.due_ms().is_none_or(|due_ms| due_ms > self.now_ms));
        self
    }

    pub fn wait_s(&mut self, seconds: i64) -> &mut Self {
        self.wait_ms(seconds * 1_000)
    }

    pub fn saves(&mut self, more: Value) -> &mut Self {
        self.config = (ROOM.check)(&config(more)).unwrap();
        let saved = (self.session.config_version() + 1, &self.config);
        let step = self.session.configure(&Beside::default(), saved, self.now_ms).unwrap();
        self.happen(step.events);
        self.wait_ms(0)
    }

    pub fn happen(&mut self, events: Vec<Event>) {
        for event in events {
            let last_ms = self.history.last().map_or(self.opened_ms, |event| event.at_ms);
            assert!((last_ms..=self.now_ms).contains(&event.at_ms), "time goes back: {event:?}");
            self.session.apply(&event).unwrap();
            self.history.push(event);
        }
    }

    pub fn state(&self) -> State {
        let stored: Value = serde_json::from_slice(&self.session.to_bytes()).unwrap();
        serde_json::from_value(stored["state"].clone()).unwrap()
    }

    fn seen_by(&self, audience: Audience) -> Value {
        let view = self.session.view(&Beside::default(), audience, self.now_ms);
        serde_json::from_slice(&view).unwrap()
    }

    pub fn view(&self) -> Value {
        self.seen_by(Audience::Participant)
    }

    pub fn public(&self) -> Value {
        self.seen_by(Audience::Public)
    }

    pub fn playback(&self) -> Value {
        self.view()["playback"].clone()
    }

    /// Where a screen would be from the anchor on.
    pub fn position_ms(&self) -> i64 {
        let playback: super::Playback = {
            let mut playback = self.playback();
            playback.as_object_mut().unwrap().retain(|key, _| key != "by" && key != "why");
            serde_json::from_value(playback).unwrap()
        };
        playback.position_ms(self.now_ms)
    }

    pub fn status(&self) -> String {
        self.view()["status"].as_str().unwrap().to_owned()
    }

    pub fn item(&self) -> String {
        self.playback()["item"].as_str().unwrap_or("nothing").to_owned()
    }

    /// Ids in the order of their places.
    pub fn order(&self) -> Vec<String> {
        let view = self.view();
        let mut queue: Vec<(u64, String)> = view["queue"]
            .as_object()
            .unwrap()
            .iter()
            .map(|(id, item)| (item["pos"].as_u64().unwrap(), id.clone()))
            .collect();
        queue.sort_unstable();
        queue.into_iter().map(|(_, id)| id).collect()
    }

    /// Names of what happened, from one on.
    pub fn told_since(&self, from: usize) -> Vec<String> {
        self.history[from..].iter().map(|event| event.name().to_owned()).collect()
    }

    pub fn last(&self) -> &Event {
        self.history.last().unwrap()
    }

    pub fn last_of(&self, name: &str) -> &Event {
        self.history.iter().rfind(|event| event.name() == name).unwrap()
    }

    pub fn count(&self, name: &str) -> usize {
        self.history.iter().filter(|event| event.name() == name).count()
    }
}
