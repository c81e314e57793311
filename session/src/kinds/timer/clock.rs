//! One clock: what is left on it. Whose it is, the mode says; whether it runs,
//! the state's turn says.

use serde::{Deserialize, Serialize};

use super::{event::Level, state::is_default};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    /// As of the anchor of the turn. Below zero it is overdrawn: it counted on,
    /// or owes a penalty.
    pub left_ms: i64,
    /// Turns made on it, which its stages go by.
    #[serde(default, skip_serializing_if = "is_default")]
    pub moves: u32,
    /// Its time has ended.
    #[serde(default, skip_serializing_if = "is_default")]
    pub is_over: bool,
    /// A bit for each level that was told.
    #[serde(default, skip_serializing_if = "is_default")]
    pub warned: u8,
}

impl Clock {
    pub const fn of(budget_ms: i64) -> Self {
        Self { left_ms: budget_ms, moves: 0, is_over: false, warned: 0 }
    }

    /// Time that is given or, below zero, taken, where so much was used since the
    /// anchor.
    pub const fn add(&mut self, ms: i64, used_ms: i64) {
        self.left_ms += ms;
        if self.left_ms > used_ms {
            self.is_over = false;
        }
    }

    pub const fn was_told(self, level: Level) -> bool {
        self.warned & level.bit() != 0
    }
}

/// What somebody did in the whole timer, whichever clock it was on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Track {
    /// Time off a clock.
    #[serde(default, skip_serializing_if = "is_default")]
    pub used_ms: i64,
    #[serde(default, skip_serializing_if = "is_default")]
    pub moves: u32,
    /// By how much the next turn is shorter than others, in `per_cycle`.
    #[serde(default, skip_serializing_if = "is_default")]
    pub owed_ms: i64,
}
