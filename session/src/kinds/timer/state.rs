//! What a timer holds, and what follows from it at once.
//!
//! The config's participants are the roster, in the order of their turns.
//! Clocks and tracks that nothing happened to are not kept: they are as new.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    clock::{Clock, Track},
    config::{Config, Mode, Participant},
    limits::{BACK_MS, IDLE_END_MS},
    undo::Undo,
};
use crate::shared::Shared;

pub use crate::omitted::is_default;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct State {
    pub config: Config,
    pub status: Status,
    /// Time of the last event.
    pub at_ms: i64,
    /// Where somebody's last action stands in time: no later tap stands before it.
    #[serde(rename = "deed_ms")]
    pub action_ms: i64,
    /// Whose turn it is, as a place in the roster.
    #[serde(default, skip_serializing_if = "is_default")]
    pub active: Option<usize>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub turn: Turn,
    /// The number of that turn, or of the last one; from 1, and none comes twice.
    #[serde(default, skip_serializing_if = "is_default")]
    pub turns: u32,
    /// When that turn began.
    #[serde(default, skip_serializing_if = "is_default")]
    pub turn_began_ms: i64,
    /// How often the turn has gone round, from 1; 0 before the start.
    #[serde(default, skip_serializing_if = "is_default")]
    pub cycle: u32,
    /// By participant or group; the shared one has no name.
    #[serde(default, skip_serializing_if = "is_default")]
    pub clocks: BTreeMap<String, Clock>,
    /// By participant.
    #[serde(default, skip_serializing_if = "is_default")]
    pub tracks: BTreeMap<String, Track>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub undo: Option<Undo>,
    /// How many ids were given, so that none is given twice.
    #[serde(default, skip_serializing_if = "is_default")]
    pub ids_given: u32,
    /// Before the start, once commands changed who takes part: who does as it
    /// was saved.
    #[serde(default, skip_serializing_if = "is_default")]
    pub saved_roster: Shared<Vec<Participant>>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub outcome: Option<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub winner: Option<String>,
    /// A table has opened it once.
    #[serde(default, skip_serializing_if = "is_default")]
    pub has_table: bool,
    /// Since when no socket of a table is open, once one was.
    #[serde(default, skip_serializing_if = "is_default")]
    pub table_away_ms: Option<i64>,
    /// When one was open again.
    #[serde(default, skip_serializing_if = "is_default")]
    pub table_back_ms: Option<i64>,
    /// Live Redis lost it once while it ran.
    #[serde(default, skip_serializing_if = "is_default")]
    pub is_recovered: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    Pending,
    Running,
    Paused,
    Completed,
    Expired,
    Cancelled,
}

/// The turn that somebody has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    /// The anchor: from then on it runs. A clock that stands has none.
    #[serde(default, skip_serializing_if = "is_default")]
    pub since_ms: Option<i64>,
    /// How long it ran before that.
    #[serde(default, skip_serializing_if = "is_default")]
    pub spent_ms: i64,
}

impl Status {
    pub const fn word(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Running => "running",
            Self::Paused => "paused",
            Self::Completed => "completed",
            Self::Expired => "expired",
            Self::Cancelled => "cancelled",
        }
    }

    pub const fn is_ended(self) -> bool {
        matches!(self, Self::Completed | Self::Expired | Self::Cancelled)
    }
}

impl State {
    pub fn open(config: &Config, now_ms: i64) -> Self {
        let (config, ids_given) = config.with_ids();
        Self {
            config,
            status: Status::Pending,
            at_ms: now_ms,
            action_ms: now_ms,
            active: None,
            turn: Turn::default(),
            turns: 0,
            turn_began_ms: 0,
            cycle: 0,
            clocks: BTreeMap::new(),
            tracks: BTreeMap::new(),
            undo: None,
            ids_given,
            saved_roster: Shared::default(),
            outcome: None,
            winner: None,
            has_table: false,
            table_away_ms: None,
            table_back_ms: None,
            is_recovered: false,
        }
    }

    pub fn id(&self, seat: usize) -> &str {
        self.config.participants.get(seat).map(Participant::id).unwrap_or_default()
    }

    /// Under which name the clock of a seat is kept.
    pub fn key(&self, seat: usize) -> &str {
        match self.config.mode {
            Mode::PerParticipant => self.id(seat),
            Mode::PerGroup => {
                let participant = self.config.participants.get(seat);
                participant.and_then(|one| one.group.as_deref()).unwrap_or_default()
            }
            Mode::PerCycle | Mode::Global | Mode::CountUp => "",
        }
    }

    /// The clock that a seat's turn is on, or would be.
    pub fn clock(&self, seat: usize) -> Clock {
        // A turn of `per_cycle` has the one clock for itself.
        let is_kept = self.config.mode != Mode::PerCycle || self.active == Some(seat);
        let kept = self.clocks.get(self.key(seat)).filter(|_| is_kept);
        kept.copied().unwrap_or_else(|| Clock::of(self.budget_ms(seat)))
    }

    pub fn keep_clock(&mut self, seat: usize, clock: Clock) {
        let key = self.key(seat).to_owned();
        self.clocks.insert(key, clock);
    }

    pub fn track(&self, seat: usize) -> Track {
        self.tracks.get(self.id(seat)).copied().unwrap_or_default()
    }

    pub fn keep_track(&mut self, seat: usize, track: Track) {
        let id = self.id(seat).to_owned();
        self.tracks.insert(id, track);
    }

    /// What a seat's clock begins with; in `per_cycle`, what its next turn has.
    pub fn budget_ms(&self, seat: usize) -> i64 {
        let budget_ms = self.whole_budget_ms(seat);
        match self.config.mode {
            Mode::PerCycle => budget_ms - self.track(seat).owed_ms,
            _ => budget_ms,
        }
    }

    pub fn whole_budget_ms(&self, seat: usize) -> i64 {
        let own = self.config.participants.get(seat).and_then(|one| one.budget_ms);
        let own = own.filter(|_| self.config.mode.has_own_budgets());
        own.unwrap_or_else(|| self.config.budget_ms())
    }

    /// Whether a clock runs.
    pub const fn is_counting(&self) -> bool {
        self.turn.since_ms.is_some()
    }

    /// Whether a turn could come to a seat.
    pub fn may_play(&self, seat: usize) -> bool {
        self.config.mode == Mode::PerCycle
            || self.config.counts_below_zero()
            || !self.clock(seat).is_over
    }

    /// Whether nothing happens by itself but the end for want of use. What runs
    /// is in use, also while its clock stands: somebody's backend was asked to act.
    pub const fn is_idle(&self) -> bool {
        matches!(self.status, Status::Pending | Status::Paused)
    }

    /// When the end of a time is told: it waits for the taps of a table that is away,
    /// and for one that has come back until it has said what it has to say.
    pub fn end_told_ms(&self, end_ms: i64) -> i64 {
        let grace_ms = self.config.offline_grace_ms.unwrap_or(0);
        match (self.table_away_ms, self.table_back_ms) {
            (Some(_), _) => end_ms + grace_ms,
            (None, Some(back_ms)) => (back_ms + BACK_MS).clamp(end_ms, end_ms + grace_ms),
            (None, None) => end_ms,
        }
    }

    pub fn idle_end_ms(&self) -> i64 {
        self.at_ms + self.config.idle_end_ms.unwrap_or(IDLE_END_MS)
    }
}
