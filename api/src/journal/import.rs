//! Entries and moods that were written elsewhere come into a journal. Twice adds
//! nothing: what has no id is named by what it says.

use downbeat_boot::clock;
use downbeat_session::journal::{Day, Entry, Mood};
use downbeat_store::{Author, EntryToSave, MoodRecord, PersonKey, Written};
use poem_openapi::Object;
use uuid::Uuid;

use super::{Writer, sealed};
use crate::refusal::{FieldError, Problems, Refusal};

const AT_ONCE: usize = 200;

#[derive(Debug, Object)]
pub struct Import {
    #[oai(default)]
    entries: Vec<ImportedEntry>,
    #[oai(default)]
    moods: Vec<ImportedMood>,
}

/// As an export has it.
#[derive(Debug, Object)]
struct ImportedEntry {
    id: Option<Uuid>,
    /// As `2026-11-30`: any day.
    day: String,
    title: Option<String>,
    #[oai(default)]
    text: String,
    mood: Option<u8>,
    #[oai(default)]
    tags: Vec<String>,
    #[oai(default)]
    grateful_for: Vec<String>,
    #[oai(default)]
    wins: Vec<String>,
    prompt: Option<u16>,
    created_ms: Option<i64>,
}

/// As an export has it.
#[derive(Debug, Object)]
struct ImportedMood {
    id: Option<Uuid>,
    day: String,
    at_ms: i64,
    value: u8,
    note: Option<String>,
}

#[derive(Debug, Object)]
pub struct Imported {
    /// Entries that were not there yet.
    entries: u64,
    /// Moods that were not there yet.
    moods: u64,
}

/// All of it or nothing.
pub async fn import(writer: &Writer, given: Import) -> Result<Imported, Refusal> {
    let Import { entries, moods } = given;
    for (field, count) in [("entries", entries.len()), ("moods", moods.len())] {
        if count > AT_ONCE {
            let message = format!("must be {AT_ONCE} at most");
            return Err(Refusal::invalid(vec![FieldError::new(field, message)]));
        }
    }
    let key = writer.vault.key(writer.user).await?;
    let entries = entries.into_iter().enumerate().map(|(at, entry)| entry.sealed(&key, at));
    let entries = entries.collect::<Result<Vec<_>, _>>()?;
    let moods = moods.into_iter().enumerate().map(|(at, mood)| mood.sealed(&key, at));
    let moods = moods.collect::<Result<Vec<_>, _>>()?;
    let author = Author { user: writer.user, generation: key.generation() };
    let transaction = writer.vault.store.begin().await?;
    let entries = transaction.import_entries(author, entries).await?;
    let moods = transaction.add_moods(author, moods, true).await?;
    transaction.commit().await?;
    Ok(Imported { entries, moods })
}

impl ImportedEntry {
    fn sealed(self, key: &PersonKey, at: usize) -> Result<(EntryToSave, Written), Refusal> {
        let place = format!("entries.{at}");
        let Self { id, day, title, text, mood, tags, grateful_for, wins, prompt, created_ms } =
            self;
        let entry = Entry { title, text, mood, tags, grateful_for, wins, prompt };
        let entry = entry.checked().map_err(|problems| inside(&place, problems))?;
        let day = read_day(&place, &day)?;
        let said = serde_json::to_string(&entry)?;
        let id = id.unwrap_or_else(|| named(key, &format!("entry {day} {said}")));
        let content = sealed::seal_entry(key, (id, 1), &entry)?;
        let written = match created_ms {
            Some(created_ms) => Written::At(past(&place, created_ms)?),
            None => Written::About(past(&place, noon(day))?),
        };
        Ok((EntryToSave { id, day, content, draft: None }, written))
    }
}

impl ImportedMood {
    fn sealed(self, key: &PersonKey, at: usize) -> Result<MoodRecord, Refusal> {
        let place = format!("moods.{at}");
        let Self { id, day, at_ms, value, note } = self;
        let mood = Mood { value, note }.checked().map_err(|problems| inside(&place, problems))?;
        let (day, at_ms) = (read_day(&place, &day)?, past(&place, at_ms)?);
        let said = serde_json::to_string(&mood)?;
        let id = id.unwrap_or_else(|| named(key, &format!("mood {at_ms} {said}")));
        let content = sealed::seal_mood(key, id, &mood)?;
        Ok(MoodRecord { id, day, at_ms, content })
    }
}

/// By what it says, and telling nothing of it without the key.
fn named(key: &PersonKey, what: &str) -> Uuid {
    uuid::Builder::from_random_bytes(key.digest(what.as_bytes())).into_uuid()
}

fn inside(place: &str, problems: Vec<downbeat_session::Problem>) -> Refusal {
    let named = problems.into_iter().map(|problem| downbeat_session::Problem {
        field: format!("{place}.{}", problem.field),
        ..problem
    });
    Problems(named.collect()).into()
}

fn read_day(place: &str, text: &str) -> Result<Day, Refusal> {
    text.parse().map_err(|error: downbeat_session::journal::day::NoDay| {
        Refusal::invalid(vec![FieldError::new(&format!("{place}.day"), error.to_string())])
    })
}

/// Nothing was written before 1970, or will have been tomorrow.
fn past(place: &str, at_ms: i64) -> Result<i64, Refusal> {
    if (0..=clock::unix_ms() + 24 * 3_600_000).contains(&at_ms) {
        return Ok(at_ms);
    }
    let message = "must be a time in the past";
    Err(Refusal::invalid(vec![FieldError::new(place, message)]))
}

/// About when an entry was written that does not say so.
fn noon(day: Day) -> i64 {
    ((i64::from(day.number()) * 24 + 12) * 3_600_000).max(0)
}
