//! Queues: how full they are, and whether they go on.

use std::{collections::BTreeMap, sync::Arc};

use downbeat_boot::clock;
use downbeat_store::{ChartPoint, QueueDepth, QueueState};
use poem::web::Data;
use poem_openapi::{Object, OpenApi, param::Path, payload::Json};

use super::why::Why;
use crate::{
    access::{Admin, Reader},
    app::App,
    refusal::{Answer, Refusal},
};

/// Waiting jobs are counted up to here.
const WAITING_MAX: i64 = 100_000;
/// Rates are those of the last whole minutes.
const RATE_MINUTES: u32 = 5;
const MINUTE_MS: i64 = 60_000;

pub struct Queues;

#[derive(Debug, Object)]
pub struct QueueView {
    pub name: String,
    /// `open`, `paused`, `draining`, or `unknown` to this release: then nothing starts.
    state: String,
    changed_by: Option<String>,
    changed_ms: Option<i64>,
    /// Durable jobs and signals together.
    waiting: i64,
    running: i64,
    /// How long the job that has been due for longest has been due.
    oldest_ms: Option<i64>,
    done_per_min: f64,
    failed_per_min: f64,
    jobs: Vec<String>,
}

#[derive(Debug, Object)]
struct QueueList {
    items: Vec<QueueView>,
}

#[OpenApi(prefix_path = "/api/v1/admin")]
impl Queues {
    /// List queues
    #[oai(path = "/queues", method = "get")]
    async fn list(&self, app: Data<&Arc<App>>, _reader: Reader) -> Answer<QueueList> {
        Ok(Json(QueueList { items: queues(&app).await? }))
    }

    /// Pause a queue
    #[oai(path = "/queues/:name/pause", method = "post")]
    async fn pause(
        &self,
        app: Data<&Arc<App>>,
        admin: Admin,
        name: Path<String>,
        why: Json<Why>,
    ) -> Answer<QueueView> {
        turn(&app, &admin, &name, QueueState::Paused, &why).await
    }

    /// Resume a queue
    #[oai(path = "/queues/:name/resume", method = "post")]
    async fn resume(
        &self,
        app: Data<&Arc<App>>,
        admin: Admin,
        name: Path<String>,
        why: Json<Why>,
    ) -> Answer<QueueView> {
        turn(&app, &admin, &name, QueueState::Open, &why).await
    }

    /// Drain a queue
    #[oai(path = "/queues/:name/drain", method = "post")]
    async fn drain(
        &self,
        app: Data<&Arc<App>>,
        admin: Admin,
        name: Path<String>,
        why: Json<Why>,
    ) -> Answer<QueueView> {
        turn(&app, &admin, &name, QueueState::Draining, &why).await
    }
}

async fn turn(
    app: &App,
    admin: &Admin,
    name: &str,
    to: QueueState,
    why: &Why,
) -> Answer<QueueView> {
    if !app.jobs.described().any(|job| job.queue == name) {
        return Err(Refusal::not_found("queue"));
    }
    app.store.turn_queue(name, to, &admin.0.doer, why.reason()?).await?;
    let queue = queues(app).await?.into_iter().find(|queue| queue.name == name);
    queue.map(Json).ok_or_else(|| Refusal::not_found("queue"))
}

/// Every queue of this release.
pub async fn queues(app: &App) -> Result<Vec<QueueView>, Refusal> {
    let mut jobs: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for job in app.jobs.described() {
        jobs.entry(job.queue).or_default().push(job.name.to_owned());
    }
    let names: Vec<&str> = jobs.keys().copied().collect();
    let depths = app.store.queue_depths(&names, WAITING_MAX).await?;
    let states = app.store.queue_states().await?;
    let chart = app.store.chart(RATE_MINUTES + 1).await?;
    let mut queues = Vec::with_capacity(jobs.len());
    for (name, jobs) in jobs {
        let depth = depths.iter().find(|depth| depth.queue == name);
        // The queue's Redis may be away: then the signals in it are not counted.
        let in_redis = app.queue.waiting(name).await.map_or(0, i64::from);
        let state = states.iter().find(|state| state.name == name);
        let (done_per_min, failed_per_min) = rates(&chart, name);
        let QueueDepth { waiting, running, oldest_ms, .. } = depth.cloned().unwrap_or(QueueDepth {
            queue: name.to_owned(),
            waiting: 0,
            running: 0,
            oldest_ms: None,
        });
        queues.push(QueueView {
            name: name.to_owned(),
            state: state.map_or(QueueState::Open, |state| state.state).as_str().into(),
            changed_by: state.map(|state| state.changed_by.clone()),
            changed_ms: state.map(|state| state.changed_ms),
            // A durable job that was pushed is in both.
            waiting: waiting.max(in_redis),
            running,
            oldest_ms,
            done_per_min,
            failed_per_min,
            jobs,
        });
    }
    Ok(queues)
}

/// Runs a minute, over the last whole minutes.
fn rates(chart: &[ChartPoint], queue: &str) -> (f64, f64) {
    let this_ms = clock::unix_ms() / MINUTE_MS * MINUTE_MS;
    let from_ms = this_ms - i64::from(RATE_MINUTES) * MINUTE_MS;
    let whole = chart
        .iter()
        .filter(|point| point.queue == queue && (from_ms..this_ms).contains(&point.minute_ms));
    let (done, failed) = whole.fold((0, 0), |(done, failed), point| {
        (done + point.done, failed + point.failed + point.dead)
    });
    #[expect(clippy::cast_precision_loss, reason = "a rate for people to read")]
    let per_min = |count: i64| count as f64 / f64::from(RATE_MINUTES);
    (per_min(done), per_min(failed))
}
