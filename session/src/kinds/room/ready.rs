//! Is everybody ready? Who says nothing is named, and not waited for.

use serde::{Deserialize, Serialize};

use super::{
    course::Why, event::Event, limits::COUNT_MS, numbers::Numbers, seat::Seat, state::State,
};
use crate::omitted::is_default;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Check {
    pub id: String,
    pub until_ms: i64,
    /// Those who were here when it was asked, as numbers of seats.
    pub asked: Numbers,
    #[serde(default, skip_serializing_if = "is_default")]
    pub ready: Numbers,
}

impl Check {
    pub fn forget(&mut self, number: u16) {
        self.asked.set(number, false);
        self.ready.set(number, false);
    }

    fn is_complete(&self) -> bool {
        !self.asked.is_empty() && self.asked == self.ready
    }
}

impl State {
    /// Who was asked and has said that they are ready, or has not.
    pub fn answers(&self, is_ready: bool) -> impl Iterator<Item = &String> {
        let is_one = move |check: &Check, seat: &Seat| {
            check.asked.has(seat.number) && check.ready.has(seat.number) == is_ready
        };
        let check = self.check.iter();
        check
            .flat_map(move |check| self.seats.iter().filter(move |(_, seat)| is_one(check, seat)))
            .map(|(id, _)| id)
    }

    pub fn follow_check(&self, now_ms: i64) -> Option<Vec<Event>> {
        self.check.as_ref().filter(|check| check.is_complete()).map(|_| self.end_check(now_ms))
    }

    /// It begins, with whoever is ready: 3, 2, 1.
    pub fn end_check(&self, now_ms: i64) -> Vec<Event> {
        let Some(check) = &self.check else { return Vec::new() };
        let missing = self.answers(false).cloned().collect();
        let mut events = vec![Event::CheckEnded { check: check.id.clone(), missing }];
        if !self.is_on() && self.current().is_some() {
            let course = self.starts_at(now_ms + COUNT_MS, None, Why::Check, now_ms);
            events.push(Event::Played(course));
        }
        events
    }
}
