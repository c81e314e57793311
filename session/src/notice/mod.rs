//! Notices: what somebody is told of, how they want to be told, and when.
//!
//! All of it is pure, as everything here: nothing in this module knows a mail or a page.

mod settings;
mod times;
mod when;

pub use settings::{Mailing, Quiet, Settings, Wrong};
pub use times::{TimeOfDay, next_ms};
pub use when::{HOUR_MS, TOLD_MAX, Times, when};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a notice is about.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum NoticeType {
    MessageReaction,
    MessageComment,
    CircleInvitation,
    CircleJoinRequest,
    CircleWaiting,
    DailyReminder,
    WeeklySummary,
    System,
}

impl NoticeType {
    pub const ALL: [Self; 8] = [
        Self::MessageReaction,
        Self::MessageComment,
        Self::CircleInvitation,
        Self::CircleJoinRequest,
        Self::CircleWaiting,
        Self::DailyReminder,
        Self::WeeklySummary,
        Self::System,
    ];

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::MessageReaction => "message_reaction",
            Self::MessageComment => "message_comment",
            Self::CircleInvitation => "circle_invitation",
            Self::CircleJoinRequest => "circle_join_request",
            Self::CircleWaiting => "circle_waiting",
            Self::DailyReminder => "daily_reminder",
            Self::WeeklySummary => "weekly_summary",
            Self::System => "system",
        }
    }

    /// Whether whoever looks at where it happened sees it there: the rest is to be decided
    /// on, or about themselves.
    #[must_use]
    pub const fn is_seen_there(self) -> bool {
        match self {
            Self::MessageReaction | Self::MessageComment => true,
            Self::CircleInvitation
            | Self::CircleJoinRequest
            | Self::CircleWaiting
            | Self::DailyReminder
            | Self::WeeklySummary
            | Self::System => false,
        }
    }

    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.as_str() == name)
    }
}
