//! Votes, told as changes of a view where somebody watches.
//!
//! The function that counts a vote says what moved; the beat publishes that as it
//! is, and makes no view. Whoever watches read the session once, takes what moves
//! after that, and tells sockets the members that votes can move, all of them
//! whole: so one that is missed needs no other.
//!
//! A change is the session's id, incarnation and rev (16 + 8 + 8 bytes), and what
//! moved (session's `tally/moved.rs`).

use downbeat_session::{
    Audience, Beside, Difference, Outlined, Rev, Session, members,
    tally::{Moved, Rules},
};
use uuid::Uuid;

use super::frame::{Order, Part, TALLIES, Told, bits, closed, whole_parts};
use crate::{Hot, LiveError, cut::Cut};

#[derive(Debug, Clone, PartialEq)]
pub struct TallyChange {
    pub session: Uuid,
    pub rev: Rev,
    pub moved: Moved,
}

impl TallyChange {
    /// Where it leads.
    #[must_use]
    pub const fn order(&self) -> Order {
        Order { rev: self.rev, tally_seq: self.moved.seq }
    }

    pub(super) fn read(cut: &mut Cut<'_>) -> Result<Self, LiveError> {
        let unreadable = || LiveError::Unreadable("no change of a tally".into());
        let session = Uuid::from_bytes(cut.number()?);
        let incarnation = cut.number().map(u64::from_be_bytes)?;
        let rev = cut.number().map(u64::from_be_bytes)?;
        let moved = Moved::read(&mut cut.0).ok_or_else(unreadable)?;
        Ok(Self { session, rev: Rev { incarnation, rev }, moved })
    }
}

/// Of whom a list of changes is, each as often as there is a change.
pub(super) fn sessions(list: &[u8]) -> Vec<Uuid> {
    let mut cut = Cut(list.strip_prefix(&[TALLIES]).unwrap_or_default());
    let mut sessions = Vec::new();
    while let Ok(change) = TallyChange::read(&mut cut) {
        sessions.push(change.session);
    }
    sessions
}

/// A session as it was read, and what votes moved since.
#[derive(Debug, Clone)]
pub struct Tallied {
    id: Uuid,
    rev: Rev,
    at_ms: i64,
    session: Session,
    beside: Beside,
    rules: Rules,
    /// For each audience that sees something of its own, members of its view that
    /// votes can move.
    moving: Vec<Vec<Vec<u8>>>,
}

/// What became of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    Moved,
    /// It, or what came after it, was known.
    Known,
    /// Something before it is missing.
    Missing,
}

impl Tallied {
    /// `None` for one that counts no votes, or has a board: then the order of what
    /// is told is not that of votes alone.
    #[must_use]
    pub fn of(hot: &Hot) -> Option<Self> {
        let rules = hot.session.tally_rules().filter(|_| hot.session.board().is_empty())?;
        let (session, beside) = (hot.session.clone(), hot.beside.clone());
        let other = Beside::from(beside.tally.unlike(&rules));
        let moving = |audience: &Audience| {
            let view = |beside| Outlined::new(session.view(beside, *audience, hot.at_ms));
            let (is, moved) = (view(&beside), view(&other));
            let difference = Difference::between(&is, &moved)?;
            Some(difference.keys().map(<[u8]>::to_vec).collect())
        };
        let moving = session.audiences().iter().map(moving).collect::<Option<_>>()?;
        let (id, rev, at_ms) = (hot.id, hot.rev, hot.at_ms);
        Some(Self { id, rev, at_ms, session, beside, rules, moving })
    }

    #[must_use]
    pub const fn order(&self) -> Order {
        Order { rev: self.rev, tally_seq: self.beside.seq() }
    }

    pub fn take(&mut self, change: &TallyChange) -> Counted {
        if change.order() <= self.order() {
            return Counted::Known;
        }
        if change.rev != self.rev || !self.beside.tally.take(&change.moved, &self.rules) {
            return Counted::Missing;
        }
        self.at_ms = self.at_ms.max(change.moved.at_ms);
        Counted::Moved
    }

    /// How it is now.
    #[must_use]
    pub fn whole(&self) -> Told {
        self.told(whole_parts(&self.session, &self.beside, self.rev, self.at_ms))
    }

    /// The same for those who have seen its rev.
    #[must_use]
    pub fn change(&self) -> Told {
        let (rev, at_ms, own) = (self.rev, self.at_ms, self.session.audiences());
        let head =
            format!(r#"{{"type":"change","from":"{rev}","rev":"{rev}","at_ms":{at_ms},"change":"#);
        let part = |(n, moving): (usize, &Vec<Vec<u8>>)| {
            let audience = *own.get(n)?;
            let view = self.session.view(&self.beside, audience, at_ms);
            let text = closed(&head, &members(&Outlined::new(view), moving)?);
            Some(Part { bits: bits(audience, own.get(n + 1).copied()), text })
        };
        self.told(self.moving.iter().enumerate().filter_map(part).collect())
    }

    const fn told(&self, parts: Vec<Part>) -> Told {
        Told { session: self.id, order: self.order(), at_ms: self.at_ms, parts }
    }
}
