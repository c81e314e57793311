//! A session as the console shows it: what Postgres has of it, how it is in live
//! Redis, and what happened to it.

use std::collections::HashMap;

use downbeat_live::{LiveError, Parked};
use downbeat_session::kinds;
use downbeat_store::FoundSession;
use poem_openapi::{Object, payload::Json};
use serde_json::Value;
use uuid::Uuid;

use super::{
    audit::{AuditView, audit_of},
    workers::owner,
};
use crate::{
    app::App,
    refusal::{Answer, Refusal},
};

const EVENTS_SHOWN: u32 = 20;

#[derive(Debug, Object)]
pub struct SessionView {
    pub(super) id: Uuid,
    pub(super) kind: String,
    pub(super) owner_login: Option<String>,
    pub(super) owner_name: String,
    /// As its config has it; null for kinds without.
    pub(super) title: Option<String>,
    pub(super) shard: i16,
    /// Whose child it is: an expedition's camp.
    pub(super) parent: Option<Uuid>,
    /// Whether sessions of its kind have children.
    pub(super) has_children: bool,
    pub(super) config_version: i64,
    /// How often it was started cold.
    pub(super) incarnation: i64,
    /// Null while live Redis cannot be asked.
    pub(super) is_hot: Option<bool>,
    /// Why it waits for a person, if it does.
    pub(super) parked: Option<ParkedView>,
    pub(super) created_ms: i64,
    pub(super) updated_ms: i64,
    /// In the last whole minute, for the hottest.
    pub(super) frames_per_min: Option<i64>,
}

/// A session that cannot go on by itself: its rules cannot be run, or what is
/// stored of it cannot be read.
#[derive(Debug, Clone, Object)]
pub struct ParkedView {
    pub(super) since_ms: i64,
    pub(super) why: String,
}

#[derive(Debug, Object)]
pub struct LiveView {
    pub(super) rev: String,
    pub(super) at_ms: i64,
    pub(super) due_ms: Option<i64>,
    /// The worker that owns its shard.
    pub(super) owner: Option<String>,
    pub(super) epoch: Option<String>,
    /// Sockets, as APIs said within the last 15 s.
    pub(super) watchers: u64,
    pub(super) last_watched_ms: Option<i64>,
}

#[derive(Debug, Object)]
pub struct HappenedView {
    pub(super) rev: String,
    pub(super) seq: i16,
    pub(super) at_ms: i64,
    pub(super) name: String,
    pub(super) actor: Value,
    pub(super) payload: Value,
}

#[derive(Debug, Object)]
pub struct SessionDetail {
    pub(super) session: SessionView,
    /// Null while it is cold, cannot be read, or live Redis cannot be asked.
    pub(super) live: Option<LiveView>,
    /// A newer release wrote it and goes on with it: there is nothing to bring back.
    pub(super) newer_release: bool,
    pub(super) events: Vec<HappenedView>,
    pub(super) deeds: Vec<AuditView>,
}

pub async fn found(app: &App, id: Uuid) -> Result<FoundSession, Refusal> {
    app.store.find_session(id).await?.ok_or_else(|| Refusal::not_found("session"))
}

/// The sessions that were told most often, as the workers report them.
pub async fn hottest(app: &App) -> Result<HashMap<Uuid, i64>, Refusal> {
    let mut frames = HashMap::new();
    for worker in app.store.workers().await? {
        for hot in worker.report["hottest"].as_array().into_iter().flatten() {
            let id = hot["session"].as_str().and_then(|id| Uuid::parse_str(id).ok());
            if let (Some(id), Some(count)) = (id, hot["frames"].as_i64()) {
                *frames.entry(id).or_default() += count;
            }
        }
    }
    Ok(frames)
}

pub async fn views(
    app: &App,
    found: Vec<FoundSession>,
    frames: &HashMap<Uuid, i64>,
    parked: &[Parked],
) -> Result<Vec<SessionView>, Refusal> {
    let ids: Vec<Uuid> = found.iter().map(|found| found.id).collect();
    // While live Redis is away, Postgres can still be read, and nobody knows which are hot.
    let hot = app.live.are_hot(&ids).await.inspect_err(|error| {
        tracing::warn!(%error, "sessions are listed without which are hot");
    });
    let hot = hot.ok();
    let why = |id| parked.iter().find(|one| one.session == id);
    let view = |(n, found): (usize, FoundSession)| {
        let why = why(found.id);
        view(found, hot.as_ref().and_then(|hot| hot.get(n).copied()), frames, why)
    };
    Ok(found.into_iter().enumerate().map(view).collect())
}

fn view(
    found: FoundSession,
    is_hot: Option<bool>,
    frames: &HashMap<Uuid, i64>,
    parked: Option<&Parked>,
) -> SessionView {
    let FoundSession {
        id,
        kind,
        owner_login,
        owner_name,
        title,
        shard,
        parent,
        config_version,
        incarnation,
        created_ms,
        updated_ms,
    } = found;
    SessionView {
        has_children: kinds::named(&kind).is_some_and(|kind| !kind.board.is_empty()),
        parent,
        id,
        kind,
        owner_login,
        owner_name,
        title,
        shard,
        config_version,
        incarnation,
        is_hot,
        parked: parked
            .map(|Parked { at_ms, why, .. }| ParkedView { since_ms: *at_ms, why: why.clone() }),
        created_ms,
        updated_ms,
        frames_per_min: frames.get(&id).copied(),
    }
}

/// As live Redis knows a session.
#[derive(Default)]
struct InLive {
    live: Option<LiveView>,
    is_hot: Option<bool>,
    parked: Option<Parked>,
    newer_release: bool,
}

pub async fn detail(app: &App, id: Uuid) -> Answer<SessionDetail> {
    let found = found(app, id).await?;
    // What Postgres has of it is shown all the same.
    let in_live = in_live(app, &found).await.or_else(|error| {
        tracing::warn!(%error, "a session is shown without what live Redis knows");
        if error.is_unavailable() { Ok(InLive::default()) } else { Err(error) }
    })?;
    let InLive { live, is_hot, parked, newer_release } = in_live;
    let events = app.store.last_events(id, EVENTS_SHOWN).await?;
    let kind = found.kind.clone();
    let events = events.into_iter().map(|event| HappenedView {
        rev: format!("{}-{}", event.incarnation, event.rev),
        seq: event.seq,
        at_ms: event.at_ms,
        name: event.name,
        actor: event.actor,
        payload: kinds::shown(&kind, event.payload),
    });
    Ok(Json(SessionDetail {
        session: view(found, is_hot, &hottest(app).await?, parked.as_ref()),
        live,
        newer_release,
        events: events.collect(),
        deeds: audit_of(app, &id.to_string()).await?,
    }))
}

async fn in_live(app: &App, found: &FoundSession) -> Result<InLive, LiveError> {
    let id = found.id;
    let (live, unreadable) = match live(app, id).await {
        Ok(live) => (live, None),
        Err(error @ (LiveError::Unreadable(_) | LiveError::Newer(_))) => (None, Some(error)),
        Err(error) => return Err(error),
    };
    let newer_release = matches!(unreadable, Some(LiveError::Newer(_)));
    let why =
        |error: LiveError| Parked { session: id, at_ms: found.updated_ms, why: error.to_string() };
    let parked = app.live.why_parked(id).await?.or(unreadable.map(why));
    let is_hot = app.live.are_hot(&[id]).await?.first().copied();
    Ok(InLive { live, is_hot, parked, newer_release })
}

async fn live(app: &App, id: Uuid) -> Result<Option<LiveView>, LiveError> {
    let Some(hot) = app.live.read(id).await? else { return Ok(None) };
    let shard = app.live.shard(id);
    // Who owns the shard is shown where it can be told.
    let workers = app.store.workers().await.inspect_err(|error| {
        tracing::warn!(%error, "a session is shown without its owner");
    });
    let workers = workers.unwrap_or_default();
    let epoch = app.live.epoch(shard).await?;
    Ok(Some(LiveView {
        rev: hot.rev.to_string(),
        at_ms: hot.at_ms,
        due_ms: hot.due_ms(),
        owner: epoch.and_then(|_| owner(&workers, shard)).map(|owner| owner.name.clone()),
        epoch: epoch.map(|epoch| epoch.to_string()),
        watchers: app.live.watchers(id).await?.sockets,
        last_watched_ms: app.live.last_watched_ms(id).await?,
    }))
}
