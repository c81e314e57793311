//! A session whose kind is known, behind what everybody else sees of it.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use crate::{
    Actor, Ask, Audience, Beside, Delivery, Event, Kind, List, Note, Problem, Refusal, Rejection,
    Reserve, Role, Say, Saying, Seating, Session, Step, Unreadable, Unsaid, json,
    omitted::is_default,
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
    fn reserve(&self) -> Reserve;
    fn decide(&self, beside: &Beside, ask: &Ask<'_>, now_ms: i64) -> Result<Step, Refusal>;
    fn advance(&self, beside: &Beside, now_ms: i64) -> Step;
    fn configure(&self, beside: &Beside, configured: &Event) -> Result<Step, Unreadable>;
    fn fixed(&self, saved: &Value, config: &Value) -> Result<Vec<Problem>, Unreadable>;
    fn remembers(&self, role: Role) -> bool;
    fn opened_by(&self, beside: &Beside, role: Role, now_ms: i64) -> Step;
    fn recover(&self, now_ms: i64) -> Vec<Event>;
    fn reconcile(&self, facts: &Value, now_ms: i64) -> Vec<Event>;
    fn parent(&self) -> Option<Uuid>;
    fn entries(&self) -> Vec<Note>;
    fn board(&self) -> &'static [List];
    fn frames_per_s(&self) -> u32;
    fn clocks(&self) -> Option<&'static [&'static str]>;
    fn unseen(&self) -> u64;
    fn set_unseen(&mut self, revs: u64);
    fn presence(&self, actor: &Actor) -> Option<String>;
    fn is_of_rows(&self) -> bool;
    fn say(&self, say: &Say<'_>, now_ms: i64) -> Result<Saying, Unsaid>;
    fn sees_hidden(&self, actor: &Actor) -> bool;
    fn tune(&self, round_trips_ms: &mut [u32], in_use: bool) -> Option<Value>;
    fn broadcasts(&self) -> Option<&'static List>;
    fn broadcast(&self, beside: &Beside, lines: u64, now_ms: i64) -> Option<Value>;
    fn seating(&self, seat: &str) -> Seating;
    fn permits(&self, actor: &Actor, what: &str, seat: Option<&str>) -> Result<(), Rejection>;
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
    /// Revs of this life that showed in no view.
    #[serde(default, skip_serializing_if = "is_default")]
    pub unseen: u64,
    pub state: K::State,
}

// Derived, it would ask the marker type of the kind for a clone.
impl<K: Kind> Clone for Typed<K> {
    fn clone(&self) -> Self {
        let Self { config_version, unseen, ref state } = *self;
        Self { config_version, unseen, state: state.clone() }
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

    fn reserve(&self) -> Reserve {
        K::reserve(&self.state)
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
        Ok(Step { brings: !K::plays(ask.name), ..step.end(true) })
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

    fn fixed(&self, saved: &Value, config: &Value) -> Result<Vec<Problem>, Unreadable> {
        if !K::has_begun(&self.state) {
            return Ok(Vec::new());
        }
        let saved = json::stored::<K, K::Config>("config", saved)?;
        let config = json::stored::<K, K::Config>("config", config)?;
        // What commands changed meanwhile is no change when it is saved as it is.
        let now = K::rules_changed(K::config(&self.state), &config);
        let is_new = |problem: &Problem| now.iter().any(|one| one.member() == problem.member());
        Ok(K::rules_changed(&saved, &config).into_iter().filter(is_new).collect())
    }

    fn remembers(&self, role: Role) -> bool {
        K::opened_by(&self.state, role).is_some()
    }

    fn opened_by(&self, beside: &Beside, role: Role, now_ms: i64) -> Step {
        let mut step = Stepping::from(self);
        let (passed, is_all) = passed::<K>(&self.state, beside, now_ms);
        for (at_ms, event) in &passed {
            step.take(*at_ms, event);
        }
        if let Some(event) = K::opened_by(&step.after.state, role).filter(|_| is_all) {
            step.take(now_ms, &event);
        }
        step.end(is_all)
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

    fn clocks(&self) -> Option<&'static [&'static str]> {
        K::CLOCKS
    }

    fn unseen(&self) -> u64 {
        self.unseen
    }

    fn set_unseen(&mut self, revs: u64) {
        self.unseen = revs;
    }

    fn presence(&self, actor: &Actor) -> Option<String> {
        K::presence(actor)
    }

    fn is_of_rows(&self) -> bool {
        K::IS_OF_ROWS
    }

    fn say(&self, say: &Say<'_>, now_ms: i64) -> Result<Saying, Unsaid> {
        if K::SAYINGS.is_empty() {
            return Err(Unsaid::forbidden());
        }
        if !K::SAYINGS.contains(&say.name) {
            return Err(Unsaid::unknown());
        }
        K::say(&self.state, say, now_ms)
    }

    fn sees_hidden(&self, actor: &Actor) -> bool {
        K::sees_hidden(&self.state, actor)
    }

    fn tune(&self, round_trips_ms: &mut [u32], in_use: bool) -> Option<Value> {
        K::tune(&self.state, round_trips_ms, in_use)
    }

    fn broadcasts(&self) -> Option<&'static List> {
        K::BROADCASTS
    }

    fn broadcast(&self, beside: &Beside, lines: u64, now_ms: i64) -> Option<Value> {
        K::broadcast(&self.state, beside, lines, now_ms)
    }

    fn seating(&self, seat: &str) -> Seating {
        K::seating(&self.state, seat)
    }

    fn permits(&self, actor: &Actor, what: &str, seat: Option<&str>) -> Result<(), Rejection> {
        K::permits(&self.state, actor, what, seat)
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
            let saved: Configured<K::Config> = json::stored::<K, _>("event", &event.body)?;
            self.config_version = saved.version;
            K::configure(&mut self.state, &saved.config, event.at_ms);
            return Ok(());
        }
        let own: K::Event = json::stored::<K, _>("event", &event.body)?;
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
    let mut tagged = match args {
        Value::Object(fields) => fields.clone(),
        Value::Null => serde_json::Map::new(),
        _ => return Err(Refusal::Invalid(vec![Problem::new("args", "must be an object")])),
    };
    // An argument may well be called `name`.
    tagged.insert("command".into(), name.into());
    json::given(&Value::Object(tagged), "args").map_err(Refusal::Invalid)
}

fn erase_all<E: Serialize>(events: &[(i64, E)]) -> Vec<Event> {
    let erase = |(at_ms, event): &(i64, E)| Event {
        at_ms: *at_ms,
        body: serde_json::to_value(event).unwrap_or_default(),
    };
    events.iter().map(erase).collect()
}
