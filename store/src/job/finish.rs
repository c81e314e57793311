//! How attempts end.

use std::time::Duration;

use sea_orm::ConnectionTrait;
use serde_json::Value;
use uuid::Uuid;

use crate::sql::statement::sql;
use crate::{Store, StoreError, Transaction};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Done,
    Failed,
    TimedOut,
    Panicked,
    /// Its worker stopped before it was through: the attempt does not count.
    GivenBack,
    /// What it needs is away: the attempt does not count. Of attempts that
    /// waited one after another the last is on record, from when the first began.
    Waiting,
}

impl Outcome {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Failed => "failed",
            Self::TimedOut => "timed_out",
            Self::Panicked => "panicked",
            Self::GivenBack => "given_back",
            Self::Waiting => "waiting",
        }
    }
}

/// What becomes of a job after an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    Done,
    RetryIn(Duration),
    Dead,
}

/// The end of one attempt.
#[derive(Clone, Debug)]
pub struct Ending {
    pub job: Uuid,
    pub attempt: i32,
    pub outcome: Outcome,
    pub next: Next,
    /// The error and what is behind it.
    pub error: Option<String>,
    /// Lines that the run logged.
    pub log: Value,
}

impl Store {
    /// Ends attempts that are still theirs to end; answers which. One statement.
    pub async fn finish(&self, endings: &[Ending]) -> Result<Vec<Uuid>, StoreError> {
        finish(&self.db, endings).await
    }
}

impl Transaction {
    /// Completes a job together with its effect. [`StoreError::Superseded`] when
    /// the attempt is no longer the job's: then the effect must not be, either.
    pub async fn complete(&self, job: Uuid, attempt: i32) -> Result<(), StoreError> {
        let (outcome, next, error, log) = (Outcome::Done, Next::Done, None, Value::Null);
        let ended = finish(&self.0, &[Ending { job, attempt, outcome, next, error, log }]).await?;
        if ended.is_empty() { Err(StoreError::Superseded) } else { Ok(()) }
    }
}

async fn finish(db: &impl ConnectionTrait, endings: &[Ending]) -> Result<Vec<Uuid>, StoreError> {
    fn column<T>(endings: &[Ending], of: impl Fn(&Ending) -> T) -> Vec<T> {
        endings.iter().map(of).collect()
    }
    let end = sql(
        "WITH said AS (
             SELECT * FROM unnest($1::uuid[], $2::integer[], $3::text[], $4::text[], $5::bigint[],
                 $6::text[], $7::text[])
             AS said (id, attempt, outcome, state, delay_ms, error, log)
         ), ended AS (
             UPDATE job SET state = said.state, lease_until = NULL, pushed_at = NULL,
                 error = nullif(said.error, ''),
                 run_at = CASE WHEN said.state = 'retrying'
                     THEN now() + delay_ms * interval '1 millisecond' ELSE run_at END,
                 ended_at = CASE WHEN said.state <> 'retrying' THEN clock_timestamp() END,
                 attempts_max = CASE WHEN said.outcome IN ('given_back', 'waiting')
                     THEN attempts_max + 1 ELSE attempts_max END
             FROM said
             WHERE job.id = said.id AND job.attempt = said.attempt AND job.state = 'running'
             RETURNING job.id, job.attempt, name, queue, key, worker, started_at,
                 CASE WHEN said.state = 'retrying' THEN pg_notify('downbeat', 'jobs') END
         ), waited AS (
             DELETE FROM job_attempt USING ended, said
             WHERE said.id = ended.id AND said.outcome = 'waiting'
                 AND job_attempt.job_id = ended.id AND job_attempt.outcome = 'waiting'
                 AND job_attempt.attempt = ended.attempt - 1
             RETURNING job_attempt.job_id, job_attempt.started_at
         )
         INSERT INTO job_attempt
             (job_id, attempt, name, queue, key, worker, started_at, ended_at, outcome, error, log)
         SELECT ended.id, ended.attempt, name, queue, key, worker,
             coalesce(waited.started_at, ended.started_at), clock_timestamp(),
             outcome, nullif(error, ''), nullif(log, '')::jsonb
         FROM ended JOIN said ON said.id = ended.id LEFT JOIN waited ON waited.job_id = ended.id
         RETURNING job_id",
        [
            column(endings, |ending| ending.job).into(),
            column(endings, |ending| ending.attempt).into(),
            column(endings, |ending| ending.outcome.as_str().to_owned()).into(),
            column(endings, |ending| state(ending.next).to_owned()).into(),
            column(endings, |ending| delay_ms(ending.next)).into(),
            column(endings, |ending| ending.error.clone().unwrap_or_default()).into(),
            column(endings, |ending| text(&ending.log)).into(),
        ],
    );
    let rows = db.query_all_raw(end).await?;
    Ok(rows.iter().map(|row| row.try_get("", "job_id")).collect::<Result<_, _>>()?)
}

const fn state(next: Next) -> &'static str {
    match next {
        Next::Done => "done",
        Next::RetryIn(_) => "retrying",
        Next::Dead => "dead",
    }
}

fn delay_ms(next: Next) -> i64 {
    match next {
        Next::RetryIn(delay) => i64::try_from(delay.as_millis()).unwrap_or(i64::MAX),
        Next::Done | Next::Dead => 0,
    }
}

pub(super) fn text(log: &Value) -> String {
    if log.is_null() { String::new() } else { log.to_string() }
}
