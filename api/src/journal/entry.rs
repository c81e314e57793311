//! An entry, as requests give it and answers have it.

use downbeat_session::journal::{DraftRev, Entry};
use downbeat_store::{EntryRecord, VersionRecord};
use poem_openapi::Object;
use uuid::Uuid;

use crate::refusal::{FieldError, Problems, Refusal};

/// What somebody wrote.
#[derive(Debug, Clone, Object)]
pub struct JournalEntry {
    pub id: Uuid,
    pub version: i32,
    /// As `2026-11-30`.
    pub day: String,
    pub title: Option<String>,
    pub text: String,
    /// 1 to 10.
    pub mood: Option<u8>,
    pub tags: Vec<String>,
    pub grateful_for: Vec<String>,
    pub wins: Vec<String>,
    /// The number of the prompt that it answers.
    pub prompt: Option<u16>,
    pub created_ms: i64,
    pub edited_ms: i64,
    /// Since when it is in the trash, for 30 days.
    pub trashed_ms: Option<i64>,
}

#[derive(Debug, Object)]
pub struct JournalEntries {
    pub items: Vec<JournalEntry>,
    /// Where a search got to, if it did not get to the end: when the last entry was
    /// written that it opened.
    pub searched_from_ms: Option<i64>,
    pub next: Option<String>,
}

#[derive(Debug, Clone, Object)]
pub struct EntryVersion {
    pub version: i32,
    pub day: String,
    pub title: Option<String>,
    pub text: String,
    pub mood: Option<u8>,
    pub tags: Vec<String>,
    pub grateful_for: Vec<String>,
    pub wins: Vec<String>,
    pub prompt: Option<u16>,
    pub edited_ms: i64,
}

#[derive(Debug, Object)]
pub struct EntryVersions {
    pub items: Vec<EntryVersion>,
}

#[derive(Debug, Object)]
pub struct NewJournalEntry {
    /// Sent again with the same id, it is there once.
    pub id: Option<Uuid>,
    /// Today or yesterday, as `2026-11-30`; today if it is left out.
    pub day: Option<String>,
    /// At most 200 characters.
    pub title: Option<String>,
    /// At most 50,000 characters. Empty only where something else says something.
    #[oai(default)]
    pub text: String,
    /// 1 to 10.
    pub mood: Option<u8>,
    /// At most 20, of 40 characters.
    #[oai(default)]
    pub tags: Vec<String>,
    /// At most 10, of 200 characters.
    #[oai(default)]
    pub grateful_for: Vec<String>,
    /// At most 10, of 200 characters.
    #[oai(default)]
    pub wins: Vec<String>,
    /// The number of the prompt that it answers.
    pub prompt: Option<u16>,
    /// The draft that it was written in, which ends with this.
    pub draft: Option<DraftRef>,
}

/// A draft, as it was when what it is of was saved.
#[derive(Debug, Object)]
pub struct DraftRef {
    pub id: Uuid,
    pub rev: String,
}

/// What a body says, read.
pub struct NewEntry {
    pub id: Option<Uuid>,
    pub day: Option<String>,
    pub entry: Entry,
    pub draft: Option<(Uuid, DraftRev)>,
}

pub fn read(given: NewJournalEntry) -> Result<NewEntry, Refusal> {
    let NewJournalEntry { id, day, title, text, mood, tags, grateful_for, wins, prompt, draft } =
        given;
    let entry = Entry { title, text, mood, tags, grateful_for, wins, prompt };
    let entry = entry.checked().map_err(Problems)?;
    Ok(NewEntry { id, day, entry, draft: draft.map(read_draft).transpose()? })
}

pub fn read_draft(DraftRef { id, rev }: DraftRef) -> Result<(Uuid, DraftRev), Refusal> {
    let wrong = |error: downbeat_session::journal::draft::NoRev| {
        Refusal::invalid(vec![FieldError::new("draft.rev", error.to_string())])
    };
    Ok((id, rev.parse().map_err(wrong)?))
}

pub fn view(record: &EntryRecord, entry: Entry) -> JournalEntry {
    let Entry { title, text, mood, tags, grateful_for, wins, prompt } = entry;
    let EntryRecord { id, version, day, created_ms, edited_ms, trashed_ms, .. } = *record;
    let day = day.to_string();
    JournalEntry {
        id,
        version,
        day,
        title,
        text,
        mood,
        tags,
        grateful_for,
        wins,
        prompt,
        created_ms,
        edited_ms,
        trashed_ms,
    }
}

pub fn version(record: &VersionRecord, entry: Entry) -> EntryVersion {
    let Entry { title, text, mood, tags, grateful_for, wins, prompt } = entry;
    let VersionRecord { version, day, edited_ms, .. } = *record;
    let day = day.to_string();
    EntryVersion { version, day, title, text, mood, tags, grateful_for, wins, prompt, edited_ms }
}
