//! Sessions: found, looked into, woken, put to sleep, ended.

use std::{collections::HashMap, sync::Arc, time::Duration};

use downbeat_boot::clock;
use downbeat_job::{ActivateSession, Durable, RestoreSession, erasure::end_session};
use downbeat_live::{LiveError, Parked};
use downbeat_store::{AuditEntry, Find, FoundCursor};
use poem::web::Data;
use poem_openapi::{
    ApiResponse, Object, OpenApi,
    param::{Path, Query},
    payload::Json,
};
use serde_json::json;
use uuid::Uuid;

use super::{
    audit::audit_of,
    session_shown::{SessionDetail, SessionView, detail, found, hottest, views},
    why::Why,
};
use crate::{
    access::{Admin, Reader},
    app::App,
    paging::Page,
    refusal::{Answer, FieldError, Refusal},
};

/// How long what was asked for is waited for.
const WAIT: Duration = Duration::from_secs(2);
const LOOK_EVERY: Duration = Duration::from_millis(20);

pub struct Sessions;

#[derive(Debug, Object)]
struct SessionList {
    items: Vec<SessionView>,
    next: Option<String>,
}

/// What came of a wish while its asker waited.
#[derive(ApiResponse)]
enum Worked {
    /// It is done.
    #[oai(status = 200)]
    Done(Json<SessionDetail>),
    /// It is under way; this is how things are now.
    #[oai(status = 202)]
    UnderWay(Json<SessionDetail>),
}

impl Worked {
    fn of(is_done: bool, detail: Json<SessionDetail>) -> Self {
        if is_done { Self::Done(detail) } else { Self::UnderWay(detail) }
    }
}

#[OpenApi(prefix_path = "/api/v1/admin")]
impl Sessions {
    /// List sessions
    #[oai(path = "/sessions", method = "get")]
    #[expect(clippy::too_many_arguments, reason = "each is a documented part of the address")]
    async fn list(
        &self,
        app: Data<&Arc<App>>,
        _reader: Reader,
        find: Query<Option<String>>,
        parent: Query<Option<Uuid>>,
        kind: Query<Option<String>>,
        sort: Query<Option<String>>,
        cursor: Query<Option<String>>,
        limit: Query<Option<u32>>,
    ) -> Answer<SessionList> {
        // A cursor tells the incarnation, too, which one of the orders goes by.
        let given = cursor.0.as_deref().and_then(|cursor| cursor.split_once('.'));
        let page = Page::read(given.map(|(_, id)| id).or(cursor.0.as_deref()), limit.0)?;
        let frames = hottest(&app).await?;
        let parked = match app.live.parked().await {
            Ok((parked, _)) => parked,
            // Without live Redis nobody knows which: that is no empty list.
            Err(error) if sort.0.as_deref() == Some("parked") => return Err(error.into()),
            Err(error) => {
                tracing::warn!(%error, "sessions are listed without what live Redis knows");
                Vec::new()
            }
        };
        let wanted = match parent.0 {
            Some(parent) => Find::ChildrenOf(parent),
            None => wanted_by(find.0, sort.0.as_deref(), (&frames, &parked))?,
        };
        let incarnation = given.map_or(Ok(0), |(incarnation, _)| incarnation.parse());
        let incarnation = incarnation.map_err(|_| {
            Refusal::invalid(vec![FieldError::new("cursor", "is none that was given out")])
        })?;
        let behind = page.before.map(|id| FoundCursor { incarnation, id });
        let kind = kind.0.filter(|kind| !kind.is_empty());
        let mut found =
            app.store.find_sessions(&wanted, kind.as_deref(), behind, page.limit).await?;
        if sort.0.as_deref() == Some("hottest") {
            found.sort_by_key(|found| std::cmp::Reverse(frames.get(&found.id).copied()));
        }
        let next = page.next(&found, |found| found.id);
        let last = found.last().map_or(0, |found| found.incarnation);
        // The hottest are all on one page: their order is no order of Postgres'.
        let is_whole = sort.0.as_deref() == Some("hottest") && matches!(wanted, Find::Ids(_));
        let next = next.filter(|_| !is_whole);
        let next = next.map(|id| format!("{last}.{id}"));
        Ok(Json(SessionList { items: views(&app, found, &frames, &parked).await?, next }))
    }

    /// Get a session
    #[oai(path = "/sessions/:id", method = "get")]
    async fn one(
        &self,
        app: Data<&Arc<App>>,
        _reader: Reader,
        id: Path<Uuid>,
    ) -> Answer<SessionDetail> {
        detail(&app, id.0).await
    }

    /// Activate a session
    ///
    /// 202 where it takes longer than is waited for.
    #[oai(path = "/sessions/:id/activate", method = "post")]
    async fn activate(
        &self,
        app: Data<&Arc<App>>,
        admin: Admin,
        id: Path<Uuid>,
        why: Json<Why>,
    ) -> Result<Worked, Refusal> {
        found(&app, id.0).await?;
        let wake = async {
            app.queue.signal(&ActivateSession { session: id.0 }).await?;
            wait_until(|| is_hot(&app, id.0)).await
        };
        let (action, why) = ("session.activate", why.reason()?);
        let is_hot = noted(&app, &entry(&admin, action, id.0, why), wake).await?;
        Ok(Worked::of(is_hot, detail(&app, id.0).await?))
    }

    /// Deactivate a session
    ///
    /// 202 where it takes longer than is waited for: it sleeps within seconds,
    /// unless somebody watches it or it is changed meanwhile. 409 `watched`, or
    /// `running` for one that stays awake until that is over.
    #[oai(path = "/sessions/:id/close", method = "post")]
    async fn close(
        &self,
        app: Data<&Arc<App>>,
        admin: Admin,
        id: Path<Uuid>,
        why: Json<Why>,
    ) -> Result<Worked, Refusal> {
        found(&app, id.0).await?;
        let watchers = app.live.watchers(id.0).await?.sockets;
        if watchers > 0 {
            let detail = format!("{watchers} sockets watch it: it would be woken at once");
            return Err(Refusal::conflict("watched", detail));
        }
        // What cannot be read is closed by nobody, and says so in its detail.
        let is_running = app
            .live
            .read(id.0)
            .await
            .is_ok_and(|hot| hot.is_some_and(|hot| hot.session.is_running()));
        if is_running {
            return Err(Refusal::conflict(
                "running",
                "it runs, and stays awake until that is over",
            ));
        }
        let close = async {
            app.live.mark_unwatched(id.0).await?;
            wait_until(|| is_cold(&app, id.0)).await
        };
        let (action, why) = ("session.close", why.reason()?);
        let is_cold = noted(&app, &entry(&admin, action, id.0, why), close).await?;
        Ok(Worked::of(is_cold, detail(&app, id.0).await?))
    }

    /// Restore a parked session
    ///
    /// As it was when it could last be read: what it was told after that stays in
    /// its history and is no part of it any more. 202 where its job goes on. 409
    /// `not_parked` for a session that needs none of this, `newer_release` for one
    /// that is not ours to read.
    #[oai(path = "/sessions/:id/restore", method = "post")]
    async fn restore(
        &self,
        app: Data<&Arc<App>>,
        admin: Admin,
        id: Path<Uuid>,
        why: Json<Why>,
    ) -> Result<Worked, Refusal> {
        found(&app, id.0).await?;
        let is_parked = app.live.why_parked(id.0).await?.is_some();
        match app.live.read(id.0).await {
            Err(LiveError::Newer(_)) => {
                let detail = "a newer release wrote it, and its workers go on with it";
                return Err(Refusal::conflict("newer_release", detail));
            }
            Err(LiveError::Unreadable(_)) => {}
            _ if is_parked => {}
            _ => return Err(Refusal::conflict("not_parked", "it goes on by itself")),
        }
        let transaction = app.store.begin().await?;
        let entry = entry(&admin, "session.restore", id.0, why.reason()?);
        transaction.note(&entry).await?;
        let enqueued = transaction.enqueue(&[RestoreSession { session: id.0 }.job()?]).await?;
        transaction.commit().await?;
        app.queue.announce(&enqueued).await;
        let is_back = wait_until(|| is_back(&app, id.0)).await?;
        Ok(Worked::of(is_back, detail(&app, id.0).await?))
    }

    /// End a session
    #[oai(path = "/sessions/:id/end", method = "post")]
    async fn end(
        &self,
        app: Data<&Arc<App>>,
        admin: Admin,
        id: Path<Uuid>,
        why: Json<Why>,
    ) -> Answer<SessionDetail> {
        let before = detail(&app, id.0).await?;
        let transaction = app.store.begin().await?;
        let by = (&admin.0.doer, why.reason()?);
        let ended = end_session(&transaction, id.0, None, by).await?;
        let enqueued = transaction.enqueue(&ended.jobs).await?;
        transaction.commit().await?;
        app.queue.announce(&enqueued).await;
        // The job tells live Redis again, should this fail.
        if let Err(error) = ended.tell(&app.live, id.0).await {
            tracing::warn!(session = %id.0, %error, "a job will tell that a session ended");
        }
        let deeds = audit_of(&app, &id.0.to_string()).await?;
        let SessionDetail { session, events, .. } = before.0;
        let session = SessionView { is_hot: Some(false), ..session };
        let newer_release = false;
        Ok(Json(SessionDetail { session, live: None, newer_release, events, deeds }))
    }
}

fn wanted_by(
    find: Option<String>,
    sort: Option<&str>,
    (frames, parked): (&HashMap<Uuid, i64>, &[Parked]),
) -> Result<Find, Refusal> {
    let find = find.map(|find| find.trim().to_owned()).filter(|find| !find.is_empty());
    if let Some(find) = find {
        if find.len() > 100 || find.contains('\0') {
            let error = FieldError::new("find", "must be an id or a login");
            return Err(Refusal::invalid(vec![error]));
        }
        return Ok(Uuid::parse_str(&find).map_or(Find::OwnedBy(find), |id| Find::Ids(vec![id])));
    }
    match sort {
        None | Some("" | "newest") => Ok(Find::All),
        Some("coldest") => Ok(Find::ColdestFirst),
        Some("hottest") => Ok(Find::Ids(frames.keys().copied().collect())),
        Some("parked") => Ok(Find::Ids(parked.iter().map(|one| one.session).collect())),
        Some(other) => {
            let message = format!("`{other}` is not newest, hottest, coldest or parked");
            Err(Refusal::invalid(vec![FieldError::new("sort", message)]))
        }
    }
}

/// What is done in live Redis is in no transaction with its line in the audit log.
/// So it is noted before, as begun, and after, with its outcome: a line that has
/// none tells that nobody knows. `deed` answers whether it came to its end.
async fn noted(
    app: &App,
    entry: &AuditEntry<'_>,
    deed: impl Future<Output = Result<bool, Refusal>>,
) -> Result<bool, Refusal> {
    let told =
        |outcome: &str| AuditEntry { details: json!({ "outcome": outcome }), ..entry.clone() };
    app.store.note(&told("begun")).await?;
    let done = deed.await;
    let outcome = match &done {
        Ok(true) => "done",
        Ok(false) => "under_way",
        Err(_) => "failed",
    };
    if let Err(error) = app.store.note(&told(outcome)).await {
        tracing::error!(%error, action = entry.action, outcome, "an outcome is not in the audit log");
    }
    done
}

fn entry<'a>(
    admin: &'a Admin,
    action: &'static str,
    id: Uuid,
    reason: Option<&'a str>,
) -> AuditEntry<'a> {
    let (doer, target_kind, target_id) = (&admin.0.doer, "session", id.to_string());
    AuditEntry { doer, action, target_kind, target_id, reason, details: json!({}) }
}

async fn is_hot(app: &App, id: Uuid) -> Result<bool, Refusal> {
    Ok(app.live.read(id).await?.is_some())
}

async fn is_cold(app: &App, id: Uuid) -> Result<bool, Refusal> {
    Ok(app.live.are_hot(&[id]).await? == [false])
}

async fn is_back(app: &App, id: Uuid) -> Result<bool, Refusal> {
    let is_back = matches!(app.live.read(id).await, Ok(Some(_)));
    Ok(is_back && app.live.why_parked(id).await?.is_none())
}

/// Whoever asked sees it happen, unless it takes long.
async fn wait_until<F>(is_done: impl Fn() -> F) -> Result<bool, Refusal>
where
    F: Future<Output = Result<bool, Refusal>>,
{
    let deadline = clock::monotonic() + WAIT;
    loop {
        if is_done().await? {
            return Ok(true);
        }
        if clock::monotonic() >= deadline {
            return Ok(false);
        }
        clock::sleep(LOOK_EVERY).await;
    }
}
