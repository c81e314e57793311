//! A journal as its person takes it along: newest first, without what is in the trash.

use downbeat_boot::clock;
use downbeat_session::journal::{Day, Entry};
use downbeat_store::{DayCursor, EntryFilter, EntryRecord, MoodRecord, PersonKey, Store};
use futures::{Stream, stream};
use serde_json::json;
use uuid::Uuid;

use super::{VaultError, sealed};

/// Rows that are read in one go.
const ENTRIES_AT_ONCE: u32 = 100;
const MOODS_AT_ONCE: u32 = 500;

/// Pages of a journal, and where they go on.
pub struct JournalPages {
    store: Store,
    user: Uuid,
    /// Whoever has none wrote nothing.
    key: Option<PersonKey>,
    after: Option<DayCursor>,
    moods_after: Option<DayCursor>,
}

impl JournalPages {
    #[must_use]
    pub const fn new(store: Store, user: Uuid, key: Option<PersonKey>) -> Self {
        Self { store, user, key, after: None, moods_after: None }
    }

    /// The next entries; none at the end.
    pub async fn entries(&mut self) -> Result<Vec<(EntryRecord, Entry)>, VaultError> {
        let Some(key) = &self.key else { return Ok(Vec::new()) };
        let (from, until) = all();
        let filter = EntryFilter { from, until, is_trash: false };
        let rows = self.store.entries(self.user, filter, self.after, ENTRIES_AT_ONCE).await?;
        self.after = rows.last().map(EntryRecord::cursor).or(self.after);
        let opened = rows.into_iter().map(|row| {
            let entry = sealed::open_entry(key, &row)?;
            Ok((row, entry))
        });
        opened.collect()
    }

    /// The next moods, as JSON; none at the end.
    async fn moods(&mut self) -> Result<Vec<String>, VaultError> {
        let Some(key) = &self.key else { return Ok(Vec::new()) };
        let rows = self.store.moods(self.user, all(), self.moods_after, MOODS_AT_ONCE).await?;
        self.moods_after = rows.last().map(MoodRecord::cursor).or(self.moods_after);
        let opened = rows.iter().map(|row| {
            let mood = sealed::open_mood(key, row)?;
            Ok(json!({
                "id": row.id, "day": row.day, "at_ms": row.at_ms,
                "value": mood.value, "note": mood.note,
            })
            .to_string())
        });
        opened.collect()
    }
}

/// Where a file of it has come to.
struct Going {
    pages: JournalPages,
    part: Part,
    is_first: bool,
}

#[derive(Clone, Copy)]
enum Part {
    Head,
    Entries,
    Moods,
    End,
    Over,
}

/// As an import takes it.
pub fn as_json(
    pages: JournalPages,
) -> impl Stream<Item = Result<String, VaultError>> + Send + 'static {
    stream::try_unfold(Going { pages, part: Part::Head, is_first: true }, next)
}

async fn next(mut going: Going) -> Result<Option<(String, Going)>, VaultError> {
    let text = match going.part {
        Part::Head => {
            going.part = Part::Entries;
            format!("{{\"journal\":1,\"exported_ms\":{},\"entries\":[", clock::unix_ms())
        }
        Part::Entries => {
            let entries = going.pages.entries().await?;
            if entries.is_empty() {
                going.part = Part::Moods;
                going.is_first = true;
                "],\"moods\":[".to_owned()
            } else {
                going.joined(entries.iter().map(|(record, entry)| entry_json(record, entry)))
            }
        }
        Part::Moods => {
            let moods = going.pages.moods().await?;
            if moods.is_empty() {
                going.part = Part::End;
            }
            going.joined(moods.into_iter())
        }
        Part::End => {
            going.part = Part::Over;
            "]}".to_owned()
        }
        Part::Over => return Ok(None),
    };
    Ok(Some((text, going)))
}

impl Going {
    fn joined(&mut self, lines: impl Iterator<Item = String>) -> String {
        let mut text = String::new();
        for line in lines {
            if !std::mem::take(&mut self.is_first) {
                text.push(',');
            }
            text.push_str(&line);
        }
        text
    }
}

fn entry_json(record: &EntryRecord, entry: &Entry) -> String {
    let Entry { title, text, mood, tags, grateful_for, wins, prompt } = entry;
    json!({
        "id": record.id, "day": record.day, "title": title, "text": text, "mood": mood,
        "tags": tags, "grateful_for": grateful_for, "wins": wins, "prompt": prompt,
        "created_ms": record.created_ms,
    })
    .to_string()
}

/// The first and the last of all days.
fn all() -> (Day, Day) {
    (Day::new(i32::MIN), Day::new(i32::MAX))
}
