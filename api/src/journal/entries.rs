//! `/api/v1/journal/entries`: written, read, edited, thrown away.

use std::sync::Arc;

use downbeat_job::journal::EndingDraft;
use downbeat_live::DraftPlace;
use downbeat_session::journal::{DraftRev, Entry};
use downbeat_store::{Author, EntryFilter, EntryRecord, EntryToSave, PersonKey, StoreError};
use poem::web::Data;
use poem_openapi::{
    ApiResponse, OpenApi,
    param::{Header, Path, Query},
    payload::Json,
};
use uuid::Uuid;

use super::{
    Writer, cursor, day,
    entry::{
        EntryVersions, JournalEntries, JournalEntry, NewEntry, NewJournalEntry, read, version, view,
    },
    sealed,
    search::{self, Wanted},
};
use crate::{
    access::Caller,
    app::App,
    paging::limit,
    refusal::{Answer, FieldError, Refusal},
    session::found::matched,
};

pub struct Entries;

#[derive(ApiResponse)]
enum Written {
    /// It is written. The `ETag` is its version.
    #[oai(status = 201)]
    Entry(Json<JournalEntry>, #[oai(header = "ETag")] String, #[oai(header = "Location")] String),
}

#[derive(ApiResponse)]
enum Read {
    /// The entry. The `ETag` is its version.
    #[oai(status = 200)]
    Entry(Json<JournalEntry>, #[oai(header = "ETag")] String),
}

#[derive(ApiResponse)]
enum Thrown {
    /// It is thrown away.
    #[oai(status = 204)]
    Away,
}

#[OpenApi(prefix_path = "/api/v1")]
impl Entries {
    /// List journal entries
    ///
    /// Your own, newest first. With `q` or `tag` only those that have it: each call
    /// opens entries for 400 ms at most and says how far it got; `next` goes on.
    #[oai(path = "/journal/entries", method = "get")]
    #[expect(clippy::too_many_arguments, reason = "each is a part of the address")]
    async fn list(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        q: Query<Option<String>>,
        tag: Query<Option<String>>,
        from: Query<Option<String>>,
        until: Query<Option<String>>,
        trash: Query<Option<bool>>,
        cursor: Query<Option<String>>,
        #[oai(name = "limit")] most: Query<Option<u32>>,
    ) -> Answer<JournalEntries> {
        let writer = Writer::of(&app, &caller)?;
        let (from, until) = day::range(from.0.as_deref(), until.0.as_deref())?;
        let filter = EntryFilter { from, until, is_trash: trash.0.unwrap_or(false) };
        let wanted = Wanted::read(q.0, tag.0)?;
        let after = cursor.0.as_deref().map(cursor::read).transpose()?;
        let found = search::search(&writer, filter, &wanted, (after, limit(most.0)?)).await?;
        let items = found.items.into_iter().map(|(record, entry)| view(&record, entry)).collect();
        Ok(Json(JournalEntries {
            items,
            searched_from_ms: found.searched_from_ms,
            next: found.next,
        }))
    }

    /// Write a journal entry
    ///
    /// Ten in 24 hours, then 409 `enough`. A day is open for 48 hours, then 409
    /// `day_closed`. An id that another entry has is 409 `exists`.
    #[oai(path = "/journal/entries", method = "post")]
    async fn write(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        new: Json<NewJournalEntry>,
    ) -> Result<Written, Refusal> {
        let writer = Writer::of(&app, &caller)?;
        let key = writer.vault.key(writer.user).await?;
        let NewEntry { id, day, entry, draft } = read(new.0)?;
        let id = id.unwrap_or_else(Uuid::now_v7);
        if let Some(known) = app.store.entry(writer.user, id).await? {
            return writer.again(&key, (known, &entry), draft).await;
        }
        let day = writer.open_day(day.as_deref(), None).await?;
        let ending = writer.ending(draft).await?;
        let content = sealed::seal_entry(&key, (id, 1), &entry)?;
        let given = ending.as_ref().map(EndingDraft::given);
        let save = EntryToSave { id, day, content, draft: given };
        let transaction = app.store.begin().await?;
        let author = Author { user: writer.user, generation: key.generation() };
        let Some(record) = transaction.create_entry(author, save).await? else {
            // The same was sent twice at once, and the other was first.
            drop(transaction);
            let known = app.store.entry(writer.user, id).await?.ok_or_else(unknown)?;
            return writer.again(&key, (known, &entry), draft).await;
        };
        transaction.commit().await?;
        writer.ended(ending).await;
        Ok(written(view(&record, entry)))
    }

    /// Get a journal entry
    #[oai(path = "/journal/entries/:id", method = "get")]
    async fn read(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
    ) -> Result<Read, Refusal> {
        let writer = Writer::of(&app, &caller)?;
        writer.stands(app.store.entry(writer.user, id.0).await?).await
    }

    /// Save a journal entry
    ///
    /// The whole of it, in the place of what stood there, which is kept as a version.
    /// `If-Match` is the `ETag` of what you read: 412 `stale` when it was saved elsewhere
    /// meanwhile. One in the trash comes out of it.
    #[oai(path = "/journal/entries/:id", method = "put")]
    async fn save(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
        #[oai(name = "If-Match")] if_match: Header<Option<String>>,
        body: Json<NewJournalEntry>,
    ) -> Result<Read, Refusal> {
        let writer = Writer::of(&app, &caller)?;
        let record = app.store.entry(writer.user, id.0).await?.ok_or_else(unknown)?;
        matched(if_match.0.as_deref(), record.version.into())?;
        let NewEntry { id: given, day, entry, draft } = read(body.0)?;
        if given.is_some_and(|given| given != id.0) {
            let message = "must be left out, or the entry's own";
            return Err(Refusal::invalid(vec![FieldError::new("id", message)]));
        }
        let day = writer.open_day(day.as_deref(), Some(record.day)).await?;
        let key = writer.vault.key(writer.user).await?;
        let ending = writer.ending(draft).await?;
        let content = sealed::seal_entry(&key, (id.0, record.version + 1), &entry)?;
        let given = ending.as_ref().map(EndingDraft::given);
        let save = EntryToSave { id: id.0, day, content, draft: given };
        let transaction = app.store.begin().await?;
        let author = Author { user: writer.user, generation: key.generation() };
        let saved = transaction.save_entry(author, record.version, save).await?;
        transaction.commit().await?;
        writer.ended(ending).await;
        Ok(shown(view(&saved, entry)))
    }

    /// Throw a journal entry away
    ///
    /// Into the trash, where it stays for 30 days; with `for_good` out of it and
    /// everything. `If-Match` is the `ETag` of what you read: 412 `stale` when it was saved
    /// elsewhere meanwhile.
    #[oai(path = "/journal/entries/:id", method = "delete")]
    async fn throw_away(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
        for_good: Query<Option<bool>>,
        #[oai(name = "If-Match")] if_match: Header<Option<String>>,
    ) -> Result<Thrown, Refusal> {
        let writer = Writer::of(&app, &caller)?;
        let record = app.store.entry(writer.user, id.0).await?.ok_or_else(unknown)?;
        matched(if_match.0.as_deref(), record.version.into())?;
        if for_good.0.unwrap_or(false) {
            app.store.delete_entry(writer.user, id.0, record.version).await?;
        } else {
            app.store.trash_entry(writer.user, id.0, record.version).await?;
        }
        Ok(Thrown::Away)
    }

    /// Take a journal entry out of the trash
    #[oai(path = "/journal/entries/:id/restore", method = "post")]
    async fn restore(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
    ) -> Result<Read, Refusal> {
        let writer = Writer::of(&app, &caller)?;
        writer.stands(app.store.restore_entry(writer.user, id.0).await?).await
    }

    /// List the versions of a journal entry
    ///
    /// What it was before, newest first: the last 20.
    #[oai(path = "/journal/entries/:id/versions", method = "get")]
    async fn versions(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
    ) -> Answer<EntryVersions> {
        let writer = Writer::of(&app, &caller)?;
        app.store.entry(writer.user, id.0).await?.ok_or_else(unknown)?;
        let key = writer.vault.known_key(writer.user).await?.ok_or_else(unknown)?;
        let mut items = Vec::new();
        for older in app.store.entry_versions(writer.user, id.0).await? {
            let entry = sealed::open_older(&key, id.0, &older)?;
            items.push(version(&older, entry));
        }
        Ok(Json(EntryVersions { items }))
    }
}

impl Writer {
    /// An entry of theirs, opened, and whether it is in the trash.
    pub async fn entry(&self, id: Uuid) -> Result<(Entry, bool), Refusal> {
        let record = self.vault.store.entry(self.user, id).await?.ok_or_else(unknown)?;
        let key = self.vault.known_key(self.user).await?.ok_or_else(unknown)?;
        Ok((sealed::open_entry(&key, &record)?, record.trashed_ms.is_some()))
    }

    /// An entry as it stands, opened.
    async fn stands(&self, record: Option<EntryRecord>) -> Result<Read, Refusal> {
        let record = record.ok_or_else(unknown)?;
        let key = self.vault.known_key(self.user).await?.ok_or_else(unknown)?;
        let entry = sealed::open_entry(&key, &record)?;
        Ok(shown(view(&record, entry)))
    }

    /// The answer was lost, and it is sent again; or another entry has the id. The draft
    /// may have been none of the first request's, so it ends here.
    async fn again(
        &self,
        key: &PersonKey,
        (known, entry): (EntryRecord, &Entry),
        draft: Option<(Uuid, DraftRev)>,
    ) -> Result<Written, Refusal> {
        let standing = sealed::open_entry(key, &known)?;
        if known.version > 1 || standing != *entry {
            return Err(Refusal::conflict("exists", "there is an entry of this id"));
        }
        if let Some((id, rev)) = draft {
            self.vault.end_draft(DraftPlace { user: self.user, id }, rev).await?;
        }
        Ok(written(view(&known, standing)))
    }

    async fn ending(
        &self,
        draft: Option<(Uuid, DraftRev)>,
    ) -> Result<Option<EndingDraft>, Refusal> {
        let Some((id, rev)) = draft else { return Ok(None) };
        let place = DraftPlace { user: self.user, id };
        Ok(Some(self.vault.ending_draft(place, rev).await?))
    }

    async fn ended(&self, draft: Option<EndingDraft>) {
        if let Some(draft) = draft {
            self.vault.tell_ended(&draft).await;
        }
    }
}

fn written(entry: JournalEntry) -> Written {
    let (tag, place) = (tag(&entry), format!("/api/v1/journal/entries/{}", entry.id));
    Written::Entry(Json(entry), tag, place)
}

fn shown(entry: JournalEntry) -> Read {
    let tag = tag(&entry);
    Read::Entry(Json(entry), tag)
}

fn tag(entry: &JournalEntry) -> String {
    format!("\"{}\"", entry.version)
}

fn unknown() -> Refusal {
    StoreError::NotFound.into()
}
