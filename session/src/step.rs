//! One step of a session: what a command, a config or the time becomes.

use crate::{Beside, Event, Kind, Note, Notice, Session, tally, typed::Typed};

/// Events of time in one commit.
const PASSED_MAX: usize = 10_000;

/// A change, decided and folded once.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// The state that the events lead to.
    pub after: Session,
    /// What happened, oldest first.
    pub events: Vec<Event>,
    /// What it does to the tally, in the same commit.
    pub op: Option<tally::Op>,
    /// What it adds to the board of its parent.
    pub lines: Vec<Note>,
    /// What seats are told about themselves.
    pub notices: Vec<Notice>,
    /// Whether it has all that time did; the rest comes when this is committed.
    pub is_all: bool,
    /// Whether it brings something new, for which there may be no room.
    pub brings: bool,
}

/// A step that is being made, with its kind known.
pub(crate) struct Stepping<K: Kind> {
    pub after: Typed<K>,
    events: Vec<Event>,
    op: Option<tally::Op>,
    lines: Vec<Note>,
    notices: Vec<Notice>,
}

impl<K: Kind> Stepping<K> {
    pub fn from(before: &Typed<K>) -> Self {
        let (events, lines, notices) = (Vec::new(), Vec::new(), Vec::new());
        Self { after: before.clone(), events, op: None, lines, notices }
    }

    pub fn take(&mut self, at_ms: i64, event: &K::Event) {
        K::apply(&mut self.after.state, event, at_ms);
        self.op = K::tally_op(event).or(self.op);
        self.lines.extend(K::lines(&self.after.state, event, at_ms));
        self.notices.extend(K::notices(event));
        let body = serde_json::to_value(event).unwrap_or_default();
        self.take_erased(Event { at_ms, body });
    }

    /// An event that has been folded already.
    pub fn take_erased(&mut self, event: Event) {
        self.events.push(event);
    }

    pub fn end(self, is_all: bool) -> Step {
        let Self { after, events, op, lines, notices } = self;
        Step { after: after.into(), events, op, lines, notices, is_all, brings: false }
    }
}

/// What passing time did until `now_ms`, or the first part of it, where that is
/// too much for one commit; and whether that is all.
pub(crate) fn passed<K: Kind>(
    state: &K::State,
    beside: &Beside,
    now_ms: i64,
) -> (Vec<(i64, K::Event)>, bool) {
    let mut passed = K::advance(state, beside, now_ms, PASSED_MAX + 1);
    let is_all = cut(&mut passed);
    (passed, is_all)
}

/// What happened at one instant belongs together, and the first instant comes
/// whole, however much happened then.
fn cut<E>(passed: &mut Vec<(i64, E)>) -> bool {
    let Some((beyond_ms, _)) = passed.get(PASSED_MAX) else { return true };
    let beyond_ms = *beyond_ms;
    let first_ms = passed.first().map(|(at_ms, _)| *at_ms);
    let kept = if first_ms == Some(beyond_ms) {
        passed.partition_point(|(at_ms, _)| *at_ms <= beyond_ms)
    } else {
        passed.partition_point(|(at_ms, _)| *at_ms < beyond_ms)
    };
    passed.truncate(kept);
    // A kind may have said no more than it was asked for.
    false
}
