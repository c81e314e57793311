//! What should be in the queue and may not be.

use std::time::Duration;

use sea_orm::{ConnectionTrait, DbErr};
use uuid::Uuid;

use crate::sql::statement::sql;
use crate::{Store, StoreError};

/// A queue in which something waits, and in how long the first is due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingQueue {
    pub queue: String,
    pub due_in: Duration,
}

impl Store {
    /// Jobs of a queue that are due and that nobody claimed for `unclaimed`
    /// since they were last sent there, oldest first. They count as sent now.
    /// One statement; of two relays at once each gets others.
    pub async fn to_push(
        &self,
        queue: &str,
        unclaimed: Duration,
        limit: u32,
    ) -> Result<Vec<Uuid>, StoreError> {
        let unclaimed_ms = i64::try_from(unclaimed.as_millis()).unwrap_or(i64::MAX);
        let take = sql(
            "WITH due AS (
                 SELECT id FROM job
                 WHERE queue = $1 AND state IN ('scheduled', 'queued', 'retrying')
                     AND run_at <= now()
                     AND (pushed_at IS NULL OR pushed_at < now() - $2 * interval '1 millisecond')
                     AND NOT EXISTS (SELECT FROM job_queue q WHERE q.name = job.queue AND (
                         q.state NOT IN ('open', 'draining')
                         OR q.state = 'draining' AND job.created_at > q.changed_at))
                 ORDER BY run_at LIMIT $3
                 FOR NO KEY UPDATE SKIP LOCKED
             )
             UPDATE job SET pushed_at = now() FROM due WHERE job.id = due.id RETURNING job.id",
            [queue.into(), unclaimed_ms.into(), i64::from(limit).into()],
        );
        ids(&self.db.query_all_raw(take).await?)
    }

    /// Running jobs of a queue whose lease has run out, likewise.
    pub async fn lost(
        &self,
        queue: &str,
        unclaimed: Duration,
        limit: u32,
    ) -> Result<Vec<Uuid>, StoreError> {
        let unclaimed_ms = i64::try_from(unclaimed.as_millis()).unwrap_or(i64::MAX);
        let lost = sql(
            "WITH lost AS (
                 SELECT id FROM job
                 WHERE state = 'running' AND lease_until < now() AND queue = $1
                     AND (pushed_at IS NULL OR pushed_at < now() - $2 * interval '1 millisecond')
                     AND NOT EXISTS (SELECT FROM job_queue q
                         WHERE q.name = job.queue AND q.state NOT IN ('open', 'draining'))
                 ORDER BY lease_until LIMIT $3
                 FOR NO KEY UPDATE SKIP LOCKED
             )
             UPDATE job SET pushed_at = now() FROM lost WHERE job.id = lost.id RETURNING job.id",
            [queue.into(), unclaimed_ms.into(), i64::from(limit).into()],
        );
        ids(&self.db.query_all_raw(lost).await?)
    }

    /// The queues that durable jobs wait in, or where their workers were lost.
    pub async fn job_queues(&self) -> Result<Vec<WaitingQueue>, StoreError> {
        let busy = sql(
            "WITH RECURSIVE waiting AS (
                 SELECT min(queue) AS queue FROM job
                     WHERE state IN ('scheduled', 'queued', 'retrying')
                 UNION ALL
                 SELECT (SELECT min(queue) FROM job WHERE queue > waiting.queue
                     AND state IN ('scheduled', 'queued', 'retrying'))
                 FROM waiting WHERE queue IS NOT NULL
             )
             SELECT queue, min(in_ms) AS in_ms FROM (
                 SELECT queue, (SELECT ceil(extract(epoch FROM min(run_at) - now()) * 1000)::bigint
                     FROM job WHERE job.queue = waiting.queue
                         AND state IN ('scheduled', 'queued', 'retrying')) AS in_ms
                 FROM waiting WHERE queue IS NOT NULL
                 UNION ALL SELECT queue, 0 FROM job WHERE state = 'running' AND lease_until < now()
             ) AS found
             GROUP BY queue",
            [],
        );
        let rows = self.db.query_all_raw(busy).await?;
        let queues = rows.iter().map(|row| {
            let in_ms = row.try_get::<Option<i64>>("", "in_ms")?.unwrap_or(0);
            let due_in = Duration::from_millis(in_ms.max(0).unsigned_abs());
            Ok(WaitingQueue { queue: row.try_get("", "queue")?, due_in })
        });
        Ok(queues.collect::<Result<_, DbErr>>()?)
    }
}

fn ids(rows: &[sea_orm::QueryResult]) -> Result<Vec<Uuid>, StoreError> {
    Ok(rows.iter().map(|row| row.try_get("", "id")).collect::<Result<_, _>>()?)
}
