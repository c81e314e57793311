//! Workers, and signals that failed in them.

use std::sync::Arc;

use downbeat_store::{DesiredState, WorkerRecord};
use poem::web::Data;
use poem_openapi::{
    Object, OpenApi,
    param::{Path, Query},
    payload::Json,
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::why::Why;
use crate::{
    access::{Admin, Reader},
    app::App,
    paging::Page,
    refusal::{Answer, Refusal},
};

/// A worker reports every five seconds, or when something changes.
pub const GONE_MS: i64 = 15_000;

/// What a word is shown as that this release does not know.
pub const UNKNOWN: &str = "unknown";

pub struct Workers;

#[derive(Debug, Object)]
struct WorkerView {
    name: String,
    version: String,
    started_ms: i64,
    seen_ms: i64,
    /// `work`, `quiet`, `drain`, `stop`, or `unknown` to this release.
    wanted: String,
    is_gone: bool,
    shards: Vec<u16>,
    /// The worst lateness of a beat in its last report.
    lateness_ms: f64,
    /// Durable jobs: `{id, name, queue, started_ms}`.
    running: Value,
    slots: u64,
}

#[derive(Debug, Object)]
struct WorkerList {
    items: Vec<WorkerView>,
}

#[derive(Debug, Object)]
struct FailedView {
    id: Uuid,
    name: String,
    queue: String,
    key: Option<String>,
    worker: String,
    started_ms: i64,
    ended_ms: i64,
    outcome: String,
    error: Option<String>,
    log: Value,
}

#[derive(Debug, Object)]
struct FailedList {
    items: Vec<FailedView>,
    next: Option<String>,
}

#[OpenApi(prefix_path = "/api/v1/admin")]
impl Workers {
    /// List workers
    #[oai(path = "/workers", method = "get")]
    async fn list(&self, app: Data<&Arc<App>>, _reader: Reader) -> Answer<WorkerList> {
        let workers = app.store.workers().await?;
        Ok(Json(WorkerList { items: workers.into_iter().map(view).collect() }))
    }

    /// Let a worker work
    #[oai(path = "/workers/:name/work", method = "post")]
    async fn work(
        &self,
        app: Data<&Arc<App>>,
        admin: Admin,
        name: Path<String>,
        why: Json<Why>,
    ) -> Answer<WorkerView> {
        want(&app, &admin, &name, DesiredState::Work, &why).await
    }

    /// Quiet a worker
    #[oai(path = "/workers/:name/quiet", method = "post")]
    async fn quiet(
        &self,
        app: Data<&Arc<App>>,
        admin: Admin,
        name: Path<String>,
        why: Json<Why>,
    ) -> Answer<WorkerView> {
        want(&app, &admin, &name, DesiredState::Quiet, &why).await
    }

    /// Drain a worker
    #[oai(path = "/workers/:name/drain", method = "post")]
    async fn drain(
        &self,
        app: Data<&Arc<App>>,
        admin: Admin,
        name: Path<String>,
        why: Json<Why>,
    ) -> Answer<WorkerView> {
        want(&app, &admin, &name, DesiredState::Drain, &why).await
    }

    /// Stop a worker
    #[oai(path = "/workers/:name/stop", method = "post")]
    async fn stop(
        &self,
        app: Data<&Arc<App>>,
        admin: Admin,
        name: Path<String>,
        why: Json<Why>,
    ) -> Answer<WorkerView> {
        want(&app, &admin, &name, DesiredState::Stop, &why).await
    }

    /// List failed signals
    #[oai(path = "/signals", method = "get")]
    async fn signals(
        &self,
        app: Data<&Arc<App>>,
        _reader: Reader,
        cursor: Query<Option<String>>,
        limit: Query<Option<u32>>,
    ) -> Answer<FailedList> {
        let page = Page::read(cursor.0.as_deref(), limit.0)?;
        let failed = app.store.failed_signals(page.before, page.limit.into()).await?;
        let next = page.next(&failed, |failed| failed.job);
        let items = failed.into_iter().map(|failed| FailedView {
            id: failed.job,
            name: failed.name,
            queue: failed.queue,
            key: failed.key,
            worker: failed.worker,
            started_ms: failed.started_ms,
            ended_ms: failed.ended_ms,
            outcome: failed.outcome,
            error: failed.error,
            log: failed.log.unwrap_or_else(|| json!([])),
        });
        Ok(Json(FailedList { items: items.collect(), next }))
    }
}

async fn want(
    app: &App,
    admin: &Admin,
    name: &str,
    wanted: DesiredState,
    why: &Why,
) -> Answer<WorkerView> {
    if !app.store.want(name, wanted, &admin.0.doer, why.reason()?).await? {
        return Err(Refusal::not_found("worker"));
    }
    let workers = app.store.workers().await?;
    let worker = workers.into_iter().find(|worker| worker.name == name);
    Ok(Json(view(worker.ok_or_else(|| Refusal::not_found("worker"))?)))
}

fn view(worker: WorkerRecord) -> WorkerView {
    let shards = shards_of(&worker);
    let WorkerRecord { name, version, started_ms, seen_ms, silent_ms, wanted, report } = worker;
    WorkerView {
        name,
        version,
        started_ms,
        seen_ms,
        wanted: DesiredState::named(&wanted).map_or(UNKNOWN, DesiredState::as_str).into(),
        is_gone: silent_ms >= GONE_MS,
        shards,
        lateness_ms: report["lateness_ms"].as_f64().unwrap_or(0.0),
        running: report["running"].as_array().cloned().unwrap_or_default().into(),
        slots: report["slots"].as_u64().unwrap_or(0),
    }
}

/// The shards that a worker said it owns.
pub fn shards_of(worker: &WorkerRecord) -> Vec<u16> {
    let shards = worker.report["shards"].as_array();
    let numbers = shards.into_iter().flatten().filter_map(Value::as_u64);
    numbers.filter_map(|number| u16::try_from(number).ok()).collect()
}

/// The worker that said, as one that lives, that it owns a shard.
pub fn owner(workers: &[WorkerRecord], shard: u16) -> Option<&WorkerRecord> {
    let alive = workers.iter().filter(|worker| worker.silent_ms < GONE_MS);
    alive.filter(|worker| shards_of(worker).contains(&shard)).min_by_key(|worker| worker.silent_ms)
}
