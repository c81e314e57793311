//! What happens to a room. An event tells what became of it, not how it was
//! computed: history keeps its meaning when the arithmetic changes.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    ballot::Ballot,
    course::Course,
    hold::{Held, Released},
    host::{BackWhy, Host},
    item::{Item, Skip, Track},
    rights::Rights,
    seat::{Mutes, Player, Scope, SeatRole, Voices},
};
use crate::omitted::is_default;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "name", rename_all = "snake_case")]
pub enum Event {
    Seated(Seated),
    Arrived {
        seat: String,
    },
    Dropped {
        seat: String,
    },
    Left {
        seat: String,
        why: LeftWhy,
    },
    Admitted {
        seat: String,
        #[serde(flatten)]
        by: By,
    },
    Renamed {
        seat: String,
        /// What they are called now.
        to: String,
    },
    RoleSet {
        seat: String,
        role: SeatRole,
        #[serde(flatten)]
        by: By,
    },
    Granted {
        seat: String,
        add: Rights,
        take: Rights,
        #[serde(flatten)]
        by: By,
    },
    HandedOver(Host),
    TakenBack {
        why: BackWhy,
        #[serde(default, skip_serializing_if = "is_default")]
        by: Option<String>,
    },

    Played(Course),
    Paused(Course),
    Sought(Course),
    RateSet(Course),
    Tuned(Tuned),
    Held(Held),
    Released(Released),
    /// How somebody's player is.
    PlayerSet {
        seat: String,
        state: Player,
    },
    ItemStarted(Course),
    ItemEnded {
        item: String,
    },
    ItemFailed {
        item: String,
    },
    Undone {
        /// Where it plays again, unless what was removed is back.
        #[serde(default, skip_serializing_if = "is_default")]
        course: Option<Course>,
        #[serde(flatten)]
        by: By,
    },

    Added(Added),
    Edited(Edited),
    Moved {
        item: String,
        #[serde(default, skip_serializing_if = "is_default")]
        before: Option<String>,
        #[serde(flatten)]
        by: By,
    },
    Removed {
        item: String,
        #[serde(flatten)]
        by: By,
    },
    /// All but what plays.
    Cleared {
        #[serde(flatten)]
        by: By,
    },
    Shuffled {
        /// What comes, in its new order.
        items: Vec<String>,
        #[serde(flatten)]
        by: By,
    },
    Liked {
        item: String,
        seat: String,
        on: bool,
    },
    Measured {
        item: String,
        seat: String,
        #[serde(default, skip_serializing_if = "is_default")]
        duration_ms: Option<i64>,
        #[serde(default, skip_serializing_if = "is_default")]
        title: Option<String>,
    },

    BallotOpened(Ballot),
    Cast {
        ballot: String,
        seat: String,
        choice: usize,
    },
    BallotClosed {
        ballot: String,
        /// `None` of a poll.
        #[serde(default, skip_serializing_if = "is_default")]
        passed: Option<bool>,
        counts: Vec<u32>,
    },
    CheckStarted {
        check: String,
        until_ms: i64,
        #[serde(flatten)]
        by: By,
    },
    Answered {
        check: String,
        seat: String,
        ready: bool,
    },
    CheckEnded {
        check: String,
        /// Who had not said that they are ready.
        missing: Vec<String>,
    },

    Muted {
        seat: String,
        scope: Scope,
        until_ms: i64,
        #[serde(default, skip_serializing_if = "is_default")]
        shadow: bool,
        #[serde(flatten)]
        by: By,
    },
    Unmuted {
        seat: String,
        #[serde(flatten)]
        by: By,
    },
    Kicked {
        seat: String,
        /// May not come back before.
        until_ms: i64,
        #[serde(default, skip_serializing_if = "is_default")]
        reason: Option<String>,
        #[serde(flatten)]
        by: By,
    },
    VoiceSet {
        seat: String,
        voice: Voices,
    },
    HungUp {
        seat: String,
    },

    IdleWarned,
    Closed {
        why: ClosedWhy,
        #[serde(flatten)]
        by: By,
    },
    Opened,
    /// Live Redis lost it while it ran; it goes on from its history, and who is
    /// here says so again.
    Recovered,
}

/// The seat that did it; none where it was no person.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct By {
    #[serde(default, skip_serializing_if = "is_default")]
    pub by: Option<String>,
}

/// Somebody has a place, with what is known of them from before.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Seated {
    pub seat: String,
    pub called: String,
    pub role: SeatRole,
    #[serde(default, skip_serializing_if = "is_default")]
    pub account: bool,
    #[serde(default, skip_serializing_if = "is_default")]
    pub add: Rights,
    #[serde(default, skip_serializing_if = "is_default")]
    pub take: Rights,
    #[serde(default, skip_serializing_if = "is_default")]
    pub mutes: Mutes,
}

/// What Downbeat tells a room.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tuned {
    #[serde(default, skip_serializing_if = "is_default")]
    pub lead_ms: Option<i64>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub code: Option<String>,
    /// People talk.
    #[serde(default, skip_serializing_if = "is_default")]
    pub in_use: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Added {
    /// One after the other.
    pub items: Vec<Item>,
    /// Their place in the queue; without it the end.
    #[serde(default, skip_serializing_if = "is_default")]
    pub at: Option<usize>,
    /// What was removed before cannot come back: there is no room for both.
    #[serde(default, skip_serializing_if = "is_default")]
    pub forgets: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Edited {
    pub item: String,
    #[serde(default, skip_serializing_if = "is_default")]
    pub title: Option<String>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub skips: Option<Vec<Skip>>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub tracks: Option<Vec<Track>>,
    #[serde(flatten)]
    pub by: By,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LeftWhy {
    Asked,
    /// Was not here again in time.
    Dropped,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ClosedWhy {
    Asked,
    Idle,
}

impl By {
    #[must_use]
    pub fn seat(id: Option<&str>) -> Self {
        Self { by: id.map(str::to_owned) }
    }
}
