//! Queues as people see and stop them.

use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::json;

use crate::audit::{AuditEntry, Doer};
use crate::sql::notifications::Notification;
use crate::sql::statement::sql;
use crate::{Store, StoreError};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QueueState {
    Open,
    /// Nothing starts; what runs goes on to its end.
    Paused,
    /// What waited when it began still runs; what came later is held.
    Draining,
    /// A word that this release does not know: nothing starts.
    Unknown,
}

impl QueueState {
    pub const ALL: [Self; 4] = [Self::Open, Self::Paused, Self::Draining, Self::Unknown];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Paused => "paused",
            Self::Draining => "draining",
            Self::Unknown => "unknown",
        }
    }

    fn named(name: &str) -> Self {
        Self::ALL.into_iter().find(|state| state.as_str() == name).unwrap_or(Self::Unknown)
    }

    /// Whether nothing of the queue may start.
    pub const fn is_halted(self) -> bool {
        matches!(self, Self::Paused | Self::Unknown)
    }

    const fn audited_as(self) -> &'static str {
        match self {
            Self::Open => "queue.resume",
            Self::Paused | Self::Unknown => "queue.pause",
            Self::Draining => "queue.drain",
        }
    }
}

/// What a person made of a queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueueRecord {
    pub name: String,
    pub state: QueueState,
    pub changed_by: String,
    pub changed_ms: i64,
}

/// How full a queue of durable jobs is. Waiting ones are counted up to a limit.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct QueueDepth {
    pub queue: String,
    pub waiting: i64,
    pub running: i64,
    /// How long the job that has been due for longest has been due.
    pub oldest_ms: Option<i64>,
}

impl Store {
    /// Queues that are not open or were stopped before.
    pub async fn queue_states(&self) -> Result<Vec<QueueRecord>, StoreError> {
        let read = sql(
            "SELECT name, state, changed_by, (extract(epoch FROM changed_at) * 1000)::bigint AS at
             FROM job_queue ORDER BY name",
            [],
        );
        let mut queues = Vec::new();
        for row in self.db.query_all_raw(read).await? {
            let state: String = row.try_get("", "state")?;
            queues.push(QueueRecord {
                name: row.try_get("", "name")?,
                state: QueueState::named(&state),
                changed_by: row.try_get("", "changed_by")?,
                changed_ms: row.try_get("", "at")?,
            });
        }
        Ok(queues)
    }

    /// One transaction with its line in the audit log.
    pub async fn turn_queue(
        &self,
        queue: &str,
        to: QueueState,
        doer: &Doer,
        reason: Option<&str>,
    ) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        let turn = sql(
            "INSERT INTO job_queue (name, state, changed_by, changed_at) VALUES ($1, $2, $3, now())
             ON CONFLICT (name) DO UPDATE SET state = excluded.state,
                 changed_by = excluded.changed_by, changed_at = excluded.changed_at",
            [queue.into(), to.as_str().into(), doer.name.clone().into()],
        );
        transaction.0.execute_raw(turn).await?;
        let (target_id, details) = (queue.to_owned(), json!({}));
        let entry = AuditEntry {
            doer,
            action: to.audited_as(),
            target_kind: "queue",
            target_id,
            reason,
            details,
        };
        transaction.note(&entry).await?;
        Notification::Queues.tell(&transaction.0).await?;
        transaction.commit().await
    }

    pub async fn queue_depths(
        &self,
        queues: &[&str],
        max: i64,
    ) -> Result<Vec<QueueDepth>, StoreError> {
        let queues: Vec<String> = queues.iter().map(|queue| (*queue).to_owned()).collect();
        let read = sql(
            "SELECT q.queue,
                 (SELECT count(*) FROM (SELECT FROM job WHERE job.queue = q.queue
                     AND state IN ('scheduled', 'queued', 'retrying') LIMIT $2) AS found) AS waiting,
                 (SELECT count(*) FROM job WHERE state = 'running' AND job.queue = q.queue)
                     AS running,
                 (SELECT (extract(epoch FROM now() - min(run_at)) * 1000)::bigint FROM job
                     WHERE job.queue = q.queue AND run_at <= now()
                     AND state IN ('scheduled', 'queued', 'retrying')) AS oldest_ms
             FROM unnest($1::text[]) AS q (queue)",
            [queues.into(), max.into()],
        );
        let rows = self.db.query_all_raw(read).await?;
        Ok(rows
            .iter()
            .map(|row| QueueDepth::from_query_result(row, ""))
            .collect::<Result<_, _>>()?)
    }
}
