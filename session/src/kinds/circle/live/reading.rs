//! What a circle's rows say of what moves.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use crate::kinds::circle::{MessageKind, ReactionKind, markdown::to_html};

/// Changes that are told.
pub const NEWS_MAX: usize = 16;
/// Bytes of a message as JSON; a longer one is told by its number.
pub const MESSAGE_BYTES_MAX: usize = 1_024;
/// Items whose counts are told.
pub const COUNTED_MAX: usize = 48;

/// How many reacted how.
pub type Counts = BTreeMap<ReactionKind, u32>;

/// Each of them, also those that nobody gave.
#[must_use]
pub fn counts(stored: &Value) -> Counts {
    let count = |kind: &ReactionKind| {
        let count = stored[kind.as_str()].as_u64().and_then(|count| count.try_into().ok());
        (*kind, count.unwrap_or(0))
    };
    ReactionKind::ALL.iter().map(count).collect()
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    #[default]
    Open,
    /// Only moderators write there.
    Frozen,
    /// It is deleted, and gone for good in some days.
    Closing,
}

/// What becomes of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Op {
    Posted,
    Edited,
    Removed,
    Hidden,
    Shown,
    /// Or unpinned: the message says which.
    Pinned,
    Commented,
}

impl Op {
    /// By its word. What a release to come does otherwise is a change all the same.
    #[must_use]
    pub fn named(word: &str) -> Self {
        match word {
            "posted" => Self::Posted,
            "removed" => Self::Removed,
            "hidden" => Self::Hidden,
            "shown" => Self::Shown,
            "pinned" => Self::Pinned,
            "commented" => Self::Commented,
            _ => Self::Edited,
        }
    }
}

/// A circle as its rows are.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Reading {
    pub status: Status,
    pub head: i64,
    pub n: i64,
    pub members: i64,
    pub slow_s: u32,
    /// The last changes, oldest first.
    pub news: Vec<News>,
    pub counts: BTreeMap<Uuid, Counts>,
    /// What moderators have to look at, since when, and who asks to come in.
    pub queue: i64,
    pub oldest_ms: Option<i64>,
    pub pending: i64,
}

/// A change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct News {
    pub n: i64,
    pub op: Op,
    /// Of the message; null of one that was held, and was never shown.
    pub seq: Option<i64>,
    /// As it is now; left out where it is not shown to everybody who reads here, and where
    /// it has more than a KiB: it is read by its number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<NewsMessage>,
}

/// A message as everybody sees it who reads here.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct NewsMessage {
    pub id: Uuid,
    pub circle: Uuid,
    pub seq: i64,
    pub version: i64,
    pub kind: MessageKind,
    /// Null once they are gone, and of what is said without a name.
    pub author: Option<NewsAuthor>,
    /// Whether whoever said it did without their name.
    #[serde(default)]
    pub anonymous: bool,
    pub text: String,
    /// The same as HTML that is safe to show.
    pub html: String,
    /// Images or a recording.
    pub media: Vec<NewsMedium>,
    /// Always `shown`.
    pub state: String,
    pub pinned: bool,
    /// Whether it was the message of a day.
    pub daily: bool,
    pub comments: i32,
    pub counts: Counts,
    pub at_ms: i64,
    pub edited_ms: Option<i64>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NewsAuthor {
    pub id: Uuid,
    pub name: String,
}

/// An image or a recording that a message has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NewsMedium {
    pub id: Uuid,
    pub kind: NewsMediumKind,
    /// Of an image, in pixels.
    pub width: Option<i32>,
    pub height: Option<i32>,
    /// Of a recording.
    pub duration_ms: Option<i32>,
    /// What an image shows, where its author said so.
    pub alt: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum NewsMediumKind {
    Image,
    Audio,
}

impl News {
    /// Without a message that is too long, or that is not for all who read: those came in
    /// after `floor` may know nothing of what was said up to there.
    #[must_use]
    pub fn told(self, floor: i64) -> Self {
        let is_told = |message: &NewsMessage| {
            let bytes = serde_json::to_vec(message).map_or(usize::MAX, |json| json.len());
            message.state == SHOWN && message.seq > floor && bytes <= MESSAGE_BYTES_MAX
        };
        Self { message: self.message.filter(is_told), ..self }
    }
}

/// The state of a message that all see.
const SHOWN: &str = "shown";

impl NewsMessage {
    /// With the HTML of its text.
    #[must_use]
    pub fn rendered(self) -> Self {
        Self { html: to_html(&self.text), ..self }
    }
}
