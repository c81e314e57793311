//! A journal goes: to its person, as a file; or for good.

use std::{io, sync::Arc};

use downbeat_boot::clock;
use downbeat_job::{
    Durable, EraseJournal,
    journal::{JournalPages, VaultError, as_json, as_markdown, shred},
};
use futures::TryStreamExt;
use poem::{Body, web::Data};
use poem_openapi::{
    ApiResponse, Object, OpenApi,
    param::Query,
    payload::{Binary, Json},
};

use super::{
    Writer,
    import::{Import, Imported},
};
use crate::{
    access::Caller,
    app::App,
    refusal::{Answer, FieldError, Refusal},
};

/// The key that seals people's keys is thrown away so long after its first use: what
/// is in older copies of the database opens until then.
const WRAPPED_MS: i64 = 30 * 24 * 3_600_000;

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
        let Writer { user, vault } = Writer::of(&app, &caller)?;
        let key = vault.known_key(user).await?;
        let pages = JournalPages::new(vault.store, user, key);
        let (body, name) = match format.0.as_deref() {
            None | Some("json") => {
                let texts = as_json(pages).map_err(broken);
                (Body::from_bytes_stream(texts), "journal.json")
            }
            Some("markdown") => {
                let texts = as_markdown(pages).map_err(broken);
                (Body::from_bytes_stream(texts), "journal.md")
            }
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
    /// they were sealed with, so that no copy of them opens any more. Exports of all that
    /// you have go, too, which it sealed.
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

fn broken(error: VaultError) -> io::Error {
    tracing::warn!("an export of a journal is cut off");
    io::Error::other(error)
}
