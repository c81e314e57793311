//! What everyone may see of a timer.

use schemars::JsonSchema;
use serde::Serialize;

use super::{
    clock::Track,
    config::{Mode, Participant, Warnings},
    state::{State, Status, is_default},
};

#[derive(Debug, Serialize, JsonSchema)]
pub struct View<'a> {
    pub status: Status,
    pub mode: Mode,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<&'a str>,
    /// The id of whoever has the turn.
    pub active: Option<&'a str>,
    /// From then on the active clock counts; ahead of now while a delay runs.
    pub since_ms: Option<i64>,
    /// In the order of their turns.
    pub participants: Vec<Seen<'a>>,
    /// How often the turn has gone round, from 1; 0 before the start.
    pub cycle: u32,
    /// The number of the turn that is on, or was last: from 1, and none is used
    /// twice; 0 before the start.
    pub turn: u32,
    /// After how many rounds it is complete, where it ever is: 1 is an agenda.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cycles: Option<u32>,
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
    pub outcome: Option<&'a str>,
    /// A participant, or a group where groups have the clocks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub winner: Option<&'a str>,
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Seen<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub group: Option<&'a str>,
    pub color: Option<&'a str>,
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

impl<'a> View<'a> {
    pub(super) fn of(state: &'a State, now_ms: i64) -> Self {
        let running = state.running();
        let since_ms = running.and_then(|one| Some(one.since_ms? + one.free_ms));
        let everyone = state.config.participants.iter().enumerate();
        Self {
            status: state.status,
            mode: state.config.mode,
            title: state.config.title.as_deref(),
            active: state.active.map(|seat| state.id(seat)),
            since_ms,
            participants: everyone.map(|(seat, one)| Seen::of(state, seat, one)).collect(),
            cycle: state.cycle,
            turn: state.turns,
            cycles: state.config.cycles,
            now_ms: now_ms.max(state.at_ms),
            warnings: state.config.warnings,
            offline_grace_ms: state.config.offline_grace_ms,
            recovered: state.is_recovered,
            outcome: state.outcome.as_deref(),
            winner: state.winner.as_deref(),
        }
    }
}

impl<'a> Seen<'a> {
    fn of(state: &State, seat: usize, participant: &'a Participant) -> Self {
        let Participant { id: _, name, group, color, budget_ms: _, meta: _ } = participant;
        let (group, color) = (group.as_deref(), color.as_deref());
        let clock = state.clock(seat);
        let Track { used_ms, moves, owed_ms: _ } = state.track(seat);
        let least_ms = if state.config.counts_below_zero() { i64::MIN } else { 0 };
        let remaining_ms = state.config.is_limited().then(|| clock.left_ms.max(least_ms));
        let id = participant.id();
        Self { id, name, group, color, remaining_ms, used_ms, moves, expired: clock.is_over }
    }
}
