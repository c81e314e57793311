//! Who asks, and who looks.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Somebody who sends a command, and in which role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    pub role: Role,
    /// The account, link or device behind the role, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
}

impl Actor {
    /// Downbeat itself: what time, recovery and saved settings do.
    #[must_use]
    pub const fn system() -> Self {
        Self { role: Role::System, id: None }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Owner,
    Moderator,
    Participant,
    Table,
    Viewer,
    Overlay,
    System,
}

impl Role {
    /// Those that somebody may be given: all but Downbeat's own.
    pub const GIVEN: [Self; 6] =
        [Self::Owner, Self::Moderator, Self::Participant, Self::Table, Self::Viewer, Self::Overlay];

    #[must_use]
    pub const fn audience(self) -> Audience {
        match self {
            Self::Owner | Self::System => Audience::Owner,
            Self::Moderator => Audience::Moderator,
            Self::Participant | Self::Table => Audience::Participant,
            Self::Viewer | Self::Overlay => Audience::Public,
        }
    }

    /// Whether the role may steer a session that is not its own game.
    #[must_use]
    pub const fn steers(self) -> bool {
        matches!(self, Self::Owner | Self::Moderator | Self::System)
    }

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Moderator => "moderator",
            Self::Participant => "participant",
            Self::Table => "table",
            Self::Viewer => "viewer",
            Self::Overlay => "overlay",
            Self::System => "system",
        }
    }

    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::GIVEN.into_iter().find(|role| role.as_str() == name)
    }
}

/// What a seat is to the session that it is named in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seating {
    Sits(Sits),
    /// Nobody has it now.
    Away,
    /// Nobody sits there until somebody opens it again.
    Closed,
}

/// Whoever sits: what they are, and what is theirs beyond that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sits {
    pub role: Role,
    /// Whether they may change what the session is set to.
    pub configures: bool,
}

/// A circle of viewers who see the same: a frame is encoded once for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Audience {
    Public,
    Participant,
    Moderator,
    Owner,
}

impl Audience {
    pub const ALL: [Self; 4] = [Self::Public, Self::Participant, Self::Moderator, Self::Owner];

    /// One bit an audience, so that one encoded frame can name several.
    #[must_use]
    pub const fn bit(self) -> u8 {
        match self {
            Self::Public => 1,
            Self::Participant => 2,
            Self::Moderator => 4,
            Self::Owner => 8,
        }
    }
}
