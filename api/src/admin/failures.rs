//! Why jobs fail, and how long they take.

use std::sync::Arc;

use downbeat_boot::clock;
use downbeat_store::JobState;
use poem::web::Data;
use poem_openapi::{Object, OpenApi, param::Query, payload::Json};

use super::{
    filter::FilterView,
    job_shown::{JobView, view},
    overview::MINUTES_MAX,
};
use crate::{
    access::Reader,
    app::App,
    refusal::{Answer, FieldError, Refusal},
};

/// What failed and is not over, unless states are named.
const FAILED: [JobState; 2] = [JobState::Retrying, JobState::Dead];

pub struct Failures;

/// Jobs of one name whose errors differ in ids and numbers alone.
#[derive(Debug, Object)]
struct FailureView {
    /// The newest of them: a filter names the others by its id, as `like`.
    newest: JobView,
    count: i64,
    /// Of these, those that are not tried again by themselves.
    dead: i64,
}

#[derive(Debug, Object)]
struct FailureList {
    /// The most frequent first.
    items: Vec<FailureView>,
    /// The newest 10,000 failed jobs were looked at, or 100 groups are told: there are more.
    capped: bool,
}

/// How long the runs of a job took, in milliseconds: half of them at most `p50_ms`.
#[derive(Debug, Object)]
struct DurationView {
    name: String,
    runs: i64,
    p50_ms: f64,
    p95_ms: f64,
    p99_ms: f64,
}

#[derive(Debug, Object)]
struct DurationList {
    items: Vec<DurationView>,
}

#[OpenApi(prefix_path = "/api/v1/admin")]
impl Failures {
    /// Group failed jobs by error
    ///
    /// Of jobs that are retrying or dead, unless other states are named.
    #[oai(path = "/jobs/failures", method = "get")]
    #[expect(clippy::too_many_arguments, reason = "each is a documented part of the address")]
    async fn failures(
        &self,
        app: Data<&Arc<App>>,
        _reader: Reader,
        #[oai(default)] state: Query<Vec<String>>,
        name: Query<Option<String>>,
        queue: Query<Option<String>>,
        worker: Query<Option<String>>,
        text: Query<Option<String>>,
        since_ms: Query<Option<String>>,
        until_ms: Query<Option<String>>,
        like: Query<Option<String>>,
    ) -> Answer<FailureList> {
        let times = (text.0, since_ms.0, until_ms.0);
        let filter = FilterView::of_query(&state.0, name.0, queue.0, worker.0, times)?;
        let mut filter = filter.like(like.0)?.resolve(&app, Vec::new()).await?;
        if filter.states.is_empty() {
            filter.states = FAILED.into();
        }
        let found = app.store.failures(&filter).await?;
        let items = found.groups.into_iter().map(|group| FailureView {
            newest: view(&app, group.newest),
            count: group.count,
            dead: group.dead,
        });
        Ok(Json(FailureList { items: items.collect(), capped: found.is_capped }))
    }

    /// Get how long jobs run
    ///
    /// Of jobs created in the last minutes, by name: the newest 50,000 runs. Runs of
    /// signals are not kept one by one.
    #[oai(path = "/durations", method = "get")]
    async fn durations(
        &self,
        app: Data<&Arc<App>>,
        _reader: Reader,
        minutes: Query<Option<u32>>,
    ) -> Answer<DurationList> {
        let minutes = minutes.0.unwrap_or(60);
        if !(1..=MINUTES_MAX).contains(&minutes) {
            let message = format!("must be between 1 and {MINUTES_MAX}");
            return Err(Refusal::invalid(vec![FieldError::new("minutes", message)]));
        }
        let measured = app.store.durations(minutes, clock::unix_ms()).await?;
        let items = measured.into_iter().map(|one| DurationView {
            name: one.name,
            runs: one.runs,
            p50_ms: one.p50_ms,
            p95_ms: one.p95_ms,
            p99_ms: one.p99_ms,
        });
        Ok(Json(DurationList { items: items.collect() }))
    }
}
