//! What expeditions say on their camp's board, and how it is read there.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

use super::{
    Outcome,
    pack::Pack,
    resolver::{PARTY_MAX, with_names},
};
use crate::{List, Note, hash::stable};

/// Everybody who is out, for as long as they are.
pub const OUT: List = List { name: "out", most: 100_000, shown: 1, note_bytes_max: 128 };
/// The newest lines of all stories.
pub const TICKER: List = List { name: "ticker", most: 10, shown: 10, note_bytes_max: 2_048 };
/// Parties that have not left yet.
pub const LOBBIES: List = List { name: "lobbies", most: 100, shown: 10, note_bytes_max: 1_024 };
/// What Postgres knows of the camp: one note, which is written from there.
pub const COUNTS: List = List { name: "counts", most: 1, shown: 1, note_bytes_max: 2_048 };
/// How broadcasts of the camp go: one note, written by whoever sends them.
pub const EXTENSION: List = List { name: "extension", most: 1, shown: 1, note_bytes_max: 256 };

/// A line of a story, with its people apart from the text: a name may be hidden
/// after it was told.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Told {
    pub at_ms: i64,
    pub mission: Uuid,
    pub tick: u32,
    pub slot: u8,
    pub outcome: Outcome,
    /// With `{0}` to `{3}` for people.
    pub text: String,
    /// By slot.
    pub people: Vec<Person>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Person {
    pub survivor: Uuid,
    pub name: String,
}

/// A party that has not left yet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Lobby {
    pub mission: Uuid,
    /// Null until somebody sits there.
    pub host: Option<Person>,
    pub difficulty: u8,
    /// Whether it takes its code to join.
    pub code: bool,
    pub seats: usize,
    pub party_max: u8,
    pub expires_ms: i64,
}

/// What Postgres knows of a camp.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Counts {
    /// The day of `lost`, as days since 1970.
    pub day: i64,
    pub lost: u64,
    /// The season of `top`.
    pub season: u32,
    /// Most first.
    pub top: Vec<Scored>,
}

/// How broadcasts of a camp go.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Broadcasts {
    /// Since live Redis was last empty.
    pub sent: u64,
    /// Lines that are not sent yet.
    pub waiting: u64,
    /// When the last one was sent.
    pub last_ms: Option<i64>,
    /// Why none is sent: `limited`, `refused`, `too_large` or `unreachable`.
    pub problem: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Scored {
    pub survivor: Uuid,
    pub name: String,
    pub salvage: i64,
}

/// A note of something that can be written down.
pub fn note(list: &'static List, key: String, value: &impl Serialize) -> Note {
    Note { list, key, value: serde_json::to_value(value).unwrap_or(Value::Null) }
}

/// The notes of a list that can be read: another release may write others.
pub fn read<T: for<'de> Deserialize<'de>>(notes: &[Value]) -> impl Iterator<Item = T> {
    notes.iter().filter_map(|note| T::deserialize(note).ok())
}

/// What somebody is called whose own name is not shown: always the same.
#[must_use]
pub fn stand_in(pack: &Pack, survivor: Uuid) -> &str {
    let names = u64::try_from(pack.names.len()).unwrap_or(1).max(1);
    let at = usize::try_from(stable(survivor.as_bytes()) % names).unwrap_or(0);
    pack.names.get(at).map_or("", String::as_str)
}

impl Told {
    /// Names as they may be shown, and the text with them.
    #[must_use]
    pub fn shown(&self, name_of: impl Fn(&Person) -> String) -> (String, String) {
        let names: Vec<String> = self.people.iter().take(PARTY_MAX).map(name_of).collect();
        let borrowed: Vec<&str> = names.iter().map(String::as_str).collect();
        let text = with_names(&self.text, &borrowed);
        (names.get(usize::from(self.slot)).cloned().unwrap_or_default(), text)
    }
}
