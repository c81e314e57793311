//! Kinds with their types erased, once, for everybody outside this crate.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::{
    Actor, Audience, Event, Kind, Problem, Refusal, json,
    tally::{self, Tally},
};

/// How a change reaches those who watch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    /// The whole view, at most once a beat.
    Beat,
    /// Each change at once, from the commit itself.
    Prompt,
}

#[derive(Debug, thiserror::Error)]
#[error("{what} of kind {kind} cannot be read: {source}")]
pub struct Unreadable {
    pub kind: &'static str,
    pub what: &'static str,
    pub source: serde_json::Error,
}

/// A command as it comes in: by name, its arguments not yet read.
#[derive(Debug, Clone, Copy)]
pub struct Ask<'a> {
    pub name: &'a str,
    pub args: &'a Value,
    pub actor: &'a Actor,
}

/// A hot session of any kind.
pub struct Session(Box<dyn Erased>);

impl Session {
    #[must_use]
    pub fn kind(&self) -> &'static str {
        self.0.kind()
    }

    #[must_use]
    pub fn delivery(&self) -> Delivery {
        self.0.delivery()
    }

    #[must_use]
    pub fn config_version(&self) -> u64 {
        self.0.config_version()
    }

    /// Audiences with a view of their own, lowest first.
    #[must_use]
    pub fn audiences(&self) -> &'static [Audience] {
        self.0.audiences()
    }

    /// What a command becomes, in a state that has seen all that time did
    /// until `now_ms`. Those events of time come first in the answer.
    ///
    /// # Errors
    /// A rejection, arguments outside their limits, or no such command.
    pub fn decide(&self, tally: &Tally, ask: &Ask<'_>, now_ms: i64) -> Result<Vec<Event>, Refusal> {
        let (mut passed, is_all) = self.passed(tally, now_ms);
        if !is_all {
            return Err(Refusal::Behind);
        }
        let mut session = self.clone();
        for event in &passed {
            session.apply(event).map_err(|_| Refusal::UnknownCommand)?;
        }
        passed.extend(session.0.decide(tally, ask, now_ms)?);
        Ok(passed)
    }

    /// What passing time did until `now_ms`, or the first part of it, where that
    /// is too much for one commit: the rest comes when this is committed.
    #[must_use]
    pub fn advance(&self, tally: &Tally, now_ms: i64) -> Vec<Event> {
        self.passed(tally, now_ms).0
    }

    /// The same, and whether that is all.
    #[must_use]
    pub fn passed(&self, tally: &Tally, now_ms: i64) -> (Vec<Event>, bool) {
        let mut passed = self.0.advance(tally, now_ms);
        let Some(beyond) = passed.get(PASSED_MAX) else { return (passed, true) };
        // What happened at one instant belongs together, and the first instant
        // comes whole, however much happened then.
        let at_ms = beyond.at_ms;
        let first_ms = passed.first().map(|event| event.at_ms);
        if first_ms == Some(at_ms) {
            let is_all = passed.last().is_none_or(|event| event.at_ms == at_ms);
            passed.retain(|event| event.at_ms == at_ms);
            return (passed, is_all);
        }
        passed.retain(|event| event.at_ms < at_ms);
        (passed, false)
    }

    /// What a rebuild from history means for what was running.
    #[must_use]
    pub fn recover(&self, now_ms: i64) -> Vec<Event> {
        self.0.recover(now_ms)
    }

    /// How it is, in one word; `None` for kinds that have none for it.
    #[must_use]
    pub fn status(&self) -> Option<&'static str> {
        self.0.status()
    }

    #[must_use]
    pub fn is_running(&self) -> bool {
        self.0.is_running()
    }

    /// The config that it goes by.
    #[must_use]
    pub fn config(&self) -> Value {
        self.0.config()
    }

    /// Folds one event into the state.
    ///
    /// # Errors
    /// When the event is not one of this kind's.
    pub fn apply(&mut self, event: &Event) -> Result<(), Unreadable> {
        self.0.apply(event)
    }

    /// The event that a saved config becomes; it carries the config, so that
    /// the fold of a session's events stays its state.
    #[must_use]
    pub fn configured(version: u64, config: &Value, now_ms: i64) -> Event {
        Event {
            at_ms: now_ms,
            body: json!({ "name": CONFIGURED, "version": version, "config": config }),
        }
    }

    #[must_use]
    pub fn due_ms(&self) -> Option<i64> {
        self.0.due_ms()
    }

    #[must_use]
    pub fn view(&self, tally: &Tally, audience: Audience, now_ms: i64) -> Vec<u8> {
        self.0.view(tally, audience, now_ms)
    }

    #[must_use]
    pub fn tally_rules(&self) -> Option<tally::Rules> {
        self.0.tally_rules()
    }

    #[must_use]
    pub fn tally_op(&self, event: &Event) -> Option<tally::Op> {
        self.0.tally_op(event)
    }

    /// The first limit of its kind that a state of so many bytes, and views of
    /// at most so many, are over; `field` is what made it so large.
    #[must_use]
    pub fn too_large(&self, field: &str, state_bytes: usize, view_bytes: usize) -> Option<Problem> {
        let (state_max, view_max) = self.0.bytes_max();
        let over = |what, bytes, max| {
            (bytes > max).then(|| {
                let message =
                    format!("{what} would have {bytes} bytes, and {max} is the most it may have");
                Problem::new(field, message)
            })
        };
        over("the session", state_bytes, state_max)
            .or_else(|| over("its view", view_bytes, view_max))
    }

    /// Bytes of the longest of its views.
    #[must_use]
    pub fn view_bytes(&self, tally: &Tally, now_ms: i64) -> usize {
        let views = self.audiences().iter().map(|one| self.view(tally, *one, now_ms).len());
        views.max().unwrap_or(0)
    }

    /// The stored form, read back by `Description::read`.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        self.0.to_bytes()
    }
}

impl Clone for Session {
    fn clone(&self) -> Self {
        Self(self.0.copy())
    }
}

impl PartialEq for Session {
    fn eq(&self, other: &Self) -> bool {
        self.kind() == other.kind() && self.to_bytes() == other.to_bytes()
    }
}

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.kind(), String::from_utf8_lossy(&self.to_bytes()))
    }
}

const CONFIGURED: &str = "configured";
/// Events of time in one commit.
const PASSED_MAX: usize = 10_000;

trait Erased: Send + Sync {
    fn kind(&self) -> &'static str;
    fn delivery(&self) -> Delivery;
    fn config_version(&self) -> u64;
    fn audiences(&self) -> &'static [Audience];
    fn bytes_max(&self) -> (usize, usize);
    fn decide(&self, tally: &Tally, ask: &Ask<'_>, now_ms: i64) -> Result<Vec<Event>, Refusal>;
    fn advance(&self, tally: &Tally, now_ms: i64) -> Vec<Event>;
    fn recover(&self, now_ms: i64) -> Vec<Event>;
    fn status(&self) -> Option<&'static str>;
    fn is_running(&self) -> bool;
    fn config(&self) -> Value;
    fn apply(&mut self, event: &Event) -> Result<(), Unreadable>;
    fn due_ms(&self) -> Option<i64>;
    fn view(&self, tally: &Tally, audience: Audience, now_ms: i64) -> Vec<u8>;
    fn tally_rules(&self) -> Option<tally::Rules>;
    fn tally_op(&self, event: &Event) -> Option<tally::Op>;
    fn to_bytes(&self) -> Vec<u8>;
    fn copy(&self) -> Box<dyn Erased>;
}

/// A session whose kind is known: the stored form.
#[derive(Serialize, Deserialize)]
#[serde(bound = "")]
pub(crate) struct Typed<K: Kind> {
    pub config_version: u64,
    pub state: K::State,
}

impl<K: Kind> From<Typed<K>> for Session {
    fn from(typed: Typed<K>) -> Self {
        Self(Box::new(typed))
    }
}

impl<K: Kind> Erased for Typed<K> {
    fn kind(&self) -> &'static str {
        K::NAME
    }

    fn delivery(&self) -> Delivery {
        K::DELIVERY
    }

    fn config_version(&self) -> u64 {
        self.config_version
    }

    fn audiences(&self) -> &'static [Audience] {
        K::AUDIENCES
    }

    fn bytes_max(&self) -> (usize, usize) {
        (K::STATE_BYTES_MAX, K::VIEW_BYTES_MAX)
    }

    fn decide(&self, tally: &Tally, ask: &Ask<'_>, now_ms: i64) -> Result<Vec<Event>, Refusal> {
        let Ask { name, args, actor } = *ask;
        if !K::COMMANDS.contains(&name) {
            return Err(Refusal::UnknownCommand);
        }
        if let Some(problem) = too_deep(args, "args") {
            return Err(Refusal::Invalid(vec![problem]));
        }
        let mut tagged = match args {
            Value::Object(fields) => fields.clone(),
            Value::Null => serde_json::Map::new(),
            _ => return Err(Refusal::Invalid(vec![Problem::new("args", "must be an object")])),
        };
        // An argument may well be called `name`.
        tagged.insert("command".into(), name.into());
        let command: K::Command = serde_path_to_error::deserialize(Value::Object(tagged))
            .map_err(|error| Refusal::Invalid(vec![misread(&error, "args")]))?;
        let problems = K::check_command(&self.state, &command);
        if !problems.is_empty() {
            return Err(Refusal::Invalid(problems));
        }
        let events = K::decide(&self.state, tally, command, actor, now_ms)?;
        Ok(events.iter().map(|event| erase(event, now_ms)).collect())
    }

    fn advance(&self, tally: &Tally, now_ms: i64) -> Vec<Event> {
        erase_all(&K::advance(&self.state, tally, now_ms))
    }

    fn recover(&self, now_ms: i64) -> Vec<Event> {
        erase_all(&K::recover(&self.state, now_ms))
    }

    fn status(&self) -> Option<&'static str> {
        K::status(&self.state)
    }

    fn is_running(&self) -> bool {
        K::is_running(&self.state)
    }

    fn config(&self) -> Value {
        serde_json::to_value(K::config(&self.state)).unwrap_or_default()
    }

    fn apply(&mut self, event: &Event) -> Result<(), Unreadable> {
        if event.name() == CONFIGURED {
            let saved: Configured<K::Config> = typed::<K, _>("event", event.body.clone())?;
            self.config_version = saved.version;
            K::configure(&mut self.state, &saved.config, event.at_ms);
            return Ok(());
        }
        let own: K::Event = typed::<K, _>("event", event.body.clone())?;
        K::apply(&mut self.state, &own, event.at_ms);
        Ok(())
    }

    fn due_ms(&self) -> Option<i64> {
        K::due_ms(&self.state)
    }

    fn view(&self, tally: &Tally, audience: Audience, now_ms: i64) -> Vec<u8> {
        serde_json::to_vec(&K::view(&self.state, tally, audience, now_ms)).unwrap_or_default()
    }

    fn tally_rules(&self) -> Option<tally::Rules> {
        K::tally_rules(&self.state)
    }

    fn tally_op(&self, event: &Event) -> Option<tally::Op> {
        let own: K::Event = serde_json::from_value(event.body.clone()).ok()?;
        K::tally_op(&own)
    }

    fn to_bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }

    fn copy(&self) -> Box<dyn Erased> {
        Box::new(Self { config_version: self.config_version, state: self.state.clone() })
    }
}

#[derive(Deserialize)]
struct Configured<C> {
    version: u64,
    config: C,
}

fn erase_all<E: Serialize>(events: &[(i64, E)]) -> Vec<Event> {
    events.iter().map(|(at_ms, event)| erase(event, *at_ms)).collect()
}

fn erase<E: Serialize>(event: &E, at_ms: i64) -> Event {
    Event { at_ms, body: serde_json::to_value(event).unwrap_or_default() }
}

pub(crate) fn typed<K: Kind, T: serde::de::DeserializeOwned>(
    what: &'static str,
    value: Value,
) -> Result<T, Unreadable> {
    serde_json::from_value(value).map_err(|source| Unreadable { kind: K::NAME, what, source })
}

/// The field of what was given that lies too deep.
pub(crate) fn too_deep(given: &Value, whole: &str) -> Option<Problem> {
    let field = json::too_deep(given, json::LEVELS_MAX)?;
    let field = if field.is_empty() { whole.to_owned() } else { field };
    let message = format!("lists and objects in each other, {} deep at most", json::LEVELS_MAX);
    Some(Problem::new(field, message))
}

/// Which field cannot be read, as far as that is known, and why.
pub(crate) fn misread(
    error: &serde_path_to_error::Error<serde_json::Error>,
    whole: &str,
) -> Problem {
    let field = match error.path().to_string() {
        path if path == "." => whole.to_owned(),
        path => path,
    };
    Problem::new(field, error.inner().to_string())
}
