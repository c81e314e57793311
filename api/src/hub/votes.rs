//! The votes of a watched session: what moved since it was read.
//!
//! What the beat tells of votes makes a view only for whoever knows the session
//! at the same rev. So it is read when the first of them comes, and again when a
//! newer rev is told of, or when something is missing. What comes meanwhile is
//! held, and counted on top of what was read.

use downbeat_live::{Counted, Order, Tallied, TallyChange, Told};

/// Changes that wait for the session; where there are more, it is read once more.
const HELD_MAX: usize = 256;

#[derive(Default)]
pub struct Votes {
    known: Option<Box<Tallied>>,
    held: Vec<TallyChange>,
    /// The newest change that was not counted on top of what is known.
    missing: Option<Order>,
}

impl Votes {
    /// Takes a change; `seen` is what all sockets were shown at least.
    pub fn take(&mut self, change: &TallyChange, seen: Option<Order>) {
        let counted = self.known.as_mut().map_or(Counted::Missing, |known| known.take(change));
        if counted != Counted::Missing || seen >= Some(change.order()) {
            return;
        }
        self.missing = self.missing.max(Some(change.order()));
        if self.held.len() == HELD_MAX {
            self.held.clear();
        }
        self.held.push(change.clone());
    }

    /// The session was read. Answers the whole, with what moved meanwhile; `None`
    /// of one that had no votes yet, which is not kept.
    pub fn read(&mut self, read: Box<Tallied>) -> Option<Told> {
        if self.known.is_none() && self.missing.is_none() {
            return None;
        }
        let known = match self.known.take() {
            Some(known) if known.order() > read.order() => self.known.insert(known),
            _ => self.known.insert(read),
        };
        for change in std::mem::take(&mut self.held) {
            known.take(&change);
        }
        if self.missing <= Some(known.order()) {
            self.missing = None;
        }
        Some(known.whole())
    }

    /// All sockets were shown the whole; what is older is of no use.
    pub fn shown(&mut self, order: Order) {
        if self.known.as_ref().is_some_and(|known| known.order().rev < order.rev) {
            self.known = None;
        }
        if self.missing <= Some(order) {
            self.missing = None;
            self.held.clear();
        }
    }

    /// Whether it has to be read.
    pub const fn is_missing(&self) -> bool {
        self.missing.is_some()
    }

    /// How the votes are, if that is newer.
    pub fn change(&self, seen: Option<Order>) -> Option<Told> {
        let known = self.known.as_ref().filter(|known| seen < Some(known.order()))?;
        Some(known.change())
    }
}
