//! A job as the console shows it: its arguments, and what its runs said, without
//! what is hidden.

use downbeat_store::{AttemptRecord, JobRecord};
use poem_openapi::Object;
use serde_json::{Value, json};
use uuid::Uuid;

use super::redact::{Veil, redacted};
use crate::app::App;

#[derive(Debug, Object)]
pub struct JobView {
    id: Uuid,
    name: String,
    queue: String,
    key: Option<String>,
    state: String,
    attempt: i32,
    attempts_max: i32,
    version: u16,
    created_ms: i64,
    run_at_ms: i64,
    started_ms: Option<i64>,
    ended_ms: Option<i64>,
    lease_until_ms: Option<i64>,
    worker: Option<String>,
    /// Without the values that are hidden.
    error: Option<String>,
    /// Values are hidden unless the job shows them to everybody.
    payload: Value,
    redacted: bool,
}

#[derive(Debug, Object)]
pub struct AttemptView {
    attempt: i32,
    worker: String,
    started_ms: i64,
    ended_ms: Option<i64>,
    /// `done`, `failed`, `timed_out`, `panicked`, `lost`, `given_back` or `waiting`.
    outcome: String,
    error: Option<String>,
    /// Lines of `{at_ms, level, text}`.
    log: Value,
}

/// The arguments of a job that anybody in the console may see.
pub fn shown(app: &App, job: &JobRecord) -> &'static [&'static str] {
    app.jobs.described().find(|known| known.name == job.name).map_or(&[], |known| known.shown)
}

pub fn view(app: &App, job: JobRecord) -> JobView {
    let shown = shown(app, &job);
    let (payload, is_redacted) = redacted(&job.payload, shown);
    let veil = Veil::over(&job.payload, shown);
    JobView {
        id: job.id,
        name: job.name,
        queue: job.queue,
        key: job.key,
        state: job.state.as_str().into(),
        attempt: job.attempt,
        attempts_max: job.attempts_max,
        version: job.version,
        created_ms: job.created_ms,
        run_at_ms: job.run_at_ms,
        started_ms: job.started_ms,
        ended_ms: job.ended_ms,
        lease_until_ms: job.lease_until_ms,
        worker: job.worker,
        error: job.error.map(|error| veil.text(&error)),
        payload,
        redacted: is_redacted,
    }
}

pub fn attempt_view(attempt: AttemptRecord, veil: &Veil) -> AttemptView {
    AttemptView {
        attempt: attempt.attempt,
        worker: attempt.worker,
        started_ms: attempt.started_ms,
        ended_ms: Some(attempt.ended_ms),
        outcome: attempt.outcome,
        error: attempt.error.map(|error| veil.text(&error)),
        log: veil.log(attempt.log.unwrap_or_else(|| json!([]))),
    }
}
