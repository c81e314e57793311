//! What a room holds, and what follows from it at once.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    ballot::Ballot,
    config::Config,
    course::Course,
    hold::Hold,
    host::Host,
    item::Item,
    limits::{ITEMS_MAX, LEAD_MS, WAITED_FOR_MAX},
    ready::Check,
    seat::{Seat, SeatRole, Seats},
    undo::Undo,
};
use crate::{omitted::is_default, shared::Shared};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct State {
    /// Without the items of the beginning.
    pub config: Shared<Config>,
    /// As people type it, once that was told.
    #[serde(default, skip_serializing_if = "is_default")]
    pub code: Option<String>,
    /// Time of the last event.
    pub at_ms: i64,
    /// When somebody did something last.
    pub used_ms: i64,
    /// When it was told that it will close for want of use.
    #[serde(default, skip_serializing_if = "is_default")]
    pub warned_ms: Option<i64>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub is_closed: bool,
    /// What was played, what plays, and what comes, in this order.
    pub queue: Shared<Vec<Item>>,
    /// How many items, ballots and checks there were: their ids.
    #[serde(default, skip_serializing_if = "is_default")]
    pub ids_given: u32,
    pub course: Course,
    /// What plays has failed for too many, and nothing came after it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub is_failed: bool,
    #[serde(default, skip_serializing_if = "is_default")]
    pub undo: Option<Undo>,
    pub lead_ms: i64,
    #[serde(default, skip_serializing_if = "is_default")]
    pub tuned_ms: Option<i64>,
    pub seats: Shared<Seats>,
    /// Since when nobody is here.
    #[serde(default, skip_serializing_if = "is_default")]
    pub alone_ms: Option<i64>,
    /// Where the last one left, unless somebody moved it since.
    #[serde(default, skip_serializing_if = "is_default")]
    pub left_at: Option<Place>,
    /// Since when the owner is not here.
    #[serde(default, skip_serializing_if = "is_default")]
    pub owner_away_ms: Option<i64>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub host: Option<Host>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub hold: Option<Hold>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub ballot: Option<Ballot>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub check: Option<Check>,
    /// Live Redis lost it once while it ran.
    #[serde(default, skip_serializing_if = "is_default")]
    pub is_recovered: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    Empty,
    Paused,
    Playing,
    /// Waits for whose player is not ready.
    Holding,
    /// All see a countdown.
    Counting,
    Closed,
}

/// A picture.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Place {
    pub item: String,
    pub media_ms: i64,
}

impl Status {
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Paused => "paused",
            Self::Playing => "playing",
            Self::Holding => "holding",
            Self::Counting => "counting",
            Self::Closed => "closed",
        }
    }
}

impl State {
    pub fn open(config: &Config, now_ms: i64) -> Self {
        let numbered = (1..).zip(config.items.iter().take(ITEMS_MAX));
        let items: Vec<Item> = numbered
            .map(|(number, given)| Item::of(given.clone(), item_id(number), None, now_ms))
            .collect();
        let mut course = Course::nothing(now_ms);
        course.playback.item = items.first().map(|item| item.id.clone());
        Self {
            config: config.without_items().into(),
            code: None,
            at_ms: now_ms,
            used_ms: now_ms,
            warned_ms: None,
            is_closed: false,
            ids_given: u32::try_from(items.len()).unwrap_or(0),
            queue: items.into(),
            course,
            is_failed: false,
            undo: None,
            lead_ms: *LEAD_MS.start(),
            tuned_ms: None,
            seats: Shared::default(),
            alone_ms: Some(now_ms),
            left_at: None,
            owner_away_ms: Some(now_ms),
            host: None,
            hold: None,
            ballot: None,
            check: None,
            is_recovered: false,
        }
    }

    pub fn status(&self, now_ms: i64) -> Status {
        if self.is_closed {
            Status::Closed
        } else if self.course.playback.item.is_none() {
            Status::Empty
        } else if self.hold.is_some() {
            Status::Holding
        } else if self.course.is_counting(now_ms) {
            Status::Counting
        } else if self.course.playback.playing {
            Status::Playing
        } else {
            Status::Paused
        }
    }

    /// Whether it plays, or would if nobody were waited for.
    pub fn is_on(&self) -> bool {
        self.course.playback.playing || self.hold.is_some()
    }

    pub fn seat(&self, id: &str) -> Option<&Seat> {
        self.seats.get(id)
    }

    /// Who is here, and not waiting at the door.
    pub fn present(&self) -> impl Iterator<Item = (&String, &Seat)> {
        self.seats.iter().filter(|(_, seat)| seat.is_present())
    }

    /// Who has a place, here or dropped a moment ago.
    pub fn seated(&self) -> usize {
        self.seats.values().filter(|seat| !seat.knocks()).count()
    }

    pub fn owner(&self) -> Option<&String> {
        let owner = self.seats.iter().find(|(_, seat)| seat.role == SeatRole::Owner);
        owner.map(|(id, _)| id)
    }

    /// Whether a player that is not ready holds the room.
    pub fn waits(&self) -> bool {
        self.config.wait.on && self.present().nth(WAITED_FOR_MAX).is_none()
    }

    pub fn item(&self, id: &str) -> Option<&Item> {
        self.queue.iter().find(|item| item.id == id)
    }

    /// What is on the screens, or will be at the anchor.
    pub fn current(&self) -> Option<&Item> {
        self.item(self.course.playback.item.as_deref()?)
    }

    pub fn current_index(&self) -> Option<usize> {
        let id = self.course.playback.item.as_deref()?;
        self.queue.iter().position(|item| item.id == id)
    }
}

/// No index of an object in JavaScript, which would be put first.
pub fn item_id(number: u32) -> String {
    format!("i{number}")
}
