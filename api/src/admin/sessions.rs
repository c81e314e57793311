//! Sessions: found, looked into, woken, put to sleep, ended.

use std::{collections::HashMap, sync::Arc, time::Duration};

use downbeat_boot::clock;
use downbeat_job::{ActivateSession, farewell::end_session};
use downbeat_store::{Deed, Find, FoundCursor, FoundSession};
use poem::web::Data;
use poem_openapi::{
    Object, OpenApi,
    param::{Path, Query},
    payload::Json,
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    audit::{DeedView, deeds_of},
    why::Why,
    workers::owner,
};
use crate::{
    access::{Admin, Reader},
    paging::Page,
    refusal::{Answer, FieldError, Refusal},
    routes::Doors,
};

const EVENTS_SHOWN: u32 = 20;
/// How long an activation is waited for.
const WAIT: Duration = Duration::from_secs(2);
const LOOK_EVERY: Duration = Duration::from_millis(20);

pub struct Sessions;

#[derive(Debug, Object)]
struct SessionView {
    id: Uuid,
    kind: String,
    owner_login: Option<String>,
    owner_name: String,
    shard: i16,
    config_version: i64,
    /// How often it was started cold.
    incarnation: i64,
    is_hot: bool,
    created_ms: i64,
    updated_ms: i64,
    /// In the last whole minute, for the hottest.
    frames_per_min: Option<i64>,
}

#[derive(Debug, Object)]
struct SessionList {
    items: Vec<SessionView>,
    next: Option<String>,
}

#[derive(Debug, Object)]
struct LiveView {
    rev: String,
    at_ms: i64,
    due_ms: Option<i64>,
    /// The worker that owns its shard.
    owner: Option<String>,
    epoch: Option<String>,
    /// Sockets, as APIs said within the last 15 s.
    watchers: u64,
    last_watched_ms: Option<i64>,
}

#[derive(Debug, Object)]
struct HappenedView {
    rev: String,
    seq: i16,
    at_ms: i64,
    name: String,
    actor: Value,
    payload: Value,
}

#[derive(Debug, Object)]
struct SessionDetail {
    session: SessionView,
    /// Null while it is cold.
    live: Option<LiveView>,
    events: Vec<HappenedView>,
    deeds: Vec<DeedView>,
}

#[OpenApi(prefix_path = "/api/v1/admin")]
impl Sessions {
    /// Sessions: the newest, the hottest, those that start cold most, or one
    #[oai(path = "/sessions", method = "get")]
    #[expect(clippy::too_many_arguments, reason = "each is a documented part of the address")]
    async fn list(
        &self,
        doors: Data<&Arc<Doors>>,
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
        let frames = hottest(&doors).await?;
        let wanted = wanted_by(find.0, sort.0.as_deref(), &frames)?;
        let incarnation = given.map_or(Ok(0), |(incarnation, _)| incarnation.parse());
        let incarnation = incarnation.map_err(|_| {
            Refusal::invalid(vec![FieldError::new("cursor", "is none that was given out")])
        })?;
        let behind = page.before.map(|id| FoundCursor { incarnation, id });
        let kind = kind.0.filter(|kind| !kind.is_empty());
        let mut found =
            doors.store.find_sessions(&wanted, kind.as_deref(), behind, page.limit).await?;
        if sort.0.as_deref() == Some("hottest") {
            found.sort_by_key(|found| std::cmp::Reverse(frames.get(&found.id).copied()));
        }
        let next = page.next(&found, |found| found.id);
        let last = found.last().map_or(0, |found| found.incarnation);
        let next = next.filter(|_| !matches!(wanted, Find::Ids(_)));
        let next = next.map(|id| format!("{last}.{id}"));
        Ok(Json(SessionList { items: views(&doors, found, &frames).await?, next }))
    }

    /// One session, as Postgres and live Redis know it
    #[oai(path = "/sessions/:id", method = "get")]
    async fn one(
        &self,
        doors: Data<&Arc<Doors>>,
        _reader: Reader,
        id: Path<Uuid>,
    ) -> Answer<SessionDetail> {
        detail(&doors, id.0).await
    }

    /// Bring a session into live Redis
    #[oai(path = "/sessions/:id/activate", method = "post")]
    async fn activate(
        &self,
        doors: Data<&Arc<Doors>>,
        admin: Admin,
        id: Path<Uuid>,
        why: Json<Why>,
    ) -> Answer<SessionDetail> {
        found(&doors, id.0).await?;
        note(&doors, &admin, "session.activate", id.0, why.reason()?).await?;
        doors.queue.signal(&ActivateSession { session: id.0 }).await?;
        wait_until_hot(&doors, id.0).await?;
        detail(&doors, id.0).await
    }

    /// Put a session to sleep that nobody watches
    #[oai(path = "/sessions/:id/close", method = "post")]
    async fn close(
        &self,
        doors: Data<&Arc<Doors>>,
        admin: Admin,
        id: Path<Uuid>,
        why: Json<Why>,
    ) -> Answer<SessionDetail> {
        found(&doors, id.0).await?;
        let watchers = doors.live.watchers(id.0).await?.sockets;
        if watchers > 0 {
            let detail = format!("{watchers} sockets watch it: it would be woken at once");
            return Err(Refusal::conflict("watched", detail));
        }
        note(&doors, &admin, "session.close", id.0, why.reason()?).await?;
        doors.live.forsake(id.0).await?;
        detail(&doors, id.0).await
    }

    /// End a session for good
    #[oai(path = "/sessions/:id/end", method = "post")]
    async fn end(
        &self,
        doors: Data<&Arc<Doors>>,
        admin: Admin,
        id: Path<Uuid>,
        why: Json<Why>,
    ) -> Answer<SessionDetail> {
        let before = detail(&doors, id.0).await?;
        let transaction = doors.store.begin().await?;
        let by = (&admin.0.doer, why.reason()?);
        let ended = end_session(&transaction, id.0, None, by).await?;
        let enqueued = transaction.enqueue(&ended.jobs).await?;
        transaction.commit().await?;
        doors.queue.announce(&enqueued).await;
        // The job tells live Redis again, should this fail.
        if let Err(error) = ended.tell(&doors.live, id.0).await {
            tracing::warn!(session = %id.0, %error, "a job will tell that a session ended");
        }
        let deeds = deeds_of(&doors, &id.0.to_string()).await?;
        let SessionDetail { session, events, .. } = before.0;
        let session = SessionView { is_hot: false, ..session };
        Ok(Json(SessionDetail { session, live: None, events, deeds }))
    }
}

fn wanted_by(
    find: Option<String>,
    sort: Option<&str>,
    frames: &HashMap<Uuid, i64>,
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
        Some(other) => {
            let message = format!("`{other}` is not newest, hottest or coldest");
            Err(Refusal::invalid(vec![FieldError::new("sort", message)]))
        }
    }
}

/// The sessions that were told most often, as the workers report them.
async fn hottest(doors: &Doors) -> Result<HashMap<Uuid, i64>, Refusal> {
    let mut frames = HashMap::new();
    for worker in doors.store.workers().await? {
        for hot in worker.report["hottest"].as_array().into_iter().flatten() {
            let id = hot["session"].as_str().and_then(|id| Uuid::parse_str(id).ok());
            if let (Some(id), Some(count)) = (id, hot["frames"].as_i64()) {
                *frames.entry(id).or_default() += count;
            }
        }
    }
    Ok(frames)
}

async fn found(doors: &Doors, id: Uuid) -> Result<FoundSession, Refusal> {
    doors.store.find_session(id).await?.ok_or_else(|| Refusal::not_found("session"))
}

async fn views(
    doors: &Doors,
    found: Vec<FoundSession>,
    frames: &HashMap<Uuid, i64>,
) -> Result<Vec<SessionView>, Refusal> {
    let ids: Vec<Uuid> = found.iter().map(|found| found.id).collect();
    // While live Redis is away, Postgres can still be read: nothing is hot then.
    let hot = doors.live.are_hot(&ids).await.unwrap_or_default();
    let hot = hot.into_iter().chain(std::iter::repeat(false));
    Ok(found.into_iter().zip(hot).map(|(found, is_hot)| view(found, is_hot, frames)).collect())
}

fn view(found: FoundSession, is_hot: bool, frames: &HashMap<Uuid, i64>) -> SessionView {
    let FoundSession {
        id,
        kind,
        owner_login,
        owner_name,
        shard,
        config_version,
        incarnation,
        created_ms,
        updated_ms,
    } = found;
    SessionView {
        id,
        kind,
        owner_login,
        owner_name,
        shard,
        config_version,
        incarnation,
        is_hot,
        created_ms,
        updated_ms,
        frames_per_min: frames.get(&id).copied(),
    }
}

async fn detail(doors: &Doors, id: Uuid) -> Answer<SessionDetail> {
    let found = found(doors, id).await?;
    let live = live(doors, id).await?;
    let events = doors.store.last_events(id, EVENTS_SHOWN).await?;
    let events = events.into_iter().map(|event| HappenedView {
        rev: format!("{}-{}", event.incarnation, event.rev),
        seq: event.seq,
        at_ms: event.at_ms,
        name: event.name,
        actor: event.actor,
        payload: event.payload,
    });
    Ok(Json(SessionDetail {
        session: view(found, live.is_some(), &hottest(doors).await?),
        live,
        events: events.collect(),
        deeds: deeds_of(doors, &id.to_string()).await?,
    }))
}

async fn live(doors: &Doors, id: Uuid) -> Result<Option<LiveView>, Refusal> {
    let Some(hot) = doors.live.read(id).await? else { return Ok(None) };
    let shard = doors.live.shard(id);
    let workers = doors.store.workers().await?;
    let epoch = doors.live.epoch(shard).await?;
    Ok(Some(LiveView {
        rev: hot.rev.to_string(),
        at_ms: hot.at_ms,
        due_ms: hot.due_ms(),
        owner: epoch.and_then(|_| owner(&workers, shard)).map(|owner| owner.name.clone()),
        epoch: epoch.map(|epoch| epoch.to_string()),
        watchers: doors.live.watchers(id).await?.sockets,
        last_watched_ms: doors.live.last_watched_ms(id).await?,
    }))
}

async fn note(
    doors: &Doors,
    admin: &Admin,
    action: &'static str,
    id: Uuid,
    reason: Option<&str>,
) -> Result<(), Refusal> {
    let (doer, target_kind, target_id) = (&admin.0.doer, "session", id.to_string());
    let deed = Deed { doer, action, target_kind, target_id, reason, details: json!({}) };
    Ok(doors.store.note(&deed).await?)
}

/// Whoever asked sees it happen, unless it takes long.
async fn wait_until_hot(doors: &Doors, id: Uuid) -> Result<(), Refusal> {
    let deadline = clock::monotonic() + WAIT;
    while doors.live.read(id).await?.is_none() && clock::monotonic() < deadline {
        clock::sleep(LOOK_EVERY).await;
    }
    Ok(())
}
