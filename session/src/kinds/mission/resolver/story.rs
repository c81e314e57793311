//! A whole story at once: for what is checked again, and for what was never cut
//! into ticks.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Departure, DepartureError, Line, Mission, Odds, Results, State, Tick};
use crate::kinds::mission::pack::Pack;

/// What people wished on the way.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wishes {
    pub turn_backs: Vec<TurnBack>,
    /// The host ended it before that tick.
    pub recall: Option<u32>,
}

/// Somebody turned back before that tick, which is the last it meets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TurnBack {
    pub tick: u32,
    pub slot: u8,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Story {
    pub ticks: Vec<Tick>,
    pub results: Results,
}

/// # Errors
/// If the pack does not know such a departure.
pub fn resolve(
    pack: &Pack,
    departure: &Departure,
    wishes: &Wishes,
) -> Result<Story, DepartureError> {
    let mission = Mission::new(pack, departure)?;
    let mut ticks = Vec::new();
    let end = walk(&mission, wishes, |_, tick| ticks.push(tick.clone()));
    Ok(Story { ticks, results: mission.settle(&end) })
}

/// A tick with all that its chances were made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explained {
    pub tick: Tick,
    /// Of each of its lines.
    pub odds: Vec<Odds>,
}

/// The same story, each tick with what its chances were made of.
///
/// # Errors
/// If the pack does not know such a departure.
pub fn explain(
    pack: &Pack,
    departure: &Departure,
    wishes: &Wishes,
) -> Result<(Vec<Explained>, Results), DepartureError> {
    let mission = Mission::new(pack, departure)?;
    let mut ticks = Vec::new();
    let end = walk(&mission, wishes, |state, tick| {
        ticks.push(Explained { tick: tick.clone(), odds: mission.odds_of(state, tick) });
    });
    Ok((ticks, mission.settle(&end)))
}

/// Tells tick after tick, each with the state that it begins in; answers the last.
fn walk(mission: &Mission<'_>, wishes: &Wishes, mut told: impl FnMut(&State, &Tick)) -> State {
    let mut state = mission.begin();
    loop {
        let next = state.tick + 1;
        if !state.is_over() && wishes.recall.is_some_and(|before| before <= next) {
            state.recall();
        }
        for wish in wishes.turn_backs.iter().filter(|wish| wish.tick == next) {
            state.turn_back(wish.slot);
        }
        let Some(tick) = mission.tick(&state) else { return state };
        told(&state, &tick);
        state.fold(&tick);
    }
}

impl Story {
    /// One line each, as the digest has it:
    /// `tick|encounter|slot|chance|roll|harm|harm roll|outcome|marks|find|text`.
    pub fn lines(&self) -> impl Iterator<Item = String> {
        self.ticks.iter().flat_map(|told| told.lines.iter().map(|line| bare(told, line)))
    }

    /// SHA-256 of the lines with a line feed between them, in hex.
    #[must_use]
    pub fn digest(&self) -> String {
        hex::encode(Sha256::digest(self.lines().collect::<Vec<_>>().join("\n")))
    }
}

fn bare(told: &Tick, line: &Line) -> String {
    let Tick { tick, encounter, .. } = told;
    let Line { slot, chance, roll, harm, harm_roll, outcome, marks, find, text, .. } = line;
    let outcome = outcome.name();
    format!(
        "{tick}|{encounter}|{slot}|{chance}|{roll}|{harm}|{harm_roll}|{outcome}|{marks}|{find}|{text}"
    )
}
