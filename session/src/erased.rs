//! Kinds with their types erased, once, for everybody outside this crate.

use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    Actor, Audience, Beside, Event, List, Note, Problem, Refusal, Rejection, Role, Say, Saying,
    Seating, Step, Unsaid, tally,
    typed::{CONFIGURED, Erased},
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
pub struct Session(pub(crate) Box<dyn Erased>);

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
    pub fn decide(&self, beside: &Beside, ask: &Ask<'_>, now_ms: i64) -> Result<Step, Refusal> {
        self.0.decide(beside, ask, now_ms)
    }

    /// What passing time did until `now_ms`, or the first part of it, where that
    /// is too much for one commit.
    #[must_use]
    pub fn advance(&self, beside: &Beside, now_ms: i64) -> Step {
        self.0.advance(beside, now_ms)
    }

    /// What a saved config becomes, once all that time did before it is in the
    /// state: until then, the first part of that.
    ///
    /// # Errors
    /// When it is no config of this kind.
    pub fn configure(
        &self,
        beside: &Beside,
        (version, config): (u64, &Value),
        now_ms: i64,
    ) -> Result<Step, Unreadable> {
        self.0.configure(beside, &Self::configured(version, config, now_ms))
    }

    /// Fields of a config that is to be saved in place of one that was, in which
    /// it can have no effect any more, and why.
    ///
    /// # Errors
    /// When one of them is no config of this kind.
    pub fn fixed(&self, saved: &Value, config: &Value) -> Result<Vec<Problem>, Unreadable> {
        self.0.fixed(saved, config)
    }

    /// Whether it is to be remembered that somebody of a role opens it on a socket.
    #[must_use]
    pub fn remembers(&self, role: Role) -> bool {
        self.0.remembers(role)
    }

    /// What it becomes by that, once all that time did before it is in the state:
    /// until then, the first part of that.
    #[must_use]
    pub fn opened_by(&self, beside: &Beside, role: Role, now_ms: i64) -> Step {
        self.0.opened_by(beside, role, now_ms)
    }

    /// What a rebuild from history means for what was running.
    #[must_use]
    pub fn recover(&self, now_ms: i64) -> Vec<Event> {
        self.0.recover(now_ms)
    }

    /// What the rows of its kind say against the state that history leads to.
    #[must_use]
    pub fn reconcile(&self, facts: &Value, now_ms: i64) -> Vec<Event> {
        self.0.reconcile(facts, now_ms)
    }

    /// Whose child it is.
    #[must_use]
    pub fn parent(&self) -> Option<Uuid> {
        self.0.parent()
    }

    /// What stands of it on its parent's board.
    #[must_use]
    pub fn entries(&self) -> Vec<Note> {
        self.0.entries()
    }

    /// The lists of its own board.
    #[must_use]
    pub fn board(&self) -> &'static [List] {
        self.0.board()
    }

    /// Frames in a second at most, where it goes by the beat.
    #[must_use]
    pub fn frames_per_s(&self) -> u32 {
        self.0.frames_per_s()
    }

    /// Members of its views that say only when they were made, where there are
    /// changes that nobody may know of.
    #[must_use]
    pub fn clocks(&self) -> Option<&'static [&'static str]> {
        self.0.clocks()
    }

    /// How many revs of this life showed in no view.
    #[must_use]
    pub fn unseen(&self) -> u64 {
        self.0.unseen()
    }

    pub fn set_unseen(&mut self, revs: u64) {
        self.0.set_unseen(revs);
    }

    /// Under which seat it is told that somebody is here.
    #[must_use]
    pub fn presence(&self, actor: &Actor) -> Option<String> {
        self.0.presence(actor)
    }

    /// Whether it is nothing but what rows say.
    #[must_use]
    pub fn is_of_rows(&self) -> bool {
        self.0.is_of_rows()
    }

    /// What becomes of something that is said.
    ///
    /// # Errors
    /// Arguments outside their limits, or the rule that it is against.
    pub fn say(&self, say: &Say<'_>, now_ms: i64) -> Result<Saying, Unsaid> {
        self.0.say(say, now_ms)
    }

    /// Whether somebody sees the lines that are told to nobody else.
    #[must_use]
    pub fn sees_hidden(&self, actor: &Actor) -> bool {
        self.0.sees_hidden(actor)
    }

    /// The arguments of the `tune` that these round trips, and talk, make.
    #[must_use]
    pub fn tune(&self, round_trips_ms: &mut [u32], in_use: bool) -> Option<Value> {
        self.0.tune(round_trips_ms, in_use)
    }

    /// Where its changes are broadcast outside, or those of its parent that it makes:
    /// the list that says how that goes.
    #[must_use]
    pub fn broadcasts(&self) -> Option<&'static List> {
        self.0.broadcasts()
    }

    /// What is broadcast of it, so many lines on its board after the last time.
    #[must_use]
    pub fn broadcast(&self, beside: &Beside, lines: u64, now_ms: i64) -> Option<Value> {
        self.0.broadcast(beside, lines, now_ms)
    }

    /// What a seat is there.
    #[must_use]
    pub fn seating(&self, seat: &str) -> Seating {
        self.0.seating(seat)
    }

    /// Whether somebody may do what is no command.
    pub fn permits(&self, actor: &Actor, what: &str, seat: Option<&str>) -> Result<(), Rejection> {
        self.0.permits(actor, what, seat)
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
    pub fn view(&self, beside: &Beside, audience: Audience, now_ms: i64) -> Vec<u8> {
        self.view_like(beside, audience, now_ms, 0)
    }

    /// The same, with room for one of so many bytes.
    #[must_use]
    pub fn view_like(
        &self,
        beside: &Beside,
        audience: Audience,
        now_ms: i64,
        bytes: usize,
    ) -> Vec<u8> {
        let mut view = Vec::with_capacity(bytes);
        self.0.write_view(beside, audience, now_ms, &mut view);
        view
    }

    #[must_use]
    pub fn tally_rules(&self) -> Option<tally::Rules> {
        self.0.tally_rules()
    }

    /// The first limit of its kind that a state of so many bytes, and views of
    /// at most so many, are over with all that they may still get; `field` is what
    /// made it so large.
    #[must_use]
    pub fn too_large(&self, field: &str, state_bytes: usize, view_bytes: usize) -> Option<Problem> {
        let (state_max, view_max) = self.0.bytes_max();
        let reserve = self.0.reserve();
        let over = |what, bytes: usize, reserve: usize, max: usize| {
            let most = max.saturating_sub(reserve);
            (bytes > most).then(|| {
                let message =
                    format!("{what} would have {bytes} bytes, and {most} is the most it may have");
                Problem::new(field, message)
            })
        };
        over("the session", state_bytes, reserve.state_bytes, state_max)
            .or_else(|| over("its view", view_bytes, reserve.view_bytes, view_max))
    }

    /// Bytes of the longest of its views.
    #[must_use]
    pub fn view_bytes(&self, beside: &Beside, now_ms: i64) -> usize {
        let views = self.audiences().iter().map(|one| self.view(beside, *one, now_ms).len());
        views.max().unwrap_or(0)
    }

    /// The stored form, read back by `Description::read`.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.write(&mut bytes);
        bytes
    }

    /// The same, behind what is there.
    pub fn write(&self, to: &mut Vec<u8>) {
        self.0.write(to);
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
