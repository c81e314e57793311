//! What whoever makes a room chooses.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    item::Given,
    limits::SECOND_MS,
    rights::Rights,
    source::{Hosts, SourceKind},
};
use crate::{omitted::is_default, text};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// 1 to 120 characters.
    #[serde(deserialize_with = "text::trimmed")]
    pub title: String,
    /// 1 to 300 characters.
    #[serde(
        default,
        deserialize_with = "text::trimmed_if_given",
        skip_serializing_if = "Option::is_none"
    )]
    pub about: Option<String>,
    /// Whether it is in the list of rooms.
    #[serde(default)]
    pub visibility: Visibility,
    #[serde(default)]
    pub entry: Entry,
    /// Whether people without an account may sit.
    #[serde(default = "yes")]
    pub guests: bool,
    /// 2 to 500.
    #[serde(default = "seats_max")]
    pub seats_max: u32,
    /// Who has the first seven rights beside the owner and cohosts.
    #[serde(default)]
    pub control: Control,
    /// Rights that a role has beside its own.
    #[serde(default, skip_serializing_if = "is_default")]
    pub grants: Grants,
    #[serde(default)]
    pub order: Order,
    #[serde(default)]
    pub at_end: AtEnd,
    /// What one person may have waiting in the queue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per_person: Option<PerPerson>,
    #[serde(default)]
    pub wait: Wait,
    #[serde(default)]
    pub chat: Chat,
    #[serde(default)]
    pub reactions: Reactions,
    #[serde(default)]
    pub voice: Voice,
    /// Which kinds of sources may be added; without it all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sources: Option<Vec<SourceKind>>,
    /// Which hosts may be played from; without it all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hosts: Option<Hosts>,
    #[serde(default)]
    pub skips: Skipping,
    #[serde(default)]
    pub stand_in: StandIn,
    /// Whether who is not in the room sees what plays.
    #[serde(default)]
    pub show_item: bool,
    /// Whether what was watched is kept in histories.
    #[serde(default = "yes")]
    pub keep: bool,
    /// 10 to 1,440 minutes without use until it closes; null: never.
    #[serde(default = "idle_close_min")]
    pub idle_close_min: Option<u32>,
    /// What is in the queue when it opens.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<Given>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Visibility {
    Public,
    #[default]
    Unlisted,
}

/// Who may come in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Entry {
    #[default]
    Open,
    Accounts,
    Friends,
    Password,
    /// Whom somebody admits.
    Knock,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Control {
    #[default]
    Everyone,
    Owner,
    /// Whom grants give it.
    Selected,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Grants {
    #[serde(default, skip_serializing_if = "is_default")]
    pub cohost: Rights,
    #[serde(default, skip_serializing_if = "is_default")]
    pub member: Rights,
    #[serde(default, skip_serializing_if = "is_default")]
    pub guest: Rights,
}

/// What comes next.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// As it was put.
    #[default]
    List,
    /// The most liked first, of these the oldest.
    Vote,
    /// One of each adder in turn.
    Fair,
}

/// What the end of an item means.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AtEnd {
    /// It stands there.
    Stop,
    /// The next plays, if there is one.
    #[default]
    Next,
    /// The next plays, and after the last the first.
    Loop,
    /// The same again.
    Repeat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PerPerson {
    /// 1 to 500.
    pub items: u32,
    /// 1 to 1,440, of items whose duration is known.
    pub minutes: u32,
}

/// Whether the room waits for whose player is not ready.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Wait {
    pub on: bool,
    /// 3 to 60, for each.
    #[serde(default = "limit_s")]
    pub limit_s: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Chat {
    pub on: bool,
    /// Seconds between two lines of one person: 0 to 300.
    pub slow_s: u32,
    /// Who may write links.
    pub links: Links,
    /// 200 at most, in no line of anybody.
    #[serde(deserialize_with = "text::each_trimmed", skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
    /// How long lines are kept: 0 to 365.
    pub days: u32,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Links {
    #[default]
    All,
    /// Members and above.
    Members,
    None,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Reactions {
    pub on: bool,
    /// 1 to 24, each one character.
    pub set: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Voice {
    pub on: bool,
    pub camera: bool,
    /// Whether addresses stay hidden behind a relay; without it, in public rooms.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub relay_only: Option<bool>,
}

/// What becomes of ranges that are marked to be skipped.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Skipping {
    Off,
    /// Pages offer it.
    Ask,
    /// All jump at once.
    #[default]
    Auto,
}

/// Who stands in for an owner who is away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum StandIn {
    Word(StandInWord),
    /// Ids of seats, the first of them that is here; where none is, as `auto`.
    Seats(Vec<String>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StandInWord {
    /// A cohost, or the longest seated member.
    Auto,
    Off,
}

impl Default for StandIn {
    fn default() -> Self {
        Self::Word(StandInWord::Auto)
    }
}

const fn yes() -> bool {
    true
}

const fn seats_max() -> u32 {
    50
}

const fn limit_s() -> u32 {
    10
}

#[expect(clippy::unnecessary_wraps, reason = "null is another choice than leaving it out")]
const fn idle_close_min() -> Option<u32> {
    Some(30)
}

impl Default for Wait {
    fn default() -> Self {
        Self { on: false, limit_s: limit_s() }
    }
}

impl Default for Chat {
    fn default() -> Self {
        Self { on: true, slow_s: 0, links: Links::default(), words: Vec::new(), days: 30 }
    }
}

impl Default for Reactions {
    fn default() -> Self {
        let set = ["👍", "❤️", "😂", "😮", "😢", "👏"];
        Self { on: true, set: set.map(str::to_owned).into() }
    }
}

impl Default for Voice {
    fn default() -> Self {
        Self { on: true, camera: true, relay_only: None }
    }
}

impl Wait {
    pub(super) fn limit_ms(self) -> i64 {
        i64::from(self.limit_s) * SECOND_MS
    }
}

impl Config {
    /// As a state keeps it: what was in the queue at first is in the queue.
    pub(super) fn without_items(&self) -> Self {
        Self { items: Vec::new(), ..self.clone() }
    }

    /// Bare, with everything else as it is when nothing is said.
    #[must_use]
    pub fn titled(title: &str) -> Self {
        Self {
            title: title.to_owned(),
            about: None,
            visibility: Visibility::default(),
            entry: Entry::default(),
            guests: true,
            seats_max: seats_max(),
            control: Control::default(),
            grants: Grants::default(),
            order: Order::default(),
            at_end: AtEnd::default(),
            per_person: None,
            wait: Wait::default(),
            chat: Chat::default(),
            reactions: Reactions::default(),
            voice: Voice::default(),
            sources: None,
            hosts: None,
            skips: Skipping::default(),
            stand_in: StandIn::default(),
            show_item: false,
            keep: true,
            idle_close_min: idle_close_min(),
            items: Vec::new(),
        }
    }
}
