//! Taking jobs, holding them, giving them back.

use std::time::Duration;

use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::Value;
use uuid::Uuid;

use crate::sql::statement::sql;
use crate::{Store, StoreError};

/// A job that is ours until its lease runs out.
#[derive(Clone, Debug, PartialEq)]
pub struct Claimed {
    pub id: Uuid,
    pub name: String,
    pub queue: String,
    pub version: u16,
    pub payload: Value,
    /// From 1.
    pub attempt: i32,
    pub attempts_max: i32,
    pub waited: Duration,
}

/// What a claim found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Claims {
    pub ours: Vec<Claimed>,
    /// Names of jobs whose last attempt was lost with its worker: dead now.
    pub dead: Vec<String>,
    /// Attempts that were lost with their workers.
    pub lost: u64,
}

impl Store {
    /// Takes those of these jobs that wait and are due, or whose worker was
    /// lost; any other id is passed over. A lost attempt is put on record. One
    /// statement, so of two who want a job one gets it.
    pub async fn claim(
        &self,
        ids: &[Uuid],
        worker: &str,
        lease: Duration,
    ) -> Result<Claims, StoreError> {
        let take = sql(
            "WITH wanted AS (
                 SELECT id, state, attempt FROM job
                 WHERE id = ANY($1) AND (
                     state IN ('scheduled', 'queued', 'retrying') AND run_at <= now()
                     OR state = 'running' AND lease_until < now())
                 AND NOT EXISTS (SELECT FROM job_queue q WHERE q.name = job.queue AND (
                     q.state NOT IN ('open', 'draining')
                     OR q.state = 'draining' AND job.created_at > q.changed_at))
                 ORDER BY id
                 FOR NO KEY UPDATE SKIP LOCKED
             ), lost AS (
                 INSERT INTO job_attempt
                     (job_id, attempt, name, queue, key, worker, started_at, ended_at, outcome, error)
                 SELECT job.id, job.attempt, name, queue, key, worker, started_at, now(), 'lost',
                     'its worker was not heard of again'
                 FROM job JOIN wanted ON wanted.id = job.id WHERE wanted.state = 'running'
                 ON CONFLICT DO NOTHING
             )
             UPDATE job SET
                 state = CASE WHEN ends THEN 'dead' ELSE 'running' END,
                 attempt = CASE WHEN ends THEN job.attempt ELSE job.attempt + 1 END,
                 worker = CASE WHEN ends THEN job.worker ELSE $2 END,
                 lease_until = CASE WHEN ends THEN NULL ELSE now() + $3 * interval '1 millisecond' END,
                 ended_at = CASE WHEN ends THEN now() END,
                 error = CASE WHEN ends THEN 'its worker was not heard of again' ELSE job.error END,
                 started_at = CASE WHEN ends THEN job.started_at ELSE now() END
             FROM (SELECT *, state = 'running' AND attempt >=
                     (SELECT attempts_max FROM job j WHERE j.id = wanted.id) AS ends
                 FROM wanted) AS taken
             WHERE job.id = taken.id
             RETURNING job.id, name, queue, version, payload, job.attempt, attempts_max, ends,
                 taken.state = 'running' AS was_lost,
                 greatest(0, extract(epoch FROM now() - run_at) * 1000)::bigint AS waited_ms",
            [ids.to_vec().into(), worker.into(), ms(lease).into()],
        );
        let mut claims = Claims::default();
        for row in self.db.query_all_raw(take).await? {
            let row = Row::from_query_result(&row, "")?;
            claims.lost += u64::from(row.was_lost);
            if row.ends {
                claims.dead.push(row.name);
            } else {
                claims.ours.push(row.into());
            }
        }
        Ok(claims)
    }

    /// Holds running attempts for longer. Answers those that are still ours.
    pub async fn hold(
        &self,
        attempts: &[(Uuid, i32)],
        lease: Duration,
    ) -> Result<Vec<Uuid>, StoreError> {
        let (ids, numbers): (Vec<Uuid>, Vec<i32>) = attempts.iter().copied().unzip();
        let hold = sql(
            "UPDATE job SET lease_until = now() + $3 * interval '1 millisecond'
             FROM unnest($1::uuid[], $2::integer[]) AS ours (id, attempt)
             WHERE job.id = ours.id AND job.attempt = ours.attempt AND state = 'running'
             RETURNING job.id",
            [ids.into(), numbers.into(), ms(lease).into()],
        );
        let rows = self.db.query_all_raw(hold).await?;
        Ok(rows.iter().map(|row| row.try_get("", "id")).collect::<Result<_, _>>()?)
    }
}

fn ms(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    name: String,
    queue: String,
    version: i16,
    payload: Value,
    attempt: i32,
    attempts_max: i32,
    ends: bool,
    was_lost: bool,
    waited_ms: i64,
}

impl From<Row> for Claimed {
    fn from(row: Row) -> Self {
        let Row {
            id,
            name,
            queue,
            version,
            payload,
            attempt,
            attempts_max,
            ends: _,
            was_lost: _,
            waited_ms,
        } = row;
        let waited = Duration::from_millis(waited_ms.unsigned_abs());
        let version = version.unsigned_abs();
        Self { id, name, queue, version, payload, attempt, attempts_max, waited }
    }
}
