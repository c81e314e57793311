//! A job is born.

use std::time::Duration;

use sea_orm::ConnectionTrait;
use serde_json::Value;
use uuid::Uuid;

use crate::sql::statement::sql;
use crate::{Store, StoreError, Transaction};

/// A job that somebody wants.
#[derive(Clone, Debug, PartialEq)]
pub struct NewJob {
    pub name: &'static str,
    pub queue: &'static str,
    pub version: u16,
    pub payload: Value,
    /// With a key it is wanted once: while one of its name and key waits for
    /// its first attempt, no other is made.
    pub key: Option<String>,
    pub attempts_max: u32,
    /// Not before so long from now.
    pub delay: Duration,
}

/// A job that waits, to be told to its queue once its transaction is over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enqueued {
    pub id: Uuid,
    pub queue: &'static str,
}

impl Store {
    /// One statement. What is told: the jobs that are due at once and were not
    /// there already.
    pub async fn enqueue(&self, jobs: &[NewJob]) -> Result<Vec<Enqueued>, StoreError> {
        insert(&self.db, jobs).await
    }
}

impl Transaction {
    /// The same, together with the change that wants these jobs.
    pub async fn enqueue(&self, jobs: &[NewJob]) -> Result<Vec<Enqueued>, StoreError> {
        insert(&self.0, jobs).await
    }
}

pub(crate) async fn insert(
    db: &impl ConnectionTrait,
    jobs: &[NewJob],
) -> Result<Vec<Enqueued>, StoreError> {
    if jobs.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<Uuid> = jobs.iter().map(|_| Uuid::now_v7()).collect();
    // What is pushed right after the commit is pushed again only if nobody has
    // claimed it some seconds later. What waits for its time is told to the relays.
    let statement = sql(
        "INSERT INTO job (id, name, queue, version, payload, key, attempts_max, created_at,
             run_at, state, pushed_at)
         SELECT id, name, queue, version, payload::jsonb, nullif(key, ''), attempts_max, now(),
             now() + delay_ms * interval '1 millisecond',
             CASE WHEN delay_ms > 0 THEN 'scheduled' ELSE 'queued' END,
             CASE WHEN delay_ms > 0 THEN NULL ELSE now() END
         FROM unnest($1::uuid[], $2::text[], $3::text[], $4::smallint[], $5::text[], $6::text[],
                 $7::integer[], $8::bigint[])
             AS new (id, name, queue, version, payload, key, attempts_max, delay_ms)
         ON CONFLICT DO NOTHING
         RETURNING id, CASE WHEN state = 'scheduled' THEN pg_notify('downbeat', 'jobs') END",
        [
            ids.clone().into(),
            column(jobs, |job| job.name.to_owned()).into(),
            column(jobs, |job| job.queue.to_owned()).into(),
            column(jobs, |job| i16::try_from(job.version).unwrap_or(i16::MAX)).into(),
            column(jobs, |job| job.payload.to_string()).into(),
            column(jobs, |job| job.key.clone().unwrap_or_default()).into(),
            column(jobs, |job| i32::try_from(job.attempts_max).unwrap_or(i32::MAX)).into(),
            column(jobs, |job| i64::try_from(job.delay.as_millis()).unwrap_or(i64::MAX)).into(),
        ],
    );
    let rows = db.query_all_raw(statement).await?;
    let made = rows.iter().map(|row| row.try_get("", "id")).collect::<Result<Vec<Uuid>, _>>()?;
    let due = ids.iter().zip(jobs).filter(|(id, job)| job.delay.is_zero() && made.contains(id));
    Ok(due.map(|(id, job)| Enqueued { id: *id, queue: job.queue }).collect())
}

fn column<T>(jobs: &[NewJob], of: impl Fn(&NewJob) -> T) -> Vec<T> {
    jobs.iter().map(of).collect()
}
