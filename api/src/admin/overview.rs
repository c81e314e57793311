//! What the console opens with.

use std::{collections::BTreeMap, sync::Arc};

use downbeat_boot::clock;
use downbeat_store::{BulkState, ChartPoint, JobState, StateCount};
use poem::web::Data;
use poem_openapi::{Object, OpenApi, param::Query, payload::Json};

use super::{
    queues::{QueueView, queues},
    workers::GONE_MS,
};
use crate::{
    access::Reader,
    app::App,
    refusal::{Answer, FieldError, Refusal},
};

/// Counts of states go up to here.
const STATES_MAX: i64 = 10_000;
const BULKS_SHOWN: u64 = 20;
pub const MINUTES_MAX: u32 = 1_440;
const MINUTE_MS: i64 = 60_000;

pub struct Overview;

#[derive(Debug, Clone, Object)]
struct StateView {
    count: i64,
    /// There are at least so many.
    capped: bool,
}

#[derive(Debug, Object)]
struct Counts {
    scheduled: StateView,
    queued: StateView,
    running: StateView,
    retrying: StateView,
    done: StateView,
    dead: StateView,
    discarded: StateView,
}

#[derive(Debug, Object)]
struct OverviewView {
    at_ms: i64,
    counts: Counts,
    queues: Vec<QueueView>,
    quarantined: i64,
    dead: i64,
    workers: u32,
    bulk_running: u32,
    /// Sessions that wait for a person; null while live Redis cannot be asked.
    parked: Option<u32>,
}

#[derive(Debug, Object)]
struct StatsView {
    /// When each minute began.
    minutes: Vec<i64>,
    names: Vec<Series>,
}

/// One job; a value a minute. Times are averages, null where nothing ran.
#[derive(Debug, Object)]
struct Series {
    name: String,
    queue: String,
    done: Vec<i64>,
    failed: Vec<i64>,
    dead: Vec<i64>,
    wait_ms: Vec<Option<i64>>,
    run_ms: Vec<Option<i64>>,
}

#[OpenApi(prefix_path = "/api/v1/admin")]
impl Overview {
    /// Get the overview
    #[oai(path = "/overview", method = "get")]
    async fn overview(&self, app: Data<&Arc<App>>, _reader: Reader) -> Answer<OverviewView> {
        let counts = app.store.count_states(STATES_MAX).await?;
        let workers = app.store.workers().await?;
        let alive = workers.iter().filter(|worker| worker.silent_ms < GONE_MS).count();
        let bulks = app.store.bulks(None, BULKS_SHOWN).await?;
        let running = bulks.iter().filter(|bulk| bulk.state == BulkState::Running).count();
        // While live Redis is away, the jobs can still be looked at.
        let parked = app.live.parked().await.inspect_err(|error| {
            tracing::warn!(%error, "parked sessions are not counted");
        });
        let parked = parked.ok().map(|(parked, _)| u32::try_from(parked.len()));
        Ok(Json(OverviewView {
            at_ms: clock::unix_ms(),
            dead: count(&counts, JobState::Dead).count,
            counts: Counts {
                scheduled: count(&counts, JobState::Scheduled),
                queued: count(&counts, JobState::Queued),
                running: count(&counts, JobState::Running),
                retrying: count(&counts, JobState::Retrying),
                done: count(&counts, JobState::Done),
                dead: count(&counts, JobState::Dead),
                discarded: count(&counts, JobState::Discarded),
            },
            queues: queues(&app).await?,
            quarantined: app.store.count_quarantined(STATES_MAX).await?,
            workers: u32::try_from(alive).unwrap_or(u32::MAX),
            bulk_running: u32::try_from(running).unwrap_or(u32::MAX),
            parked: parked.map(|count| count.unwrap_or(u32::MAX)),
        }))
    }

    /// Get runs per minute
    #[oai(path = "/stats", method = "get")]
    async fn stats(
        &self,
        app: Data<&Arc<App>>,
        _reader: Reader,
        minutes: Query<Option<u32>>,
    ) -> Answer<StatsView> {
        let minutes = minutes.0.unwrap_or(60);
        if !(1..=MINUTES_MAX).contains(&minutes) {
            let message = format!("must be between 1 and {MINUTES_MAX}");
            return Err(Refusal::invalid(vec![FieldError::new("minutes", message)]));
        }
        let this_ms = clock::unix_ms() / MINUTE_MS * MINUTE_MS;
        let axis: Vec<i64> =
            (0..i64::from(minutes)).rev().map(|ago| this_ms - ago * MINUTE_MS).collect();
        let mut names: BTreeMap<String, Series> = BTreeMap::new();
        for point in app.store.chart(minutes).await? {
            let Some(place) = axis.iter().position(|minute_ms| *minute_ms == point.minute_ms)
            else {
                continue;
            };
            let series = names
                .entry(point.name.clone())
                .or_insert_with(|| Series::empty(&point, axis.len()));
            series.set(place, &point);
        }
        Ok(Json(StatsView { minutes: axis, names: names.into_values().collect() }))
    }
}

fn count(counts: &[StateCount], state: JobState) -> StateView {
    let found = counts.iter().find(|count| count.state == state);
    found.map_or(StateView { count: 0, capped: false }, |found| StateView {
        count: found.listed.count,
        capped: found.listed.is_capped,
    })
}

impl Series {
    fn empty(point: &ChartPoint, length: usize) -> Self {
        Self {
            name: point.name.clone(),
            queue: point.queue.clone(),
            done: vec![0; length],
            failed: vec![0; length],
            dead: vec![0; length],
            wait_ms: vec![None; length],
            run_ms: vec![None; length],
        }
    }

    fn set(&mut self, place: usize, point: &ChartPoint) {
        let runs = point.done + point.failed + point.dead;
        self.done[place] = point.done;
        self.failed[place] = point.failed;
        self.dead[place] = point.dead;
        self.wait_ms[place] = point.waited_ms.checked_div(runs);
        self.run_ms[place] = point.ran_ms.checked_div(runs);
    }
}
