//! What happened in each attempt.

use downbeat_entity::job_attempt::{Column, Entity, Model};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::Value;
use uuid::Uuid;

use super::Outcome;
use super::finish::text;
use crate::sql::epoch::to_ms;
use crate::sql::statement::sql;
use crate::{Store, StoreError};

#[derive(Clone, Debug, PartialEq)]
pub struct AttemptRecord {
    pub job: Uuid,
    pub attempt: i32,
    pub name: String,
    pub queue: String,
    pub key: Option<String>,
    pub worker: String,
    pub started_ms: i64,
    pub ended_ms: i64,
    /// An [`Outcome`]'s word, or `lost`.
    pub outcome: String,
    pub error: Option<String>,
    pub log: Option<Value>,
}

/// A signal that failed: nothing else is kept of it.
#[derive(Clone, Debug)]
pub struct FailedSignal {
    pub id: Uuid,
    pub name: &'static str,
    pub queue: &'static str,
    pub key: String,
    pub worker: String,
    pub ran_ms: i64,
    pub outcome: Outcome,
    pub error: String,
    pub log: Value,
}

impl Store {
    /// The attempts of a job, the newest first.
    pub async fn attempts(&self, job: Uuid, limit: u64) -> Result<Vec<AttemptRecord>, StoreError> {
        let rows = Entity::find()
            .filter(Column::JobId.eq(job))
            .order_by_desc(Column::Attempt)
            .limit(limit)
            .all(&self.reading)
            .await?;
        Ok(rows.into_iter().map(AttemptRecord::from).collect())
    }

    /// Signals that failed, newest first, older than the cursor.
    pub async fn failed_signals(
        &self,
        before: Option<Uuid>,
        limit: u64,
    ) -> Result<Vec<AttemptRecord>, StoreError> {
        let mut page = Entity::find().filter(Column::IsSignal.eq(true));
        if let Some(before) = before {
            page = page.filter(Column::JobId.lt(before));
        }
        let rows = page.order_by_desc(Column::JobId).limit(limit).all(&self.reading).await?;
        Ok(rows.into_iter().map(AttemptRecord::from).collect())
    }

    /// Puts a failed signal on record; again changes nothing.
    pub async fn note_failed_signal(&self, signal: &FailedSignal) -> Result<(), StoreError> {
        let FailedSignal { id, name, queue, key, worker, ran_ms, outcome, error, log } = signal;
        let insert = sql(
            "INSERT INTO job_attempt (job_id, attempt, is_signal, name, queue, key, worker,
                 started_at, ended_at, outcome, error, log)
             VALUES ($1, 1, true, $2, $3, $4, $5, now() - $6 * interval '1 millisecond', now(),
                 $7, $8, nullif($9, '')::jsonb)
             ON CONFLICT DO NOTHING",
            [
                (*id).into(),
                (*name).into(),
                (*queue).into(),
                key.clone().into(),
                worker.clone().into(),
                (*ran_ms).into(),
                outcome.as_str().into(),
                error.clone().into(),
                text(log).into(),
            ],
        );
        self.db.execute_raw(insert).await?;
        Ok(())
    }
}

impl From<Model> for AttemptRecord {
    fn from(row: Model) -> Self {
        let Model {
            job_id,
            attempt,
            is_signal: _,
            name,
            queue,
            key,
            worker,
            started_at,
            ended_at,
            outcome,
            error,
            log,
        } = row;
        Self {
            job: job_id,
            attempt,
            name,
            queue,
            key,
            worker,
            started_ms: to_ms(started_at),
            ended_ms: to_ms(ended_at),
            outcome,
            error,
            log,
        }
    }
}
