//! Workers: what they last said of themselves, and what is wanted of them.

use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::{Value, json};

use crate::audit::{AuditEntry, Doer};
use crate::sql::notifications::Notification;
use crate::sql::statement::sql;
use crate::{Store, StoreError};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DesiredState {
    #[default]
    Work,
    /// Take no more jobs.
    Quiet,
    /// Take no more jobs and hand the shards over.
    Drain,
    /// End.
    Stop,
}

impl DesiredState {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Work => "work",
            Self::Quiet => "quiet",
            Self::Drain => "drain",
            Self::Stop => "stop",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        [Self::Work, Self::Quiet, Self::Drain, Self::Stop]
            .into_iter()
            .find(|it| it.as_str() == name)
    }

    const fn audited_as(self) -> &'static str {
        match self {
            Self::Work => "worker.work",
            Self::Quiet => "worker.quiet",
            Self::Drain => "worker.drain",
            Self::Stop => "worker.stop",
        }
    }
}

#[derive(Debug, Clone, PartialEq, FromQueryResult)]
pub struct WorkerRecord {
    pub name: String,
    pub version: String,
    pub started_ms: i64,
    pub seen_ms: i64,
    /// How long ago that is, by Postgres' clock.
    pub silent_ms: i64,
    pub wanted: String,
    pub report: Value,
}

impl Store {
    /// Says that a worker lives and how it fares; answers what is wanted of it.
    /// A worker that has just started is wanted to work.
    pub async fn report(
        &self,
        name: &str,
        version: &str,
        is_first: bool,
        report: &Value,
    ) -> Result<DesiredState, StoreError> {
        let say = sql(
            "INSERT INTO worker (name, version, started_at, seen_at, report)
             VALUES ($1, $2, now(), now(), $4)
             ON CONFLICT (name) DO UPDATE SET seen_at = now(), report = excluded.report,
                 version = excluded.version,
                 started_at = CASE WHEN $3 THEN now() ELSE worker.started_at END,
                 wanted = CASE WHEN $3 THEN 'work' ELSE worker.wanted END
             RETURNING wanted",
            [name.into(), version.into(), is_first.into(), report.clone().into()],
        );
        let row = self.db.query_one_raw(say).await?.ok_or(StoreError::NotFound)?;
        let wanted: String = row.try_get("", "wanted")?;
        DesiredState::named(&wanted).ok_or_else(|| {
            StoreError::unreadable(format!("what is wanted of a worker, `{wanted}`"))
        })
    }

    /// A worker that ends as it should is not missed.
    pub async fn forget_worker(&self, name: &str) -> Result<(), StoreError> {
        self.db.execute_raw(sql("DELETE FROM worker WHERE name = $1", [name.into()])).await?;
        Ok(())
    }

    pub async fn workers(&self) -> Result<Vec<WorkerRecord>, StoreError> {
        let read = sql(
            "SELECT name, version, (extract(epoch FROM started_at) * 1000)::bigint AS started_ms,
                 (extract(epoch FROM seen_at) * 1000)::bigint AS seen_ms,
                 (extract(epoch FROM now() - seen_at) * 1000)::bigint AS silent_ms, wanted, report
             FROM worker ORDER BY name LIMIT 1000",
            [],
        );
        let rows = self.db.query_all_raw(read).await?;
        Ok(rows
            .iter()
            .map(|row| WorkerRecord::from_query_result(row, ""))
            .collect::<Result<_, _>>()?)
    }

    /// One transaction with its line in the audit log; `false` for a worker that
    /// is not known.
    pub async fn want(
        &self,
        worker: &str,
        wanted: DesiredState,
        doer: &Doer,
        reason: Option<&str>,
    ) -> Result<bool, StoreError> {
        let transaction = self.begin().await?;
        let say = sql(
            "UPDATE worker SET wanted = $2 WHERE name = $1",
            [worker.into(), wanted.as_str().into()],
        );
        if transaction.0.execute_raw(say).await?.rows_affected() == 0 {
            return Ok(false);
        }
        let (target_id, details) = (worker.to_owned(), json!({}));
        let entry = AuditEntry {
            doer,
            action: wanted.audited_as(),
            target_kind: "worker",
            target_id,
            reason,
            details,
        };
        transaction.note(&entry).await?;
        Notification::Workers.tell(&transaction.0).await?;
        transaction.commit().await?;
        Ok(true)
    }
}
