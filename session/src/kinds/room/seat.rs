//! Seats: who has one, and how they are.
//!
//! A **seat** is a person's place, known by its id and, in sets, by a number that
//! is free again when the seat is. It is **here** while a lease says so; dropped,
//! it is kept for a minute. A **knocker** has a seat with the role `viewer` until
//! somebody admits them.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    limits::{NAME_BYTES_MAX, NAME_CHARS_MAX},
    numbers::Numbers,
    rights::{Rights, bits},
};
use crate::{held::Held, omitted::is_default, text};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Seat {
    #[serde(rename = "n")]
    pub number: u16,
    pub name: String,
    #[serde(default, skip_serializing_if = "is_default")]
    pub role: SeatRole,
    /// Whether the person has an account.
    #[serde(default, skip_serializing_if = "is_default")]
    pub account: bool,
    pub since_ms: i64,
    /// Since when it is not here; `None` while it is.
    #[serde(default, skip_serializing_if = "is_default")]
    pub dropped_ms: Option<i64>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub player: Player,
    #[serde(default, skip_serializing_if = "is_default")]
    pub voice: Option<Voices>,
    #[serde(default, skip_serializing_if = "is_default", with = "bits")]
    pub add: Rights,
    #[serde(default, skip_serializing_if = "is_default", with = "bits")]
    pub take: Rights,
    #[serde(default, skip_serializing_if = "is_default")]
    pub mutes: Mutes,
}

/// Each acts on lower ones.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum SeatRole {
    /// Knocks.
    Viewer,
    #[default]
    Guest,
    /// Has an account.
    Member,
    Cohost,
    Owner,
}

impl SeatRole {
    /// As it is on the wire and in rows.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Viewer => "viewer",
            Self::Guest => "guest",
            Self::Member => "member",
            Self::Cohost => "cohost",
            Self::Owner => "owner",
        }
    }
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Player {
    #[default]
    Ready,
    Loading,
    /// Was waited for until the limit.
    LeftOut,
    Failed,
    /// Wants to be out of step.
    Drifting,
}

/// What somebody sends to those who talk.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Voices {
    pub mic: bool,
    pub camera: bool,
    pub share: bool,
}

/// Until when somebody may not speak.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Mutes {
    #[serde(default, skip_serializing_if = "is_default")]
    pub chat_ms: Option<i64>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub voice_ms: Option<i64>,
    /// What they write is shown to them alone.
    #[serde(default, skip_serializing_if = "is_default")]
    pub shadow_ms: Option<i64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    Chat,
    Voice,
    Both,
}

/// By id.
pub type Seats = BTreeMap<String, Seat>;

impl Seat {
    #[must_use]
    pub const fn is_here(&self) -> bool {
        self.dropped_ms.is_none()
    }

    #[must_use]
    pub const fn knocks(&self) -> bool {
        matches!(self.role, SeatRole::Viewer)
    }

    /// Here, and not waiting to be admitted.
    #[must_use]
    pub const fn is_present(&self) -> bool {
        self.is_here() && !self.knocks()
    }

    #[must_use]
    pub fn may_not_chat(&self, now_ms: i64) -> bool {
        is_until(self.mutes.chat_ms, now_ms)
    }

    #[must_use]
    pub fn may_not_talk(&self, now_ms: i64) -> bool {
        is_until(self.mutes.voice_ms, now_ms)
    }

    /// Whether others may not know that it writes.
    #[must_use]
    pub fn is_in_shadow(&self, now_ms: i64) -> bool {
        is_until(self.mutes.shadow_ms, now_ms)
    }

    /// Until when something that all may know of is muted.
    #[must_use]
    pub fn muted_until_ms(&self, now_ms: i64) -> Option<i64> {
        let until_ms = self.mutes.chat_ms.max(self.mutes.voice_ms);
        until_ms.filter(|until_ms| *until_ms > now_ms)
    }

    #[must_use]
    pub fn shares(&self) -> bool {
        self.voice.is_some_and(|voice| voice.share)
    }
}

impl Mutes {
    pub fn set(&mut self, scope: Scope, shadow: bool, until_ms: i64) {
        if shadow {
            self.shadow_ms = Some(until_ms);
            return;
        }
        if matches!(scope, Scope::Chat | Scope::Both) {
            self.chat_ms = Some(until_ms);
        }
        if matches!(scope, Scope::Voice | Scope::Both) {
            self.voice_ms = Some(until_ms);
        }
    }
}

fn is_until(until_ms: Option<i64>, now_ms: i64) -> bool {
    until_ms.is_some_and(|until_ms| until_ms > now_ms)
}

/// The smallest number that no seat has.
#[must_use]
pub fn free_number(seats: &Seats) -> u16 {
    let taken: Numbers = seats.values().map(|seat| seat.number).collect();
    (0..u16::MAX).find(|number| !taken.has(*number)).unwrap_or(u16::MAX)
}

/// Whether another seat has a name that looks the same.
#[must_use]
pub fn is_taken(seats: &Seats, name: &str, own: &str) -> bool {
    let folded = text::folded(name);
    seats.iter().any(|(id, seat)| id != own && text::folded(&seat.name) == folded)
}

pub(super) fn hold_name(held: &mut Held, name: &str) {
    let is_good = text::is_name(name, NAME_CHARS_MAX) && name.len() <= NAME_BYTES_MAX;
    held.hold(is_good, "name", "1 to 30 characters, 90 bytes");
    let turns = name.chars().any(text::is_direction);
    held.hold(!turns, "name", "without characters that turn the direction of a text");
}
