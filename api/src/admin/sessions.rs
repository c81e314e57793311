//! Sessions: found, looked into, woken, put to sleep, ended.

use std::{collections::HashMap, sync::Arc, time::Duration};

use downbeat_boot::clock;
use downbeat_job::{ActivateSession, Durable, RestoreSession, erasure::end_session};
use downbeat_live::{LiveError, Parked};
use downbeat_store::{AuditEntry, Find, FoundCursor};
use poem::web::Data;
use poem_openapi::{
    Object, OpenApi,
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

/// How long an activation is waited for.
const WAIT: Duration = Duration::from_secs(2);
const LOOK_EVERY: Duration = Duration::from_millis(20);

pub struct Sessions;

#[derive(Debug, Object)]
struct SessionList {
    items: Vec<SessionView>,
    next: Option<String>,
}

#[OpenApi(prefix_path = "/api/v1/admin")]
impl Sessions {
    /// Sessions: the newest, the hottest, those that start cold most, those that
    /// are parked, or one
    #[oai(path = "/sessions", method = "get")]
    #[expect(clippy::too_many_arguments, reason = "each is a documented part of the address")]
    async fn list(
        &self,
        app: Data<&Arc<App>>,
        _reader: Reader,
        find: Query<Option<String>>,
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
        let wanted = wanted_by(find.0, sort.0.as_deref(), (&frames, &parked))?;
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

    /// One session, as Postgres and live Redis know it
    #[oai(path = "/sessions/:id", method = "get")]
    async fn one(
        &self,
        app: Data<&Arc<App>>,
        _reader: Reader,
        id: Path<Uuid>,
    ) -> Answer<SessionDetail> {
        detail(&app, id.0).await
    }

    /// Bring a session into live Redis
    #[oai(path = "/sessions/:id/activate", method = "post")]
    async fn activate(
        &self,
        app: Data<&Arc<App>>,
        admin: Admin,
        id: Path<Uuid>,
        why: Json<Why>,
    ) -> Answer<SessionDetail> {
        found(&app, id.0).await?;
        note(&app, &admin, "session.activate", id.0, why.reason()?).await?;
        app.queue.signal(&ActivateSession { session: id.0 }).await?;
        wait_until_hot(&app, id.0).await?;
        detail(&app, id.0).await
    }

    /// Put a session to sleep that nobody watches
    #[oai(path = "/sessions/:id/close", method = "post")]
    async fn close(
        &self,
        app: Data<&Arc<App>>,
        admin: Admin,
        id: Path<Uuid>,
        why: Json<Why>,
    ) -> Answer<SessionDetail> {
        found(&app, id.0).await?;
        let watchers = app.live.watchers(id.0).await?.sockets;
        if watchers > 0 {
            let detail = format!("{watchers} sockets watch it: it would be woken at once");
            return Err(Refusal::conflict("watched", detail));
        }
        note(&app, &admin, "session.close", id.0, why.reason()?).await?;
        app.live.mark_unwatched(id.0).await?;
        detail(&app, id.0).await
    }

    /// Bring a parked session back
    ///
    /// As it was when it could last be read: what it was told after that stays in
    /// its history and is no part of it any more. 409 `not_parked` for a session
    /// that needs none of this, `newer_release` for one that is not ours to read.
    #[oai(path = "/sessions/:id/restore", method = "post")]
    async fn restore(
        &self,
        app: Data<&Arc<App>>,
        admin: Admin,
        id: Path<Uuid>,
        why: Json<Why>,
    ) -> Answer<SessionDetail> {
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
        wait_until_restored(&app, id.0).await?;
        detail(&app, id.0).await
    }

    /// End a session for good
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
        let session = SessionView { is_hot: false, ..session };
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

async fn note(
    app: &App,
    admin: &Admin,
    action: &'static str,
    id: Uuid,
    reason: Option<&str>,
) -> Result<(), Refusal> {
    Ok(app.store.note(&entry(admin, action, id, reason)).await?)
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

async fn wait_until_restored(app: &App, id: Uuid) -> Result<(), Refusal> {
    let deadline = clock::monotonic() + WAIT;
    while clock::monotonic() < deadline {
        let is_back = matches!(app.live.read(id).await, Ok(Some(_)));
        if is_back && app.live.why_parked(id).await?.is_none() {
            break;
        }
        clock::sleep(LOOK_EVERY).await;
    }
    Ok(())
}

/// Whoever asked sees it happen, unless it takes long.
async fn wait_until_hot(app: &App, id: Uuid) -> Result<(), Refusal> {
    let deadline = clock::monotonic() + WAIT;
    while app.live.read(id).await?.is_none() && clock::monotonic() < deadline {
        clock::sleep(LOOK_EVERY).await;
    }
    Ok(())
}
