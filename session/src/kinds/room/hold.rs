//! Waiting: whose player is not ready holds the room, each for so long at most.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    course::{Course, Why},
    event::Event,
    seat::{Player, Seat},
    state::State,
};
use crate::omitted::is_default;

/// Since when the room is held for each, by the seat's number.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Hold(BTreeMap<u16, i64>);

/// The room is held for these, or for more or fewer of them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Held {
    pub seats: Vec<String>,
    /// For whom it was held until the limit.
    #[serde(default, skip_serializing_if = "is_default")]
    pub left_out: Vec<String>,
    /// Where it stands, when it was not held before.
    #[serde(default, skip_serializing_if = "is_default")]
    pub course: Option<Course>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Released {
    #[serde(default, skip_serializing_if = "is_default")]
    pub left_out: Vec<String>,
    pub course: Course,
}

impl Hold {
    pub fn is_for(&self, number: u16) -> bool {
        self.0.contains_key(&number)
    }

    pub fn forget(&mut self, number: u16) {
        self.0.remove(&number);
    }
}

impl State {
    /// What is to be said at once of who is not ready.
    pub fn follow_hold(&self, now_ms: i64) -> Option<Event> {
        if self.hold.is_some() && (!self.waits() || self.loading().next().is_none()) {
            return Some(self.released(Vec::new(), now_ms));
        }
        // Until a countdown is over, there is time.
        if !self.waits() || !self.is_on() || self.course.is_counting(now_ms) {
            return None;
        }
        let is_held = |seat: &Seat| self.hold.as_ref().is_some_and(|hold| hold.is_for(seat.number));
        let is_new = self.loading().any(|(_, seat)| !is_held(seat));
        is_new.then(|| self.held(Vec::new(), now_ms))
    }

    /// When a countdown is over with somebody who is not ready.
    pub fn holds_ms(&self) -> Option<i64> {
        let playback = &self.course.playback;
        let counts = self.hold.is_none() && self.course.counts && playback.playing;
        let is_due = counts && self.waits() && self.loading().next().is_some();
        is_due.then_some(playback.anchor_server_ms)
    }

    /// When somebody has been waited for long enough.
    pub fn hold_ends_ms(&self) -> Option<i64> {
        let first_ms = self.hold.as_ref()?.0.values().min()?;
        Some(first_ms + self.config.wait.limit_ms())
    }

    /// When the last of them will have been.
    pub fn held_until_ms(&self) -> Option<i64> {
        let last_ms = self.hold.as_ref()?.0.values().max()?;
        Some(last_ms + self.config.wait.limit_ms())
    }

    /// For whom it is held, in the order of their ids.
    pub fn held_for(&self) -> impl Iterator<Item = &String> {
        let hold = self.hold.iter();
        hold.flat_map(|hold| self.seats.iter().filter(|(_, seat)| hold.is_for(seat.number)))
            .map(|(id, _)| id)
    }

    /// Those who are over their time are left out.
    pub fn leave_out(&self, at_ms: i64) -> Event {
        let limit_ms = self.config.wait.limit_ms();
        let is_over = |seat: &Seat| {
            let since_ms = self.hold.as_ref().and_then(|hold| hold.0.get(&seat.number));
            since_ms.is_some_and(|since_ms| since_ms + limit_ms <= at_ms)
        };
        let (over, rest): (Vec<_>, Vec<_>) = self.loading().partition(|(_, seat)| is_over(seat));
        let left_out: Vec<String> = over.into_iter().map(|(id, _)| id.clone()).collect();
        if rest.is_empty() { self.released(left_out, at_ms) } else { self.held(left_out, at_ms) }
    }

    fn loading(&self) -> impl Iterator<Item = (&String, &Seat)> {
        self.present().filter(|(_, seat)| seat.player == Player::Loading)
    }

    fn held(&self, left_out: Vec<String>, now_ms: i64) -> Event {
        let seats = self.loading().map(|(id, _)| id.clone());
        let seats = seats.filter(|id| !left_out.contains(id)).collect();
        let course = self.hold.is_none().then(|| self.stops(None, Why::Hold, now_ms));
        Event::Held(Held { seats, left_out, course })
    }

    fn released(&self, left_out: Vec<String>, now_ms: i64) -> Event {
        let course = self.goes(None, Why::Ready, now_ms);
        Event::Released(Released { left_out, course })
    }

    pub(super) fn apply_held(&mut self, held: &Held, at_ms: i64) {
        self.leave(&held.left_out);
        let mut since = self.hold.take().unwrap_or_default();
        for seat in held.seats.iter().filter_map(|id| self.seats.get(id)) {
            since.0.entry(seat.number).or_insert(at_ms);
        }
        if let Some(course) = &held.course {
            self.take_course(course);
        }
        since.0.retain(|number, _| {
            held.seats
                .iter()
                .any(|id| self.seats.get(id).is_some_and(|seat| seat.number == *number))
        });
        self.hold = Some(since);
    }

    pub(super) fn apply_released(&mut self, released: &Released) {
        self.leave(&released.left_out);
        self.take_course(&released.course);
    }

    fn leave(&mut self, left_out: &[String]) {
        for id in left_out {
            if let Some(seat) = self.seats.get_mut(id) {
                seat.player = Player::LeftOut;
            }
        }
    }
}
