//! Whose turn comes next.

use std::collections::HashMap;

use super::{config::Participant, state::State};

impl State {
    /// The seat of a participant. Turns come to neighbours, so it looks ahead
    /// of the active one first.
    pub fn seat(&self, id: &str) -> Option<usize> {
        let everyone = &self.config.participants;
        let (before, ahead) = everyone.split_at(self.active.unwrap_or(0).min(everyone.len()));
        let is_it = |one: &Participant| one.id() == id;
        let found = ahead.iter().position(is_it).map(|seat| seat + before.len());
        found.or_else(|| before.iter().position(is_it))
    }

    /// The next seat after one, round the table and at last the seat itself,
    /// that a turn can come to.
    pub fn next(&self, after: usize, may: impl Fn(usize) -> bool) -> Option<usize> {
        let count = self.config.participants.len();
        let round = (after + 1..count).chain(0..=after.min(count.saturating_sub(1)));
        round.into_iter().find(|seat| self.may_play(*seat) && may(*seat))
    }

    /// The cycle in which a turn that passes from one seat to another is: whoever
    /// steers may go back in the last one.
    pub fn cycle_of(&self, from: usize, to: usize) -> u32 {
        let most = self.config.cycles.map_or(u32::MAX, |cycles| cycles.max(self.cycle));
        if to <= from { self.cycle.saturating_add(1).min(most) } else { self.cycle }
    }

    /// Whether the turn of a seat is the last one of all, which another may come
    /// after by the order alone.
    pub fn is_last(&self, seat: usize, next: Option<usize>) -> bool {
        let is_last_cycle = self.config.cycles.is_some_and(|cycles| self.cycle >= cycles);
        is_last_cycle && next.is_none_or(|next| next <= seat)
    }

    pub fn set_order(&mut self, ids: &[String]) {
        let active = self.active.map(|seat| self.id(seat).to_owned());
        let places: HashMap<&str, usize> =
            ids.iter().enumerate().map(|(place, id)| (id.as_str(), place)).collect();
        let place = |one: &Participant| places.get(one.id()).copied().unwrap_or(usize::MAX);
        self.config.participants.sort_by_cached_key(place);
        self.active = active.and_then(|id| self.seat(&id));
    }
}
