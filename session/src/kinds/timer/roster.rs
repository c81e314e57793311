//! Who takes part, and in which order.

use std::collections::HashSet;

use super::{
    config::{Mode, Participant, free_number, given_id},
    decide::{Decided, completed, taken, unknown, used_ms, wrong_status},
    ends::nobody_left,
    event::Event,
    limits::PARTICIPANTS_MAX,
    state::State,
};
use crate::Rejection;

pub fn add(state: &State, mut participant: Participant) -> Decided {
    if state.config.participants.len() >= PARTICIPANTS_MAX {
        return Err(Rejection::new("too_many", "a timer has 1,000 participants at most"));
    }
    let mut number = None;
    if participant.id.is_none() {
        let free = free_number(state.ids_given, &known(state));
        number = Some(free);
        participant.id = Some(given_id(free));
    }
    Ok(vec![Event::ParticipantAdded { participant, number }])
}

/// The turn of whoever goes passes first; with the last who had time left, the
/// timer ends.
pub fn remove(state: &State, participant: String, now_ms: i64) -> Decided {
    let seat = state.seat(&participant).ok_or_else(|| unknown(&participant))?;
    if state.config.participants.len() == 1 {
        return Err(wrong_status("a timer has one participant at least: cancel it instead"));
    }
    let next = state.next(seat, |other| other != seat);
    let mut events = Vec::new();
    let is_active = state.active == Some(seat);
    let is_last = is_active && state.is_last(seat, next);
    if let Some(next) = next.filter(|_| is_active && !is_last) {
        events.push(taken(state, seat, next, used_ms(state, now_ms)));
    }
    events.push(Event::ParticipantRemoved { participant });
    if is_last {
        events.extend(completed(None, 0));
    } else if next.is_none() {
        events.push(nobody_left());
    }
    Ok(events)
}

pub fn set_order(state: &State, ids: Vec<String>) -> Decided {
    let known = known(state);
    if let Some(stranger) = ids.iter().find(|id| !known.contains(id.as_str())) {
        return Err(unknown(stranger));
    }
    Ok(vec![Event::OrderSet { ids }])
}

fn known(state: &State) -> HashSet<&str> {
    state.config.participants.iter().map(Participant::id).collect()
}

impl State {
    pub fn added(&mut self, participant: &Participant, number: Option<u32>) {
        self.config.participants.push(participant.clone());
        self.ids_given = self.ids_given.max(number.unwrap_or(0));
    }

    pub fn removed(&mut self, id: &str) {
        let Some(seat) = self.seat(id) else { return };
        let key = self.key(seat).to_owned();
        let gone = self.config.participants.remove(seat);
        self.tracks.remove(gone.id());
        let is_shared = match self.config.mode {
            Mode::PerParticipant => false,
            Mode::PerGroup => self.config.participants.iter().any(|one| one.group == gone.group),
            Mode::PerCycle | Mode::Global | Mode::CountUp => true,
        };
        if !is_shared {
            self.clocks.remove(&key);
        }
        if self.active == Some(seat) {
            self.active = None;
            self.turn = super::state::Turn::default();
        }
        self.active = self.active.map(|active| if active > seat { active - 1 } else { active });
    }
}
