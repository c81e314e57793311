//! What plays, and what played until the anchor.
//!
//! Commands add up: who pauses while a seek is pending pauses at its place, and
//! the pause has the one anchor that is then pending. What changes no place goes
//! on from where screens are at its anchor, so a picture never jumps by itself.

use serde::{Deserialize, Serialize};

use super::playback::Playback;
use crate::omitted::is_default;
use schemars::JsonSchema;

/// What a playback became, by whom and why: what the events about it have.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Course {
    pub playback: Playback,
    /// A seat.
    #[serde(default, skip_serializing_if = "is_default")]
    pub by: Option<String>,
    pub why: Why,
    /// All see a countdown until the anchor.
    #[serde(default, skip_serializing_if = "is_default")]
    pub counts: bool,
    /// It is at another place by somebody's will, and not where screens went.
    #[serde(default, skip_serializing_if = "is_default")]
    pub is_placed: bool,
    /// Until the anchor.
    #[serde(default, skip_serializing_if = "is_default")]
    pub before: Option<Playback>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Somebody's command.
    Asked,
    /// A ballot passed.
    Vote,
    /// All were ready, or had time to be.
    Check,
    /// The item before has ended.
    Ended,
    /// The item before failed for too many.
    Failed,
    /// The item before is gone.
    Removed,
    /// A range that is skipped.
    Skip,
    /// Somebody is waited for.
    Hold,
    /// Nobody is waited for any more.
    Ready,
    /// Nobody is here.
    Nobody,
    Undo,
    /// Nothing has happened yet, or the room was closed.
    Opened,
}

impl Course {
    #[must_use]
    pub const fn nothing(at_ms: i64) -> Self {
        Self {
            playback: Playback::nothing(at_ms),
            by: None,
            why: Why::Opened,
            counts: false,
            is_placed: false,
            before: None,
        }
    }

    #[must_use]
    pub const fn is_pending(&self, now_ms: i64) -> bool {
        now_ms < self.playback.anchor_server_ms
    }

    /// Whether a countdown runs.
    #[must_use]
    pub const fn is_counting(&self, now_ms: i64) -> bool {
        self.counts && self.playback.playing && self.is_pending(now_ms)
    }

    /// What screens follow at a time.
    #[must_use]
    pub fn followed(&self, now_ms: i64) -> &Playback {
        self.before.as_ref().filter(|_| self.is_pending(now_ms)).unwrap_or(&self.playback)
    }

    /// What goes on if somebody changes something now: the place of a pending
    /// seek, else what screens follow.
    #[must_use]
    pub fn base(&self, now_ms: i64) -> &Playback {
        if self.is_placed { &self.playback } else { self.followed(now_ms) }
    }
}
