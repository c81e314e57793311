//! Taking the last switch back: as if it had not been.
//!
//! What the switch changed is kept as it was before. The time since then goes
//! to whoever has the turn again, so nobody gains any by a slip of the hand;
//! the other clock is as it was. A pause in between stays a pause. Anything
//! else that happens ends that.

use serde::{Deserialize, Serialize};

use super::{
    clock::{Clock, Track},
    config::Mode,
    decide::{Decided, seen, wrong_status},
    event::{Event, Switched},
    state::{State, Status, Turn, is_default},
};
use crate::Rejection;

const UNDO_MS: i64 = 10_000;

/// A switch, with all that it changed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Undo {
    /// When it was told, and when it happened.
    told_ms: i64,
    switched_ms: i64,
    from: usize,
    to: usize,
    #[serde(default, skip_serializing_if = "is_default")]
    turn: Turn,
    cycle: u32,
    clocks: Vec<(String, Option<Clock>)>,
    tracks: Vec<(String, Option<Track>)>,
    /// How long the other turn ran until it paused, if it did.
    #[serde(default, skip_serializing_if = "is_default")]
    ran_ms: Option<i64>,
}

pub fn undo(state: &State, turn: Option<u32>, now_ms: i64) -> Decided {
    if !matches!(state.status, Status::Running | Status::Paused) {
        return Err(wrong_status("it has not started"));
    }
    seen(state, turn)?;
    let undo = state.undo.as_ref().filter(|undo| now_ms - undo.told_ms <= UNDO_MS);
    let undo = undo.ok_or_else(|| {
        Rejection::new("nothing_to_undo", "no switch in the last 10 seconds stands alone")
    })?;
    let (from, to) = (state.id(undo.to).to_owned(), state.id(undo.from).to_owned());
    Ok(vec![Event::Undone { from, to }])
}

impl Undo {
    /// What a switch is about to change.
    pub fn before(state: &State, switched: &Switched, at_ms: i64) -> Option<Self> {
        let (from, to) = (state.active?, state.seat(&switched.to)?);
        let clock = |seat| {
            let key = state.key(seat);
            (key.to_owned(), state.clocks.get(key).copied())
        };
        let track = |seat| {
            let id = state.id(seat);
            (id.to_owned(), state.tracks.get(id).copied())
        };
        let mut clocks = vec![clock(from), clock(to)];
        clocks.dedup();
        let mut tracks = vec![track(from), track(to)];
        tracks.dedup();
        Some(Self {
            told_ms: at_ms,
            switched_ms: at_ms - switched.age_ms,
            from,
            to,
            turn: state.turn,
            cycle: state.cycle,
            clocks,
            tracks,
            ran_ms: None,
        })
    }

    /// The turn that the switch began has run so long and stands now.
    pub fn paused(&mut self, ran_ms: i64) {
        self.ran_ms = Some(self.ran_ms.unwrap_or(0) + ran_ms);
    }
}

impl State {
    pub fn undone(&mut self, at_ms: i64) {
        let Some(undo) = self.undo.take() else { return };
        self.count_turn(at_ms);
        let Undo { told_ms: _, switched_ms, from, to, turn, cycle, clocks, tracks, ran_ms } = undo;
        let warned = clocks.iter().map(|(key, _)| self.clocks.get(key).map_or(0, |one| one.warned));
        let warned: Vec<u8> = warned.collect();
        let is_own_turn = self.config.mode == Mode::PerCycle;
        let budgets = [self.whole_budget_ms(from), self.whole_budget_ms(to)];
        for ((n, (key, clock)), warned) in clocks.into_iter().enumerate().zip(warned) {
            let mut was = clock.unwrap_or_else(|| Clock::of(budgets[n.min(1)]));
            // A warning that was told stays told; another turn has its own.
            was.warned |= if is_own_turn { 0 } else { warned };
            match clock {
                None if was.warned == 0 => drop(self.clocks.remove(&key)),
                _ => drop(self.clocks.insert(key, was)),
            }
        }
        for (id, track) in tracks {
            match track {
                None => drop(self.tracks.remove(&id)),
                Some(track) => drop(self.tracks.insert(id, track)),
            }
        }
        let now = self.turn;
        (self.active, self.cycle, self.turn) = (Some(from), cycle, turn);
        if let Some(ran_ms) = ran_ms {
            self.run_until_paused(switched_ms, ran_ms, now.since_ms);
        }
    }

    /// The turn went on until a pause, and goes on from `since_ms`.
    fn run_until_paused(&mut self, switched_ms: i64, ran_ms: i64, since_ms: Option<i64>) {
        let Some(running) = self.running() else { return };
        let Some(began_ms) = running.since_ms else { return };
        let wall_ms = switched_ms - began_ms + ran_ms;
        let used_ms = running.off_ms(wall_ms);
        self.use_up(running.seat, used_ms);
        self.turn = Turn { since_ms, spent_ms: self.turn.spent_ms + wall_ms };
    }
}
