//! What happens to a timer. An event tells what became of it, not how it was
//! computed: history keeps its meaning when the arithmetic changes.

use serde::{Deserialize, Serialize};

use super::{
    config::Participant,
    state::{Status, is_default},
};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "name", rename_all = "snake_case")]
pub enum Event {
    Started {
        active: String,
    },
    Switched(Switched),
    Paused {
        /// What came off the active clock since the anchor; the same below.
        #[serde(default, skip_serializing_if = "is_default")]
        used_ms: i64,
    },
    Resumed,
    Adjusted {
        participant: String,
        /// What of the wish was within the limits.
        ms: i64,
        reason: String,
    },
    ParticipantAdded {
        participant: Participant,
        /// The number in its id, when the timer gave it.
        #[serde(default, skip_serializing_if = "is_default")]
        number: Option<u32>,
    },
    ParticipantRemoved {
        participant: String,
    },
    OrderSet {
        ids: Vec<String>,
    },
    Undone {
        /// Who loses the turn.
        from: String,
        /// Who has it again.
        to: String,
    },
    Warned {
        participant: String,
        level: Level,
    },
    Expired {
        participant: String,
        #[serde(default, skip_serializing_if = "is_default")]
        used_ms: i64,
    },
    TurnSkipped {
        participant: String,
        penalty_ms: i64,
    },
    ActionDue {
        participant: String,
        action: String,
    },
    Completed {
        #[serde(default, skip_serializing_if = "is_default")]
        outcome: Option<String>,
        #[serde(default, skip_serializing_if = "is_default")]
        used_ms: i64,
    },
    Cancelled {
        #[serde(default, skip_serializing_if = "is_default")]
        reason: Option<String>,
        #[serde(default, skip_serializing_if = "is_default")]
        used_ms: i64,
    },
    Ended {
        status: Status,
        #[serde(default, skip_serializing_if = "is_default")]
        outcome: Option<String>,
        /// A participant, or a group where groups have the clocks.
        #[serde(default, skip_serializing_if = "is_default")]
        winner: Option<String>,
    },
    /// The first device with the role `table` opened it.
    TableOpened,
    /// The last socket of a table is gone: until one is open again the end of a time
    /// waits for the grace, if there is one.
    TableDropped,
    TableReturned,
    /// Live Redis lost it while it ran; it goes on from its history.
    Recovered,
}

/// The turn passes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Switched {
    pub from: String,
    pub to: String,
    #[serde(default, skip_serializing_if = "is_default")]
    pub used_ms: i64,
    /// What the time control gave for the turn.
    #[serde(default, skip_serializing_if = "is_default")]
    pub gained_ms: i64,
    /// The stage that begins for its clock.
    #[serde(default, skip_serializing_if = "is_default")]
    pub stage: Option<u32>,
    /// How long before the event's time it happened.
    #[serde(default, skip_serializing_if = "is_default")]
    pub age_ms: i64,
    /// The turn was taken away, not made.
    #[serde(default, skip_serializing_if = "is_default")]
    pub skipped: bool,
    pub cycle: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    Low,
    Critical,
}

impl Level {
    pub const ALL: [Self; 2] = [Self::Low, Self::Critical];

    pub const fn bit(self) -> u8 {
        match self {
            Self::Low => 1,
            Self::Critical => 2,
        }
    }
}
