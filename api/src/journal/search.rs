//! Entries newest first, and of them those that have a text: each is opened to see.
//! No index of words is kept anywhere, since it would tell what the words are.

use std::time::Duration;

use downbeat_boot::clock;
use downbeat_session::{journal::Entry, text};
use downbeat_store::{DayCursor, EntryFilter, EntryRecord, StoreError};

use super::{Writer, cursor, sealed};
use crate::refusal::{FieldError, Refusal};

const LONGEST: Duration = Duration::from_millis(400);
/// Rows that are read in one go.
const BATCH: u32 = 100;
const QUERY_CHARS_MAX: usize = 100;

/// What entries have to have, folded.
#[derive(Debug, Default)]
pub struct Wanted {
    text: Option<String>,
    tag: Option<String>,
}

pub struct Found {
    pub items: Vec<(EntryRecord, Entry)>,
    pub searched_from_ms: Option<i64>,
    pub next: Option<String>,
}

impl Wanted {
    pub fn read(text: Option<String>, tag: Option<String>) -> Result<Self, Refusal> {
        let read = |field: &str, given: Option<String>| {
            let given = given.map(|given| given.trim().to_owned()).filter(|it| !it.is_empty());
            if given.as_ref().is_some_and(|given| given.chars().count() > QUERY_CHARS_MAX) {
                let message = format!("must have {QUERY_CHARS_MAX} characters at most");
                return Err(Refusal::invalid(vec![FieldError::new(field, message)]));
            }
            Ok(given.map(|given| text::folded(&given)))
        };
        Ok(Self { text: read("q", text)?, tag: read("tag", tag)? })
    }

    const fn is_anything(&self) -> bool {
        self.text.is_none() && self.tag.is_none()
    }

    fn fits(&self, entry: &Entry) -> bool {
        self.text.as_ref().is_none_or(|wanted| entry.has(wanted))
            && self
                .tag
                .as_ref()
                .is_none_or(|wanted| entry.tags.iter().any(|tag| text::folded(tag) == *wanted))
    }
}

/// At most `limit` entries behind a cursor. One more is read than is opened, which tells
/// whether there are others. A list reads as many as it shows; a search reads more and
/// more at once, and opens them for as long as a call may take, one at least.
pub async fn search(
    writer: &Writer,
    filter: EntryFilter,
    wanted: &Wanted,
    (mut after, limit): (Option<DayCursor>, u32),
) -> Result<Found, Refusal> {
    let mut found = Found { items: Vec::new(), searched_from_ms: None, next: None };
    let Some(key) = writer.vault.known_key(writer.user).await? else { return Ok(found) };
    let (store, is_list) = (&writer.vault.store, wanted.is_anything());
    let deadline = clock::monotonic() + LONGEST;
    let mut most = limit;
    loop {
        let mut rows = store.entries(writer.user, filter, after, most + 1).await?;
        let opened = usize::try_from(most).unwrap_or(usize::MAX);
        let has_all = rows.len() <= opened;
        rows.truncate(opened);
        let count = rows.len();
        for (record, at) in rows.into_iter().zip(1..) {
            let entry = sealed::open_entry(&key, &record)?;
            let (here, written_ms) = (record.cursor(), record.created_ms);
            after = Some(here);
            if wanted.fits(&entry) {
                found.items.push((record, entry));
            }
            let is_end = has_all && at == count;
            let is_full = u32::try_from(found.items.len()).is_ok_and(|count| count >= limit);
            let is_over = !is_list && clock::monotonic() >= deadline;
            if (is_full || is_over) && !is_end {
                found.next = Some(cursor::write(here));
                found.searched_from_ms = (!is_list).then_some(written_ms);
                return Ok(found);
            }
        }
        if has_all {
            return Ok(found);
        }
        most = most.saturating_mul(2).min(BATCH);
    }
}

/// All entries of a person, a batch at a time, for whoever takes them along.
pub async fn batch(
    writer: &Writer,
    filter: EntryFilter,
    after: Option<DayCursor>,
) -> Result<Vec<EntryRecord>, StoreError> {
    writer.vault.store.entries(writer.user, filter, after, BATCH).await
}
