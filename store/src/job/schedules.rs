//! What happens by the clock: once for all workers, and caught up at most once.

use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::json;
use uuid::Uuid;

use crate::audit::{AuditEntry, Doer};
use crate::job::NewJob;
use crate::sql::statement::sql;
use crate::{Enqueued, Store, StoreError, Transaction};

#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct ScheduleRecord {
    pub name: String,
    pub cron: String,
    pub time_zone: String,
    pub next_ms: i64,
    pub last_ms: Option<i64>,
    pub last_job: Option<Uuid>,
}

const COLUMNS: &str =
    "name, cron, time_zone, (extract(epoch FROM next_at) * 1000)::bigint AS next_ms,
    (extract(epoch FROM last_at) * 1000)::bigint AS last_ms, last_job";

impl Store {
    /// Enters a schedule. One whose times have changed is next due at `next_ms`;
    /// one that is as it was keeps its next time.
    pub async fn set_schedule(
        &self,
        name: &str,
        cron: &str,
        time_zone: &str,
        next_ms: i64,
    ) -> Result<(), StoreError> {
        let set = sql(
            "INSERT INTO job_schedule (name, cron, time_zone, next_at)
             VALUES ($1, $2, $3, 'epoch'::timestamptz + $4 * interval '1 millisecond')
             ON CONFLICT (name) DO UPDATE SET cron = excluded.cron,
                 time_zone = excluded.time_zone, next_at = excluded.next_at
             WHERE (job_schedule.cron, job_schedule.time_zone)
                 <> (excluded.cron, excluded.time_zone)",
            [name.into(), cron.into(), time_zone.into(), next_ms.into()],
        );
        self.db.execute_raw(set).await?;
        Ok(())
    }

    /// The time that schedules go by, whatever the clocks of workers say.
    pub async fn now_ms(&self) -> Result<i64, StoreError> {
        let ask = "SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint AS now_ms";
        let row = self.db.query_one_raw(sql(ask, [])).await?.ok_or(StoreError::NotFound)?;
        Ok(row.try_get("", "now_ms")?)
    }

    pub async fn schedules(&self) -> Result<Vec<ScheduleRecord>, StoreError> {
        let text = format!("SELECT {COLUMNS} FROM job_schedule ORDER BY name");
        let read = sea_orm::Statement::from_string(sea_orm::DbBackend::Postgres, text);
        let rows = self.db.query_all_raw(read).await?;
        Ok(rows
            .iter()
            .map(|row| ScheduleRecord::from_query_result(row, ""))
            .collect::<Result<_, _>>()?)
    }

    /// Asks for a schedule's job now, besides its times: one transaction.
    pub async fn run_schedule(
        &self,
        name: &str,
        job: NewJob,
        doer: &Doer,
        reason: Option<&str>,
    ) -> Result<Vec<Enqueued>, StoreError> {
        let transaction = self.begin().await?;
        let enqueued = transaction.enqueue(&[job]).await?;
        let (target_id, details) = (name.to_owned(), json!({}));
        let entry = AuditEntry {
            doer,
            action: "schedule.run",
            target_kind: "schedule",
            target_id,
            reason,
            details,
        };
        transaction.note(&entry).await?;
        transaction.commit().await?;
        Ok(enqueued)
    }
}

impl Transaction {
    /// Locks a schedule if it is due, unless another process has it already.
    pub async fn due_schedule(
        &self,
        name: &str,
        now_ms: i64,
    ) -> Result<Option<ScheduleRecord>, StoreError> {
        let text = format!(
            "SELECT {COLUMNS} FROM job_schedule
             WHERE name = $1 AND next_at <= 'epoch'::timestamptz + $2 * interval '1 millisecond'
             FOR UPDATE SKIP LOCKED"
        );
        let values: [sea_orm::Value; 2] = [name.into(), now_ms.into()];
        let read =
            sea_orm::Statement::from_sql_and_values(sea_orm::DbBackend::Postgres, text, values);
        let row = self.0.query_one_raw(read).await?;
        Ok(row.map(|row| ScheduleRecord::from_query_result(&row, "")).transpose()?)
    }

    /// A due schedule has had its turn, at `now_ms`: when it is next due.
    pub async fn schedule_ran(
        &self,
        name: &str,
        (now_ms, next_ms): (i64, i64),
        job: Option<Uuid>,
    ) -> Result<(), StoreError> {
        let ran = sql(
            "UPDATE job_schedule SET last_job = coalesce($4, last_job),
                 last_at = 'epoch'::timestamptz + $2 * interval '1 millisecond',
                 next_at = 'epoch'::timestamptz + $3 * interval '1 millisecond'
             WHERE name = $1",
            [name.into(), now_ms.into(), next_ms.into(), job.into()],
        );
        self.0.execute_raw(ran).await?;
        Ok(())
    }
}
