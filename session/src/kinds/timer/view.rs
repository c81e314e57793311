//! What everyone may see of a timer.

use schemars::JsonSchema;
use serde::Serialize;

use super::{
    clock::Track,
    config::{Mode, Participant, Warnings},
    state::{State, Status, is_default},
};

#[derive(Debug, Serialize, JsonSchema)]
pub struct View {
    pub status: Status,
    pub mode: Mode,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The id of whoever has the turn.
    pub active: Option<String>,
    /// From then on the active clock counts; ahead of now while a delay runs.
    pub since_ms: Option<i64>,
    /// In the order of their turns.
    pub participants: Vec<Seen>,
    /// How often the turn has gone round, from 1; 0 before the start.
    pub cycle: u32,
    /// Server time of this view.
    pub now_ms: i64,
    /// From when on a screen warns, where the config says.
    #[serde(skip_serializing_if = "is_default")]
    pub warnings: Warnings,
    /// How late a table that lost its network may tell its taps.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offline_grace_ms: Option<i64>,
    /// True when the live state was lost once and rebuilt from history.
    #[serde(skip_serializing_if = "is_default")]
    pub recovered: bool,
    /// How it ended, where that was said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
    /// A participant, or a group where groups have the clocks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub winner: Option<String>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Seen {
    pub id: String,
    pub name: String,
    pub group: Option<String>,
    pub color: Option<String>,
    /// As of `since_ms`, so the active one's is now less by what passed since
    /// then. In `per_cycle` what the turn, or the next one, has. Below zero only
    /// where clocks count on; null on a stopwatch without an end.
    pub remaining_ms: Option<i64>,
    /// Time off a clock, as of `since_ms`.
    pub used_ms: i64,
    /// Turns made.
    pub moves: u32,
    pub expired: bool,
}

impl View {
    pub(super) fn of(state: &State, now_ms: i64) -> Self {
        let running = state.running();
        let since_ms = running.and_then(|one| Some(one.since_ms? + one.free_ms));
        let everyone = state.config.participants.iter().enumerate();
        Self {
            status: state.status,
            mode: state.config.mode,
            title: state.config.title.clone(),
            active: state.active.map(|seat| state.id(seat).to_owned()),
            since_ms,
            participants: everyone.map(|(seat, one)| Seen::of(state, seat, one)).collect(),
            cycle: state.cycle,
            now_ms: now_ms.max(state.at_ms),
            warnings: state.config.warnings,
            offline_grace_ms: state.config.offline_grace_ms,
            recovered: state.is_recovered,
            outcome: state.outcome.clone(),
            winner: state.winner.clone(),
        }
    }
}

impl Seen {
    fn of(state: &State, seat: usize, participant: &Participant) -> Self {
        let Participant { id: _, name, group, color, budget_ms: _, meta: _ } = participant;
        let (name, group, color) = (name.clone(), group.clone(), color.clone());
        let clock = state.clock(seat);
        let Track { used_ms, moves, owed_ms: _ } = state.track(seat);
        let least_ms = if state.config.counts_below_zero() { i64::MIN } else { 0 };
        let remaining_ms = state.config.is_limited().then(|| clock.left_ms.max(least_ms));
        let id = participant.id().to_owned();
        Self { id, name, group, color, remaining_ms, used_ms, moves, expired: clock.is_over }
    }
}
