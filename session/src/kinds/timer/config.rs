//! What whoever makes a timer chooses.

use std::collections::HashSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::limits::{
    ACTION_CHARS_MAX, GROUP_CHARS_MAX, ID_CHARS_MAX, NAME_CHARS_MAX, OUTCOME_CHARS_MAX,
    TITLE_CHARS_MAX,
};
use crate::{shared::Shared, text};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Config {
    pub mode: Mode,
    /// 1 to 100 characters.
    #[schemars(length(min = 1, max = text::code_points_max(TITLE_CHARS_MAX)))]
    #[serde(
        default,
        deserialize_with = "text::trimmed_if_given",
        skip_serializing_if = "Option::is_none"
    )]
    pub title: Option<String>,
    /// 1 to 1,000, in the order of their turns.
    pub participants: Shared<Vec<Participant>>,
    /// 1,000 to 86,400,000. Every mode but `count_up` needs it, unless there are
    /// stages, whose budgets count in its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub budget_ms: Option<i64>,
    /// For `per_participant`, `per_group` and `global`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub increment: Option<Increment>,
    /// 1 to 20, for the same modes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stages: Vec<Stage>,
    /// Where a stopwatch ends: 1,000 to 86,400,000, `count_up` only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_ms: Option<i64>,
    #[serde(default)]
    pub on_end: OnEnd,
    /// Whether the turn passes by itself when its time has ended.
    #[serde(default)]
    pub auto_advance: bool,
    /// 1 to 1,000: the timer is complete when the turn has gone round so often. With
    /// 1 it is an agenda, whose items are on once, one after the other.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cycles: Option<u32>,
    #[serde(default)]
    pub warnings: Warnings,
    /// How late a table that lost its network may tell a tap: 0 to 30,000.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offline_grace_ms: Option<i64>,
    /// How long without use until the timer ends by itself: 1,000 to
    /// 604,800,000; without it an hour.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub idle_end_ms: Option<i64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Each has a budget of their own.
    PerParticipant,
    /// Each turn has the same time.
    PerCycle,
    /// Members of a group share its budget.
    PerGroup,
    /// All share one budget.
    Global,
    /// A stopwatch.
    CountUp,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Participant {
    /// 1 to 64 characters, as in the links of this participant; without it one
    /// is given: `p1`, `p2` and so on.
    #[schemars(length(min = 1, max = ID_CHARS_MAX))]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// 1 to 60 characters.
    #[schemars(length(min = 1, max = text::code_points_max(NAME_CHARS_MAX)))]
    #[serde(deserialize_with = "text::trimmed")]
    pub name: String,
    /// 1 to 40 characters; `per_group` needs it.
    #[schemars(length(min = 1, max = text::code_points_max(GROUP_CHARS_MAX)))]
    #[serde(
        default,
        deserialize_with = "text::trimmed_if_given",
        skip_serializing_if = "Option::is_none"
    )]
    pub group: Option<String>,
    /// As `#3b82f6`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub color: Option<String>,
    /// In place of the common one, in `per_participant` and `per_cycle`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub budget_ms: Option<i64>,
    /// Anything of the caller's own, 512 bytes of JSON at most; numbers up to
    /// 9,007,199,254,740,991, which every reader keeps as they are. No screen sees
    /// it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meta: Option<Map<String, Value>>,
}

/// What a turn gives back, 0 to 60,000 ms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Increment {
    pub kind: IncrementKind,
    pub ms: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum IncrementKind {
    /// Added once the turn is made.
    Fischer,
    /// The clock waits so long before it counts (simple or US delay).
    Delay,
    /// What the turn used is given back, no more than this.
    Bronstein,
}

/// A part of the game: so many moves in so much time, then the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// 1 to 1,000. The last stage may leave it out, and repeats if it does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub moves: Option<u32>,
    pub budget_ms: i64,
    /// In place of the timer's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub increment: Option<Increment>,
}

/// What the end of somebody's time means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum OnEnd {
    /// The timer ends.
    EndSession {
        /// 1 to 100 characters.
        #[schemars(length(min = 1, max = OUTCOME_CHARS_MAX))]
        #[serde(deserialize_with = "text::trimmed")]
        outcome: String,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        winner_by: Option<WinnerBy>,
    },
    /// The turn passes, and costs a penalty: in `per_cycle` the next turn is
    /// shorter by it, else the clock owes it.
    SkipTurn {
        /// 0 to 86,400,000.
        #[serde(default)]
        penalty_ms: i64,
    },
    /// The caller's backend is told to do something.
    AutoAction {
        /// 1 to 100 characters.
        #[schemars(length(min = 1, max = ACTION_CHARS_MAX))]
        #[serde(deserialize_with = "text::trimmed")]
        action: String,
    },
    /// Counts on below zero, unless the turn passes by itself.
    None {},
}

impl Default for OnEnd {
    fn default() -> Self {
        Self::EndSession { outcome: "time".into(), winner_by: None }
    }
}

/// Who wins when somebody's time has ended; nobody when two are equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WinnerBy {
    /// Who is next in turn and has time left.
    Opponent,
    MostRemaining,
    LeastUsed,
}

/// Remaining times at which everyone is warned, once each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Warnings {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low_ms: Option<i64>,
    /// Less than `low_ms`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub critical_ms: Option<i64>,
}

impl Participant {
    /// Everyone in a state has one.
    pub(super) fn id(&self) -> &str {
        self.id.as_deref().unwrap_or_default()
    }
}

impl Mode {
    /// Whether a clock lasts longer than a turn, and so may be given time.
    pub(super) const fn has_time_control(self) -> bool {
        matches!(self, Self::PerParticipant | Self::PerGroup | Self::Global)
    }

    /// Whether a participant may have a budget of their own.
    pub(super) const fn has_own_budgets(self) -> bool {
        matches!(self, Self::PerParticipant | Self::PerCycle)
    }
}

impl Config {
    /// What a clock begins with, where nobody has another budget.
    pub(super) fn budget_ms(&self) -> i64 {
        let stage = self.stages.first().map(|stage| stage.budget_ms);
        match self.mode {
            Mode::CountUp => self.max_ms,
            _ => stage.or(self.budget_ms),
        }
        .unwrap_or(0)
    }

    /// Whether time can end at all.
    pub(super) const fn is_limited(&self) -> bool {
        !matches!((self.mode, self.max_ms), (Mode::CountUp, None))
    }

    /// Whether clocks count on below zero.
    pub(super) const fn counts_below_zero(&self) -> bool {
        matches!(self.on_end, OnEnd::None {}) && !self.auto_advance
    }

    /// The same, with an id for everyone; how many were given comes with it.
    pub(super) fn with_ids(&self) -> (Self, u32) {
        let mut config = self.clone();
        let known: HashSet<&str> =
            self.participants.iter().filter_map(|one| one.id.as_deref()).collect();
        let mut given = 0;
        for participant in config.participants.iter_mut().filter(|one| one.id.is_none()) {
            given = free_number(given, &known);
            participant.id = Some(given_id(given));
        }
        (config, given)
    }
}

/// The next number whose id nobody has.
pub(super) fn free_number(given: u32, known: &HashSet<&str>) -> u32 {
    let mut number = given.saturating_add(1);
    while known.contains(given_id(number).as_str()) {
        number += 1;
    }
    number
}

/// The `number`th id that a timer gives.
pub(super) fn given_id(number: u32) -> String {
    format!("p{number}")
}
