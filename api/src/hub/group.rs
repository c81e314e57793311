//! The seats of a session that speak one protocol, and what was handed to them.
//!
//! A change applies to the rev before it alone. Where one is missing, what comes
//! is held back until the whole has come: from the beat, or read once for all
//! seats. What was held back and is newer follows it, so that a session whose
//! changes come faster than it can be read gets on all the same. A change that
//! the protocol cannot say shortly is one that is missing.

use std::{str, sync::Arc, time::Duration};

use bytes::Bytes;
use downbeat_boot::clock::{self, Instant};
use downbeat_live::{Order, Protocol, Told, Whom};
use downbeat_session::Audience;

use super::{
    seat::{LastWord, Outgoing, Place},
    wanted::Want,
};
use crate::socket::frame;

/// Changes that wait for the whole. One more, and all of them are read instead.
pub(super) const HELD_MAX: usize = 64;
const HELD_BYTES_MAX: usize = 1024 * 1024;
/// What is large is told at most so often, as a beat tells it.
const LARGE_EVERY: Duration = Duration::from_millis(50);

pub struct Group {
    protocol: Protocol,
    /// Of the last frame that was handed on.
    order: Option<Order>,
    /// Something may be missing.
    doubt: Option<Doubt>,
    /// When the whole was handed on last.
    whole_at: Option<Instant>,
    places: Vec<Place>,
}

struct Doubt {
    want: Arc<Want>,
    held: Vec<Told>,
    /// The newest change that was not held back: the whole must be as new.
    missing: Option<Order>,
}

impl Group {
    pub const fn of(protocol: Protocol) -> Self {
        Self { protocol, order: None, doubt: None, whole_at: None, places: Vec::new() }
    }

    pub fn sit(&mut self, place: Place) {
        self.places.push(place);
    }

    pub fn leave(&mut self, number: u64) {
        self.places.retain(|place| place.number != number);
        self.forget_doubt();
    }

    pub const fn count(&self) -> usize {
        self.places.len()
    }

    /// Of the last frame that was handed on.
    pub const fn order(&self) -> Option<Order> {
        self.order
    }

    #[cfg(test)]
    pub fn held(&self) -> usize {
        self.doubt.as_ref().map_or(0, |doubt| doubt.held.len())
    }

    /// What it waits for, where something may be missing.
    pub fn wanted(&self) -> Option<&Arc<Want>> {
        self.doubt.as_ref().map(|doubt| &doubt.want)
    }

    pub fn doubt(&mut self, want: impl FnOnce() -> Arc<Want>) {
        if self.places.is_empty() {
            return;
        }
        self.doubt.get_or_insert_with(|| Doubt::of(want())).want.now();
    }

    pub fn change(&mut self, told: &Told, want: impl FnOnce() -> Arc<Want>) {
        if self.order.is_some_and(|known| known >= told.order) {
            return;
        }
        // Whoever sits down next reads what is newer.
        if self.places.is_empty() {
            self.order = Some(told.order);
            return;
        }
        let is_said = self.can_say(told);
        // Before the first frame each seat knows itself what it was told.
        let follows = self.order.is_none_or(|known| told.order.follows(known));
        if self.doubt.is_none() && is_said && follows {
            return self.hand(told, true);
        }
        let from = self.whole_at.map(|at| at + LARGE_EVERY);
        let is_new = self.doubt.is_none();
        let doubt = self.doubt.get_or_insert_with(|| Doubt::of(want()));
        if is_said {
            doubt.hold(told);
            if is_new {
                doubt.want.now();
            }
        } else {
            doubt.miss(told.order, from.unwrap_or_else(clock::monotonic));
        }
    }

    /// Hands on what votes moved, to those who have seen its rev, also while
    /// something may be missing: it says all that votes can move, and what the
    /// session is read for is told with it.
    pub fn votes(&mut self, told: &Told) {
        let is_next = |known: Order| known.rev == told.order.rev && known < told.order;
        if self.order.is_some_and(is_next) {
            self.hand(told, true);
        }
    }

    /// Hands on the whole, unless something newer was handed on. One that is as
    /// new says something to seats that have missed it.
    pub fn whole(&mut self, told: &Told, want: impl Fn() -> Arc<Want>) {
        let is_news = match self.order {
            Some(known) if self.doubt.is_some() => known <= told.order,
            Some(known) => known < told.order,
            None => true,
        };
        if !is_news {
            return;
        }
        let doubt = self.doubt.take();
        self.hand(told, false);
        self.whole_at = Some(clock::monotonic());
        match doubt {
            // It is read once more.
            Some(doubt) if doubt.missing > Some(told.order) => self.doubt = Some(doubt),
            Some(Doubt { held, .. }) => held.iter().for_each(|change| self.change(change, &want)),
            None => {}
        }
        self.forget_doubt();
    }

    /// Hands on what is said to those who are meant.
    pub fn said(&mut self, whom: &Whom, frame: &Bytes) {
        let is_behind = |place: &mut Place| {
            whom.has(place.visit.audience, place.visit.seat.as_deref())
                && place.say(frame.clone()).is_err()
        };
        for place in self.places.extract_if(.., is_behind) {
            place.take_back(LastWord::Behind);
        }
        self.forget_doubt();
    }

    /// Takes back so many of some seats; answers how many it were.
    pub fn take_back(
        &mut self,
        word: LastWord,
        most: usize,
        is_meant: impl Fn(&Place) -> bool,
    ) -> usize {
        let meant = self.places.extract_if(.., |place| is_meant(place)).take(most);
        let count = meant.map(|place| place.take_back(word)).count();
        self.forget_doubt();
        count
    }

    /// Where nobody is left, nothing is missing.
    fn forget_doubt(&mut self) {
        if self.places.is_empty() {
            self.doubt = None;
        }
    }

    /// Whether the frame has a text for each of them.
    fn can_say(&self, told: &Told) -> bool {
        let silent = Audience::ALL.map(|one| told.text(one, self.protocol).is_none());
        silent.iter().all(|is_silent| !is_silent)
            || self.places.iter().all(|place| !silent[place.visit.audience as usize])
    }

    fn hand(&mut self, told: &Told, is_change: bool) {
        let order = told.order;
        self.order = Some(order);
        // Only what is looked at is encoded.
        let mut frames: [Option<Option<Bytes>>; Audience::ALL.len()] = Default::default();
        let is_behind = |place: &mut Place| {
            let audience = place.visit.audience;
            let frame = frames[audience as usize].get_or_insert_with(|| {
                let text = str::from_utf8(told.text(audience, self.protocol)?).ok()?;
                Some(frame::text(text))
            });
            frame.as_ref().is_some_and(|frame| {
                place.hand(Outgoing { order, frame: frame.clone(), is_change }).is_err()
            })
        };
        for place in self.places.extract_if(.., is_behind) {
            place.take_back(LastWord::Behind);
        }
    }
}

impl Doubt {
    const fn of(want: Arc<Want>) -> Self {
        Self { want, held: Vec::new(), missing: None }
    }

    fn hold(&mut self, told: &Told) {
        self.held.push(told.clone());
        let bytes: usize = self.held.iter().map(Told::bytes).sum();
        if self.held.len() > HELD_MAX || bytes > HELD_BYTES_MAX {
            self.miss(told.order, clock::monotonic());
        }
    }

    /// One is not held back, so those before it are of no use either.
    fn miss(&mut self, order: Order, from: Instant) {
        self.held.clear();
        self.missing = self.missing.max(Some(order));
        self.want.from(from);
    }
}
