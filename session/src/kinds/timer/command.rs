//! What may be asked of a timer, and the limits of what is asked.

use std::collections::HashSet;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{
    config::Participant,
    limits::{DAY_MS, ID_CHARS_MAX, OUTCOME_CHARS_MAX, PARTICIPANTS_MAX, REASON_CHARS_MAX, person},
    state::State,
};
use crate::{Problem, held::Held, text};

#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(tag = "command", rename_all = "snake_case", deny_unknown_fields)]
pub enum Command {
    /// Starts the clock of the first participant.
    Start {},
    /// Passes the turn: to the next who has time left, or to someone.
    Switch {
        /// The id of a participant.
        #[schemars(length(min = 1, max = ID_CHARS_MAX))]
        to: Option<String>,
        /// The `turn` of the view that it is meant for: of another turn it is
        /// `late`.
        turn: Option<u32>,
        /// When it was tapped, by the server's clock; one that is ahead is now.
        /// One that is more than a second old when it arrives is `late`, unless a
        /// table sends it within its grace.
        at_ms: Option<i64>,
        /// How long ago it was tapped on a table that had lost its network, by
        /// the table's own clock; it goes before `at_ms`.
        age_ms: Option<i64>,
    },
    /// Stops the clock.
    Pause {},
    /// Lets the clock run again.
    Resume {},
    /// Gives time, or takes it.
    Adjust {
        #[schemars(length(min = 1, max = ID_CHARS_MAX))]
        participant: String,
        /// ±86,400,000 at most, and not 0; no clock goes over a day by it or,
        /// where time ends at zero, below zero.
        ms: i64,
        /// 1 to 200 characters.
        #[schemars(length(min = 1, max = REASON_CHARS_MAX))]
        #[serde(deserialize_with = "text::trimmed")]
        reason: String,
    },
    /// Adds someone at the end of the order.
    AddParticipant(Participant),
    /// Takes someone out; their turn passes.
    RemoveParticipant {
        #[schemars(length(min = 1, max = ID_CHARS_MAX))]
        id: String,
    },
    /// Changes the order of turns.
    SetOrder {
        /// Each participant once.
        ids: Vec<String>,
    },
    /// Takes the last switch back, within 10 seconds, as if it had not been.
    Undo {
        /// The `turn` of the view, which the last switch began: where another is
        /// on by now, it is `late`.
        turn: Option<u32>,
    },
    /// Ends the timer with an outcome.
    Complete {
        /// 1 to 100 characters.
        #[schemars(length(min = 1, max = OUTCOME_CHARS_MAX))]
        #[serde(default, deserialize_with = "text::trimmed_if_given")]
        outcome: Option<String>,
    },
    /// Ends the timer without one.
    Cancel {
        /// 1 to 200 characters.
        #[schemars(length(min = 1, max = REASON_CHARS_MAX))]
        #[serde(default, deserialize_with = "text::trimmed_if_given")]
        reason: Option<String>,
    },
    /// A socket of a table is open. Downbeat itself says so.
    Arrive { seat: String },
    /// The last socket of a table is gone. Downbeat itself says so.
    Drop { seat: String },
}

impl Command {
    pub fn problems(&self, state: &State) -> Vec<Problem> {
        let mut held = Held::default();
        match self {
            Self::Start {}
            | Self::Pause {}
            | Self::Resume {}
            | Self::Undo { turn: _ }
            | Self::Arrive { seat: _ }
            | Self::Drop { seat: _ } => {}
            Self::Switch { to, turn: _, at_ms, age_ms } => {
                if let Some(to) = to {
                    held.text(to, ID_CHARS_MAX, "to");
                }
                held.hold(at_ms.is_none_or(|ms| ms >= 0), "at_ms", "epoch milliseconds");
                let is_age = age_ms.is_none_or(|ms| (0..=DAY_MS).contains(&ms));
                held.hold(is_age, "age_ms", "0 to 86,400,000");
            }
            Self::Adjust { participant, ms, reason } => {
                held.text(participant, ID_CHARS_MAX, "participant");
                let is_time = (-DAY_MS..=DAY_MS).contains(ms) && *ms != 0;
                held.hold(is_time, "ms", "-86,400,000 to 86,400,000, and not 0");
                let has_time = state.config.is_limited();
                held.hold(has_time, "ms", "a stopwatch without max_ms has no time to adjust");
                held.text(reason, REASON_CHARS_MAX, "reason");
            }
            Self::AddParticipant(participant) => {
                person(&mut held, state.config.mode, participant, "");
                let is_new = participant.id.as_deref().is_none_or(|id| state.seat(id).is_none());
                held.hold(is_new, "id", "somebody else has that id");
            }
            Self::RemoveParticipant { id } => held.text(id, ID_CHARS_MAX, "id"),
            Self::SetOrder { ids } => {
                let is_each = ids.len() == state.config.participants.len();
                let unique: HashSet<_> = ids.iter().take(PARTICIPANTS_MAX).collect();
                held.hold(is_each && unique.len() == ids.len(), "ids", "each participant once");
            }
            Self::Complete { outcome } => {
                if let Some(outcome) = outcome {
                    held.text(outcome, OUTCOME_CHARS_MAX, "outcome");
                }
            }
            Self::Cancel { reason } => {
                if let Some(reason) = reason {
                    held.text(reason, REASON_CHARS_MAX, "reason");
                }
            }
        }
        held.0
    }
}
