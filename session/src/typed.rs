//! A session whose kind is known, behind what everybody else sees of it.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use crate::{
    Ask, Audience, Beside, Delivery, Event, Kind, List, Note, Problem, Refusal, Rejection, Session,
    Step, Unreadable, json,
    step::{Stepping, passed},
    tally,
};

pub(crate) const CONFIGURED: &str = "configured";

pub(crate) trait Erased: Send + Sync {
    fn kind(&self) -> &'static str;
    fn delivery(&self) -> Delivery;
    fn config_version(&self) -> u64;
    fn audiences(&self) -> &'static [Audience];
    fn bytes_max(&self) -> (usize, usize);
    fn decide(&self, beside: &Beside, ask: &Ask<'_>, now_ms: i64) -> Result<Step, Refusal>;
    fn advance(&self, beside: &Beside, now_ms: i64) -> Step;
    fn configure(&self, beside: &Beside, configured: &Event) -> Result<Step, Unreadable>;
    fn recover(&self, now_ms: i64) -> Vec<Event>;
    fn reconcile(&self, facts: &Value, now_ms: i64) -> Vec<Event>;
    fn parent(&self) -> Option<Uuid>;
    fn entries(&self) -> Vec<Note>;
    fn board(&self) -> &'static [List];
    fn frames_per_s(&self) -> u32;
    fn status(&self) -> Option<&'static str>;
    fn is_running(&self) -> bool;
    fn config(&self) -> Value;
    fn apply(&mut self, event: &Event) -> Result<(), Unreadable>;
    fn due_ms(&self) -> Option<i64>;
    fn write_view(&self, beside: &Beside, audience: Audience, now_ms: i64, to: &mut Vec<u8>);
    fn tally_rules(&self) -> Option<tally::Rules>;
    fn write(&self, to: &mut Vec<u8>);
    fn copy(&self) -> Box<dyn Erased>;
}

/// A session whose kind is known: the stored form.
#[derive(Serialize, Deserialize)]
#[serde(bound = "")]
pub(crate) struct Typed<K: Kind> {
    pub config_version: u64,
    pub state: K::State,
}

// Derived, it would ask the marker type of the kind for a clone.
impl<K: Kind> Clone for Typed<K> {
    fn clone(&self) -> Self {
        Self { config_version: self.config_version, state: self.state.clone() }
    }
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

    fn decide(&self, beside: &Beside, ask: &Ask<'_>, now_ms: i64) -> Result<Step, Refusal> {
        let mut step = Stepping::from(self);
        let (passed, is_all) = passed::<K>(&self.state, beside, now_ms);
        if !is_all {
            return Err(Refusal::Behind);
        }
        for (at_ms, event) in &passed {
            step.take(*at_ms, event);
        }
        let command = command::<K>(ask)?;
        let state = &step.after.state;
        let problems = K::check_command(state, &command);
        if !problems.is_empty() {
            return Err(Refusal::Invalid(problems));
        }
        for event in &K::decide(state, beside, command, ask.actor, now_ms)? {
            step.take(now_ms, event);
        }
        Ok(step.end(true))
    }

    fn advance(&self, beside: &Beside, now_ms: i64) -> Step {
        let mut step = Stepping::from(self);
        let (passed, is_all) = passed::<K>(&self.state, beside, now_ms);
        for (at_ms, event) in &passed {
            step.take(*at_ms, event);
        }
        step.end(is_all)
    }

    fn configure(&self, beside: &Beside, configured: &Event) -> Result<Step, Unreadable> {
        let mut step = Stepping::from(self);
        let (passed, is_all) = passed::<K>(&self.state, beside, configured.at_ms);
        for (at_ms, event) in &passed {
            step.take(*at_ms, event);
        }
        if is_all {
            step.after.apply(configured)?;
            step.take_erased(configured.clone());
        }
        Ok(step.end(is_all))
    }

    fn recover(&self, now_ms: i64) -> Vec<Event> {
        erase_all(&K::recover(&self.state, now_ms))
    }

    fn reconcile(&self, facts: &Value, now_ms: i64) -> Vec<Event> {
        erase_all(&K::reconcile(&self.state, facts, now_ms))
    }

    fn parent(&self) -> Option<Uuid> {
        K::parent(&self.state)
    }

    fn entries(&self) -> Vec<Note> {
        K::entries(&self.state)
    }

    fn board(&self) -> &'static [List] {
        K::BOARD
    }

    fn frames_per_s(&self) -> u32 {
        K::FRAMES_PER_S
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

    fn write_view(&self, beside: &Beside, audience: Audience, now_ms: i64, to: &mut Vec<u8>) {
        write(&K::view(&self.state, beside, audience, now_ms), to);
    }

    fn tally_rules(&self) -> Option<tally::Rules> {
        K::tally_rules(&self.state)
    }

    fn write(&self, to: &mut Vec<u8>) {
        write(self, to);
    }

    fn copy(&self) -> Box<dyn Erased> {
        Box::new(self.clone())
    }
}

/// What cannot be written leaves nothing.
fn write(value: &impl Serialize, to: &mut Vec<u8>) {
    let from = to.len();
    if serde_json::to_writer(&mut *to, value).is_err() {
        to.truncate(from);
    }
}

#[derive(Deserialize)]
struct Configured<C> {
    version: u64,
    config: C,
}

fn command<K: Kind>(ask: &Ask<'_>) -> Result<K::Command, Refusal> {
    let Ask { name, args, actor } = *ask;
    if !K::COMMANDS.contains(&name) {
        return Err(Refusal::UnknownCommand);
    }
    if !K::may(actor.role, name) {
        return Err(Rejection::forbidden().into());
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
    serde_path_to_error::deserialize(Value::Object(tagged))
        .map_err(|error| Refusal::Invalid(vec![misread(&error, "args")]))
}

fn erase_all<E: Serialize>(events: &[(i64, E)]) -> Vec<Event> {
    let erase = |(at_ms, event): &(i64, E)| Event {
        at_ms: *at_ms,
        body: serde_json::to_value(event).unwrap_or_default(),
    };
    events.iter().map(erase).collect()
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
