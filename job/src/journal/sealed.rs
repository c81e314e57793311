//! Entries and moods, sealed and opened.

use downbeat_session::journal::{Entry, Mood};
use downbeat_store::{Cell, EntryRecord, MoodRecord, PersonKey, StoreError, VersionRecord};
use serde::Serialize;
use uuid::Uuid;

use super::VaultError;

/// A mood is written once.
const MOOD_VERSION: &str = "1";

pub fn seal_entry(
    key: &PersonKey,
    (id, version): (Uuid, i32),
    entry: &Entry,
) -> Result<Vec<u8>, StoreError> {
    key.seal(cell("entry", &id.to_string()), &version.to_string(), &text(entry)?)
}

pub fn open_entry(key: &PersonKey, record: &EntryRecord) -> Result<Entry, VaultError> {
    open_version(key, record.id, (record.version, &record.content))
}

pub fn open_older(key: &PersonKey, id: Uuid, older: &VersionRecord) -> Result<Entry, VaultError> {
    open_version(key, id, (older.version, &older.content))
}

fn open_version(
    key: &PersonKey,
    id: Uuid,
    (version, sealed): (i32, &[u8]),
) -> Result<Entry, VaultError> {
    let text = key.open(cell("entry", &id.to_string()), &version.to_string(), sealed)?;
    Ok(serde_json::from_slice(&text)?)
}

pub fn seal_mood(key: &PersonKey, id: Uuid, mood: &Mood) -> Result<Vec<u8>, StoreError> {
    key.seal(cell("mood", &id.to_string()), MOOD_VERSION, &text(mood)?)
}

pub fn open_mood(key: &PersonKey, record: &MoodRecord) -> Result<Mood, VaultError> {
    let text = key.open(cell("mood", &record.id.to_string()), MOOD_VERSION, &record.content)?;
    Ok(serde_json::from_slice(&text)?)
}

fn cell<'a>(table: &'a str, row: &'a str) -> Cell<'a> {
    Cell { table, column: "content", row }
}

fn text(value: &impl Serialize) -> Result<Vec<u8>, StoreError> {
    serde_json::to_vec(value).map_err(StoreError::unwritable)
}
