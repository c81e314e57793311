//! Timers as their users live them: a harness, and stories by idea.

mod agenda;
mod check;
mod ends;
mod gains;
mod late;
mod modes;
mod proofs;
mod recovery;
mod reserve;
mod roles;
mod roster;
mod rules;
mod setups;
mod stories;
mod turns;
mod undo;

use serde_json::{Value, json};

use crate::{Actor, Ask, Audience, Beside, Event, Problem, Refusal, Role, Session, kinds};

pub const START_MS: i64 = 1_700_000_000_000;

/// A timer in play, the time, and what has happened.
#[derive(Clone)]
pub struct Game {
    pub session: Session,
    pub now_ms: i64,
    pub history: Vec<Event>,
}

pub fn config(mode: &str, ids: &[&str], rest: Value) -> Value {
    let named = |id: &&str| json!({ "id": id, "name": id.to_uppercase() });
    let participants: Vec<Value> = ids.iter().map(named).collect();
    let mut config = json!({ "mode": mode, "participants": participants });
    if let (Some(config), Value::Object(rest)) = (config.as_object_mut(), rest) {
        config.extend(rest);
    }
    config
}

pub fn problems(config: &Value) -> Vec<Problem> {
    let kind = kinds::named("timer").unwrap();
    (kind.check)(config).err().unwrap_or_default()
}

impl Game {
    pub fn of(config: &Value) -> Self {
        let kind = kinds::named("timer").unwrap();
        let config = (kind.check)(config).unwrap();
        let session = (kind.open)(&config, 1, START_MS).unwrap();
        Self { session, now_ms: START_MS, history: Vec::new() }
    }

    /// A timer of `a` and `b` with a budget each, started.
    pub fn duel(budget_ms: i64, more: Value) -> Self {
        let mut config = config("per_participant", &["a", "b"], more);
        config["budget_ms"] = budget_ms.into();
        let mut game = Self::of(&config);
        game.tells("start", &json!({}));
        game
    }

    pub fn try_as(&mut self, actor: &Actor, name: &str, args: &Value) -> Result<(), Refusal> {
        let ask = Ask { name, args, actor };
        let events = self.session.decide(&Beside::default(), &ask, self.now_ms)?.events;
        self.happen(events);
        Ok(())
    }

    /// The owner asks, and it is done.
    pub fn tells(&mut self, name: &str, args: &Value) -> &mut Self {
        self.try_as(&actor(Role::Owner, None), name, args).unwrap();
        self
    }

    pub fn switch(&mut self) -> &mut Self {
        self.tells("switch", &json!({}))
    }

    /// The code with which somebody is refused.
    pub fn refuses(&mut self, actor: &Actor, name: &str, args: &Value) -> &'static str {
        let before = self.session.clone();
        let refusal = self.try_as(actor, name, args).unwrap_err();
        assert_eq!(before, self.session);
        match refusal {
            Refusal::Rejected(rejection) => rejection.code,
            other => panic!("{other:?}"),
        }
    }

    pub fn refuses_owner(&mut self, name: &str, args: &Value) -> &'static str {
        self.refuses(&actor(Role::Owner, None), name, args)
    }

    /// The fields that are outside their limits.
    pub fn invalid(&mut self, name: &str, args: &Value) -> Vec<String> {
        match self.try_as(&actor(Role::Owner, None), name, args) {
            Err(Refusal::Invalid(problems)) => problems.into_iter().map(|one| one.field).collect(),
            other => panic!("{other:?}"),
        }
    }

    /// Somebody of a role opens it on a socket.
    pub fn opens(&mut self, role: Role) -> &mut Self {
        if self.session.remembers(role) {
            let step = self.session.opened_by(&Beside::default(), role, self.now_ms);
            assert!(step.is_all);
            self.happen(step.events);
        }
        self
    }

    /// Time passes, and the timer is looked after at its end.
    pub fn wait_ms(&mut self, ms: i64) -> &mut Self {
        self.now_ms += ms;
        let events = self.session.advance(&Beside::default(), self.now_ms).events;
        self.happen(events);
        self
    }

    pub fn wait_s(&mut self, seconds: i64) -> &mut Self {
        self.wait_ms(seconds * 1_000)
    }

    pub fn happen(&mut self, events: Vec<Event>) {
        for event in events {
            let last_ms = self.history.last().map_or(START_MS, |event| event.at_ms);
            assert!((last_ms..=self.now_ms).contains(&event.at_ms), "time goes back: {event:?}");
            self.session.apply(&event).unwrap();
            self.history.push(event);
        }
    }

    pub fn view(&self) -> Value {
        let view = self.session.view(&Beside::default(), Audience::Public, self.now_ms);
        serde_json::from_slice(&view).unwrap()
    }

    pub fn seen(&self, id: &str) -> Value {
        let everyone = self.view()["participants"].as_array().unwrap().clone();
        everyone.into_iter().find(|one| one["id"] == id).unwrap()
    }

    /// What a screen would show now for somebody.
    pub fn shows_ms(&self, id: &str) -> i64 {
        let view = self.view();
        let ran_ms = match view["since_ms"].as_i64() {
            Some(since_ms) if view["active"] == id => (self.now_ms - since_ms).max(0),
            _ => 0,
        };
        self.seen(id)["remaining_ms"].as_i64().unwrap() - ran_ms
    }

    pub fn active(&self) -> Value {
        self.view()["active"].clone()
    }

    pub fn status(&self) -> String {
        self.view()["status"].as_str().unwrap().to_owned()
    }

    /// Names of what happened, with seconds since the beginning.
    pub fn told(&self) -> Vec<String> {
        let line =
            |event: &Event| format!("{} {}", ((event.at_ms - START_MS) / 1_000), event.name());
        self.history.iter().map(line).collect()
    }

    pub fn last(&self) -> &Value {
        &self.history.last().unwrap().body
    }

    pub fn count(&self, name: &str) -> usize {
        self.history.iter().filter(|event| event.name() == name).count()
    }
}

pub fn actor(role: Role, id: Option<&str>) -> Actor {
    Actor { role, id: id.map(str::to_owned) }
}
