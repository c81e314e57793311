//! Everything that is kept of somebody, as a file for themselves. A job writes it.

use std::{io, sync::Arc, time::Duration};

use downbeat_boot::clock;
use downbeat_job::{Durable, Export, exports::open_piece};
use downbeat_live::Quota;
use downbeat_store::{AskedExport, ExportRecord, Keys, PersonKey, Store};
use futures::{Stream, stream};
use metrics::counter;
use poem::{Body, web::Data};
use poem_openapi::{
    ApiResponse, Enum, Object, OpenApi,
    param::Path,
    payload::{Binary, Json},
};
use uuid::Uuid;

use crate::{
    access::{Caller, Permissions, Who},
    app::App,
    refusal::{Answer, Refusal},
};

/// Files that somebody has at once.
const READY_MAX: i64 = 3;
const WINDOWS: [(&str, Quota); 1] =
    [("exports a day", Quota { most: 5, window: Duration::from_hours(24) })];
/// A limit must not make anybody wait for a Redis that is slow.
const PATIENCE: Duration = Duration::from_millis(100);

pub struct Exports;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
enum AccountExportState {
    /// Its file is being written.
    Pending,
    Ready,
    /// There is no file.
    Failed,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Enum)]
#[oai(rename_all = "snake_case")]
enum AccountExportProblem {
    /// You have more here than a gigabyte.
    TooLarge,
    /// Something went wrong on our side.
    Broken,
}

/// A file with all that is kept of you, or that there will be one.
#[derive(Debug, Object)]
struct AccountExport {
    id: Uuid,
    state: AccountExportState,
    /// Of the file, once it is ready.
    bytes: Option<i64>,
    /// Why there is no file.
    problem: Option<AccountExportProblem>,
    made_ms: i64,
    ready_ms: Option<i64>,
    /// It goes then.
    until_ms: i64,
}

#[derive(Debug, Object)]
struct AccountExportList {
    items: Vec<AccountExport>,
}

#[derive(ApiResponse)]
enum Asked {
    /// Its file is being written.
    #[oai(status = 202)]
    Made(Json<AccountExport>),
}

#[derive(ApiResponse)]
enum Given {
    /// The file.
    #[oai(status = 200, content_type = "application/zip")]
    File(
        Binary<Body>,
        #[oai(header = "Content-Disposition")] String,
        #[oai(header = "Cache-Control")] String,
    ),
}

#[derive(ApiResponse)]
enum Gone {
    /// It is gone.
    #[oai(status = 204)]
    Gone,
}

#[OpenApi(prefix_path = "/api/v1")]
impl Exports {
    /// List your exports
    ///
    /// Newest first. By the person's own cookie.
    #[oai(path = "/me/exports", method = "get")]
    async fn list(&self, app: Data<&Arc<App>>, caller: Caller) -> Answer<AccountExportList> {
        let user = person(&caller)?;
        let items = app.store.exports(user).await?.into_iter().map(view).collect();
        Ok(Json(AccountExportList { items }))
    }

    /// Export everything you have here
    ///
    /// A ZIP file is written, of JSON, your journal to read and your media, which takes
    /// seconds to minutes: its `state` says when it is `ready`. It is sealed with your key
    /// and kept for seven days. One is written at a time: 409 `exists`; you have three at
    /// most: 409 `full`; five in a day; a gigabyte. 503 `exports_off` where the installation
    /// has no keys for people. By the person's own cookie.
    #[oai(path = "/me/exports", method = "post")]
    async fn make(&self, app: Data<&Arc<App>>, caller: Caller) -> Result<Asked, Refusal> {
        let user = person(&caller)?;
        keys(&app)?;
        let export = Uuid::now_v7();
        let transaction = app.store.begin().await?;
        let made = match transaction.ask_for_export(user, export, READY_MAX).await? {
            AskedExport::Made(made) => made,
            AskedExport::Pending => {
                return Err(Refusal::conflict("exists", "one is being made: wait for it"));
            }
            AskedExport::Full => {
                let detail = format!("you have {READY_MAX} exports, which is all: delete one");
                return Err(Refusal::conflict("full", detail));
            }
        };
        // What is refused anyway does not count.
        limited(&app, user).await?;
        let enqueued = transaction.enqueue(&[Export { export }.job()?]).await?;
        transaction.commit().await?;
        app.queue.announce(&enqueued).await;
        Ok(Asked::Made(Json(view(made))))
    }

    /// Download an export
    ///
    /// 409 `wrong_state` while it is not ready. By the person's own cookie.
    #[oai(path = "/me/exports/:id", method = "get")]
    async fn give(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
    ) -> Result<Given, Refusal> {
        let user = person(&caller)?;
        let export = app.store.export(user, id.0).await?.ok_or_else(unknown)?;
        let ("ready", Some(bytes)) = (export.state.as_str(), export.bytes) else {
            return Err(Refusal::conflict("wrong_state", "its file is not there"));
        };
        let stored = app.store.user_key(user).await?.ok_or_else(unknown)?;
        let key = stored.open(keys(&app)?, user).map_err(|error| Refusal::internal(&error))?;
        let pieces = pieces(app.store.clone(), (export.id, bytes), key);
        let named = "attachment; filename=\"downbeat.zip\"".to_owned();
        let body = Body::from_bytes_stream(pieces);
        Ok(Given::File(Binary(body), named, "no-store".to_owned()))
    }

    /// Delete an export
    ///
    /// Whatever its state is; what is being written ends. By the person's own cookie.
    #[oai(path = "/me/exports/:id", method = "delete")]
    async fn delete(
        &self,
        app: Data<&Arc<App>>,
        caller: Caller,
        id: Path<Uuid>,
    ) -> Result<Gone, Refusal> {
        let user = person(&caller)?;
        if app.store.delete_export(user, id.0).await? { Ok(Gone::Gone) } else { Err(unknown()) }
    }
}

/// Whoever may do nothing else any more may take along what is theirs.
fn person(caller: &Caller) -> Result<Uuid, Refusal> {
    caller.may_as_person(Permissions::CONFIG)?;
    match caller.who {
        Who::Account(user) => Ok(user),
        _ => Err(Refusal::forbidden("exports are for their person alone: sign in")),
    }
}

fn keys(app: &App) -> Result<&Keys, Refusal> {
    app.journal_keys.as_ref().ok_or_else(|| {
        Refusal::away("exports_off", "nothing can be sealed here: journal.keys is empty")
    })
}

/// As other windows: while live Redis is away nothing is counted.
async fn limited(app: &App, user: Uuid) -> Result<(), Refusal> {
    if app.requests_per_min == 0 {
        return Ok(());
    }
    let whose = format!("exports:{user}");
    let taken = clock::timeout(PATIENCE, app.live.take_all(&whose, &WINDOWS)).await;
    let Ok(Ok(Err(full))) = taken else { return Ok(()) };
    counter!("downbeat_requests_limited_total").increment(1);
    let (name, quota) = WINDOWS[full.window];
    Err(Refusal::limited_by(&format!("{} {name}", quota.most), full.wait))
}

/// One piece after the other, opened; it breaks off where one is not what it should be.
fn pieces(
    store: Store,
    (export, bytes): (Uuid, i64),
    key: PersonKey,
) -> impl Stream<Item = io::Result<Vec<u8>>> + Send + 'static {
    stream::try_unfold((store, key, 0_i32, bytes), move |(store, key, n, left)| async move {
        if left <= 0 {
            return Ok(None);
        }
        let gone = || io::Error::new(io::ErrorKind::NotFound, "the export is gone");
        let sealed = store.export_chunk(export, n).await.map_err(io::Error::other)?;
        let piece = open_piece(&key, (export, n), &sealed.ok_or_else(gone)?);
        let piece = piece.map_err(io::Error::other)?;
        let left = left - i64::try_from(piece.len()).map_err(io::Error::other)?;
        let next = n.checked_add(1).ok_or_else(gone)?;
        Ok(Some((piece, (store, key, next, left))))
    })
}

fn view(stored: ExportRecord) -> AccountExport {
    let ExportRecord { id, state, bytes, problem, made_ms, ready_ms, until_ms, .. } = stored;
    let state = match state.as_str() {
        "pending" => AccountExportState::Pending,
        "ready" => AccountExportState::Ready,
        _ => AccountExportState::Failed,
    };
    let problem = problem.map(|problem| match problem.as_str() {
        "too_large" => AccountExportProblem::TooLarge,
        _ => AccountExportProblem::Broken,
    });
    AccountExport { id, state, bytes, problem, made_ms, ready_ms, until_ms }
}

fn unknown() -> Refusal {
    Refusal::not_found("export")
}
