//! A journal goes: to its person, as a file; or for good.

use std::{io, sync::Arc};

use downbeat_boot::clock;
use downbeat_job::{Durable, EraseJournal, journal::shred};
use downbeat_session::journal::{Entry, prompts::numbered};
use downbeat_store::{DayCursor, EntryFilter, EntryRecord, MoodRecord, PersonKey};
use futures::{Stream, TryStreamExt, stream};
use poem::{Body, web::Data};
use poem_openapi::{
    ApiResponse, Object, OpenApi,
    param::Query,
    payload::{Binary, Json},
};
use serde_json::json;

use super::{
    Writer, day,
    import::{Import, Imported},
    sealed, search,
};
use crate::{
    access::Caller,
    app::App,
    refusal::{Answer, FieldError, Refusal},
};

/// The key that seals people's keys is thrown away so long after its first use: what
/// is in older copies of the database opens until then.
const WRAPPED_MS: i64 = 30 * 24 * 3_600_000;
const MOODS_AT_ONCE: u32 = 500;

pub struct Transfer;

#[derive(ApiResponse)]
enum Exported {
    /// The file.
    #[oai(status = 200, content_type = "application/octet-stream")]
    File(
        Binary<Body>,
        #[oai(header = "Content-Disposition")] String,
        #[oai(header = "Cache-Control")] String,
    ),
}

#[derive(Debug, Object)]
struct Erased {
    /// Since when nothing of it opens in our stores and in copies of Redis.
    erased_ms: i64,
    /// Until when it may still open in backups of the database: the key that seals
    /// people's keys is thrown away by then. Null where that is overdue.
    backups_until_ms: Option<i64>,
}

#[OpenApi(prefix_path = "/api/v1")]
impl Transfer {
    /// Export your journal
    ///
    /// `format` is `json`, with all there is of entries and moods, or `markdown`, to read.
    /// Newest first, without what is in the trash.
    #[oai(path = "/journal/export", method = "get")]
    async fn export(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        format: Query<Option<String>>,
    ) -> Result<Exported, Refusal> {
        let writer = Writer::of(&app, &caller)?;
        let key = writer.vault.known_key(writer.user).await?;
        let (body, name) = match format.0.as_deref() {
            None | Some("json") => (Body::from_bytes_stream(as_json(writer, key)), "journal.json"),
            Some("markdown") => (Body::from_bytes_stream(as_markdown(writer, key)), "journal.md"),
            Some(_) => {
                let message = "must be `json` or `markdown`";
                return Err(Refusal::invalid(vec![FieldError::new("format", message)]));
            }
        };
        let named = format!("attachment; filename=\"{name}\"");
        Ok(Exported::File(Binary(body), named, "no-store".to_owned()))
    }

    /// Import into your journal
    ///
    /// Entries and moods as an export has them, 200 of each at most; the same twice adds
    /// nothing. What has no id gets one from what it says.
    #[oai(path = "/journal/import", method = "post")]
    async fn import(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        body: Json<Import>,
    ) -> Answer<Imported> {
        let writer = Writer::of(&app, &caller)?;
        Ok(Json(super::import::import(&writer, body.0).await?))
    }

    /// Erase your journal
    ///
    /// For good, without your account: entries, versions, moods, drafts, and the key that
    /// they were sealed with, so that no copy of them opens any more.
    #[oai(path = "/journal", method = "delete")]
    async fn erase(&self, app: Data<&Arc<App>>, caller: Caller) -> Answer<Erased> {
        let writer = Writer::of(&app, &caller)?;
        let transaction = app.store.begin().await?;
        let user = writer.user;
        let erased = transaction.erase_journal(user, &caller.doer).await?;
        let generation = erased.map(|key| key.generation);
        // Whoever had no key has nothing sealed anywhere.
        let jobs = generation.map(|gone| EraseJournal { user, generation: Some(gone) }.job());
        let jobs = jobs.into_iter().collect::<Result<Vec<_>, _>>()?;
        let enqueued = transaction.enqueue(&jobs).await?;
        transaction.commit().await?;
        // The job does it again, and has the file of live Redis written anew.
        if generation.is_some()
            && let Err(error) = shred(&app.live, user, generation).await
        {
            tracing::warn!(%error, "a job will take a journal out of live Redis");
        }
        app.queue.announce(&enqueued).await;
        let erased_ms = clock::unix_ms();
        let since_ms = erased.and_then(|key| key.wrapped_since_ms);
        let until_ms = since_ms.map_or(erased_ms, |since_ms| since_ms + WRAPPED_MS);
        let backups_until_ms = (until_ms >= erased_ms).then_some(until_ms);
        Ok(Json(Erased { erased_ms, backups_until_ms }))
    }
}

/// Where an export has come to.
struct Going {
    writer: Writer,
    key: Option<PersonKey>,
    after: Option<DayCursor>,
    moods_after: Option<DayCursor>,
    part: Part,
    is_first: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Head,
    Entries,
    Moods,
    End,
    Over,
}

type Texts = Result<Option<(String, Going)>, io::Error>;

fn going(writer: Writer, key: Option<PersonKey>) -> Going {
    Going { writer, key, after: None, moods_after: None, part: Part::Head, is_first: true }
}

fn as_json(
    writer: Writer,
    key: Option<PersonKey>,
) -> impl Stream<Item = Result<String, io::Error>> + Send + 'static {
    stream::try_unfold(going(writer, key), json_part)
}

async fn json_part(mut going: Going) -> Texts {
    let text = match going.part {
        Part::Head => {
            going.part = Part::Entries;
            format!("{{\"journal\":1,\"exported_ms\":{},\"entries\":[", clock::unix_ms())
        }
        Part::Entries => {
            let entries = going.entries().await?;
            if entries.is_empty() {
                going.part = Part::Moods;
                going.is_first = true;
                "],\"moods\":[".to_owned()
            } else {
                let lines = entries.into_iter().map(|(record, entry)| entry_json(&record, &entry));
                going.joined(lines)
            }
        }
        Part::Moods => {
            let moods = going.moods().await?;
            if moods.is_empty() {
                going.part = Part::End;
                String::new()
            } else {
                going.joined(moods.into_iter())
            }
        }
        Part::End => {
            going.part = Part::Over;
            "]}".to_owned()
        }
        Part::Over => return Ok(None),
    };
    Ok(Some((text, going)))
}

fn as_markdown(
    writer: Writer,
    key: Option<PersonKey>,
) -> impl Stream<Item = Result<String, io::Error>> + Send + 'static {
    stream::try_unfold(going(writer, key), markdown_part)
        .try_filter(|text| std::future::ready(!text.is_empty()))
}

async fn markdown_part(mut going: Going) -> Texts {
    let text = match going.part {
        Part::Head => {
            going.part = Part::Entries;
            "# Journal\n".to_owned()
        }
        Part::Entries => {
            let entries = going.entries().await?;
            if entries.is_empty() {
                going.part = Part::Over;
            }
            entries.iter().map(|(record, entry)| entry_markdown(record, entry)).collect()
        }
        Part::Moods | Part::End | Part::Over => return Ok(None),
    };
    Ok(Some((text, going)))
}

impl Going {
    async fn entries(&mut self) -> io::Result<Vec<(EntryRecord, Entry)>> {
        let Some(key) = &self.key else { return Ok(Vec::new()) };
        let (from, until) = day::all();
        let filter = EntryFilter { from, until, is_trash: false };
        let rows = search::batch(&self.writer, filter, self.after).await.map_err(broken)?;
        self.after = rows.last().map(EntryRecord::cursor).or(self.after);
        let opened = rows.into_iter().map(|row| {
            let entry = sealed::open_entry(key, &row).map_err(broken)?;
            Ok((row, entry))
        });
        opened.collect()
    }

    async fn moods(&mut self) -> io::Result<Vec<String>> {
        let Some(key) = &self.key else { return Ok(Vec::new()) };
        let (store, user) = (&self.writer.vault.store, self.writer.user);
        let rows = store.moods(user, day::all(), self.moods_after, MOODS_AT_ONCE).await;
        let rows = rows.map_err(broken)?;
        self.moods_after = rows.last().map(MoodRecord::cursor).or(self.moods_after);
        let opened = rows.iter().map(|row| {
            let mood = sealed::open_mood(key, row).map_err(broken)?;
            Ok(json!({
                "id": row.id, "day": row.day, "at_ms": row.at_ms,
                "value": mood.value, "note": mood.note,
            })
            .to_string())
        });
        opened.collect()
    }

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

fn entry_markdown(record: &EntryRecord, entry: &Entry) -> String {
    let title = entry.title.as_ref().map(|title| format!(" · {title}")).unwrap_or_default();
    let prompt = entry.prompt.and_then(numbered).map(|prompt| format!("> {}", prompt.text));
    let list = |name: &str, lines: &[String]| {
        let items: Vec<String> = lines.iter().map(|line| format!("- {line}")).collect();
        (!items.is_empty()).then(|| format!("{name}:\n\n{}", items.join("\n")))
    };
    let tags: Vec<String> = entry.tags.iter().map(|tag| format!("#{tag}")).collect();
    let parts = [
        Some(format!("\n## {}{title}", record.day)),
        prompt,
        (!entry.text.is_empty()).then(|| entry.text.clone()),
        list("Grateful for", &entry.grateful_for),
        list("Wins", &entry.wins),
        entry.mood.map(|mood| format!("Mood: {mood} of 10")),
        (!tags.is_empty()).then(|| tags.join(" ")),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join("\n\n") + "\n"
}

fn broken(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> io::Error {
    tracing::warn!("an export of a journal is cut off");
    io::Error::other(error)
}
