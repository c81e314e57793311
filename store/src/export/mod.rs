//! Exports: all that somebody has here, as a file for themselves.
//!
//! An **export** is a row, and its file pieces that are sealed with the person's key. A
//! job writes them; each of its runs begins anew, and one that another came after writes
//! nothing any more. **Parts** (`parts.rs`, and `exported.rs` of kinds) say what of which
//! table is a person's, and what is left out says why. A test holds both against the
//! list of everything that is personal.

mod parts;
mod personal;
mod rows;

use sea_orm::{ConnectionTrait, FromQueryResult, QueryResult};
use uuid::Uuid;

pub use parts::{Part, left_out, parts};
pub use personal::DATA;
pub use rows::OwnRows;

use crate::sql::statement::sql;
use crate::{Store, StoreError, Transaction};

/// Of each piece of the file but the last, before it is sealed: with its length in four
/// bytes it fills what sealing rounds it up to.
pub const EXPORT_CHUNK_BYTES: usize = 256 * 1024 - 4;

/// How long one waits for its file.
const PENDING_HOURS: i64 = 24;
/// How long one is kept, with its file or without.
const KEPT_DAYS: i64 = 7;
/// Exports that go in one statement, each with thousands of pieces.
const SWEPT_AT_ONCE: i64 = 5;

#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct ExportRecord {
    pub id: Uuid,
    pub user_id: Uuid,
    /// `pending`, `ready` or `failed`.
    pub state: String,
    /// Of the file.
    pub bytes: Option<i64>,
    /// `too_large` or `broken`.
    pub problem: Option<String>,
    pub made_ms: i64,
    pub ready_ms: Option<i64>,
    pub until_ms: i64,
}

/// What became of asking for one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AskedExport {
    Made(ExportRecord),
    /// One of theirs is being made.
    Pending,
    /// They have as many as anybody may.
    Full,
}

macro_rules! columns {
    () => {
        "id, user_id, state, bytes, problem,
         (extract(epoch FROM made_at) * 1000)::bigint AS made_ms,
         (extract(epoch FROM ready_at) * 1000)::bigint AS ready_ms,
         (extract(epoch FROM until) * 1000)::bigint AS until_ms"
    };
}

impl Store {
    /// Of somebody, newest first.
    pub async fn exports(&self, user: Uuid) -> Result<Vec<ExportRecord>, StoreError> {
        let list = sql(
            concat!(
                "SELECT ",
                columns!(),
                " FROM export WHERE user_id = $1 AND until > now() ORDER BY made_at DESC, id DESC"
            ),
            [user.into()],
        );
        self.db.query_all_raw(list).await?.iter().map(record).collect()
    }

    /// One of somebody's.
    pub async fn export(&self, user: Uuid, id: Uuid) -> Result<Option<ExportRecord>, StoreError> {
        let find = sql(
            concat!(
                "SELECT ",
                columns!(),
                " FROM export WHERE user_id = $1 AND id = $2 AND until > now()"
            ),
            [user.into(), id.into()],
        );
        self.db.query_one_raw(find).await?.map(|row| record(&row)).transpose()
    }

    /// A piece of the file, sealed; `None` where there is none, or none any more.
    pub async fn export_chunk(&self, id: Uuid, n: i32) -> Result<Option<Vec<u8>>, StoreError> {
        let find = sql(
            "SELECT bytes FROM export_chunk WHERE export_id = $1 AND n = $2",
            [id.into(), n.into()],
        );
        let row = self.db.query_one_raw(find).await?;
        Ok(row.map(|row| row.try_get("", "bytes")).transpose()?)
    }

    /// Takes one away, whatever its state is; `false` where there is none.
    pub async fn delete_export(&self, user: Uuid, id: Uuid) -> Result<bool, StoreError> {
        let delete =
            sql("DELETE FROM export WHERE user_id = $1 AND id = $2", [user.into(), id.into()]);
        Ok(self.db.execute_raw(delete).await?.rows_affected() > 0)
    }

    /// A run begins to write a file, anew: what another wrote goes. Whose it is; `None`
    /// where nobody waits for it any more, or a later run has begun.
    pub async fn begin_export(&self, id: Uuid, attempt: i32) -> Result<Option<Uuid>, StoreError> {
        let transaction = self.begin().await?;
        let begin = sql(
            "UPDATE export SET attempt = $2
             WHERE id = $1 AND state = 'pending' AND attempt < $2 RETURNING user_id",
            [id.into(), attempt.into()],
        );
        let Some(row) = transaction.0.query_one_raw(begin).await? else { return Ok(None) };
        let forget = sql("DELETE FROM export_chunk WHERE export_id = $1", [id.into()]);
        transaction.0.execute_raw(forget).await?;
        transaction.commit().await?;
        Ok(Some(row.try_get("", "user_id")?))
    }

    /// Keeps the next piece of a file; `false` where it is the run's no more.
    pub async fn write_export(
        &self,
        (id, attempt): (Uuid, i32),
        n: i32,
        sealed: Vec<u8>,
    ) -> Result<bool, StoreError> {
        // A run that begins waits for this, and takes it away then.
        let write = sql(
            "WITH held AS (
                 SELECT id FROM export WHERE id = $1 AND state = 'pending' AND attempt = $2
                 FOR SHARE)
             INSERT INTO export_chunk (export_id, n, bytes) SELECT id, $3, $4 FROM held",
            [id.into(), attempt.into(), n.into(), sealed.into()],
        );
        Ok(self.db.execute_raw(write).await?.rows_affected() > 0)
    }

    /// There will be no file.
    pub async fn fail_export(&self, id: Uuid, problem: &str) -> Result<(), StoreError> {
        let transaction = self.begin().await?;
        let fail = sql(
            "UPDATE export SET state = 'failed', problem = $2,
                 until = now() + $3 * interval '1 day'
             WHERE id = $1 AND state = 'pending'",
            [id.into(), problem.into(), KEPT_DAYS.into()],
        );
        if transaction.0.execute_raw(fail).await?.rows_affected() > 0 {
            let forget = sql("DELETE FROM export_chunk WHERE export_id = $1", [id.into()]);
            transaction.0.execute_raw(forget).await?;
        }
        transaction.commit().await
    }

    /// A bite of those whose time is over; how many changed or went.
    pub(crate) async fn prune_exports(&self, bite: i64) -> Result<u64, StoreError> {
        let late = sql(
            "UPDATE export SET state = 'failed', problem = 'broken',
                 until = now() + $1 * interval '1 day'
             WHERE id IN (SELECT id FROM export WHERE state = 'pending' AND until <= now()
                 LIMIT $2 FOR UPDATE SKIP LOCKED)",
            [KEPT_DAYS.into(), SWEPT_AT_ONCE.into()],
        );
        let over = sql(
            "DELETE FROM export WHERE id IN (
                 SELECT id FROM export WHERE state <> 'pending' AND until <= now() LIMIT $1)",
            [SWEPT_AT_ONCE.into()],
        );
        // What a run that was cut off wrote, of one that has failed since.
        let left = sql(
            "DELETE FROM export_chunk WHERE (export_id, n) IN (
                 SELECT c.export_id, c.n FROM export_chunk c
                 JOIN export e ON e.id = c.export_id WHERE e.state = 'failed' LIMIT $1)",
            [bite.into()],
        );
        let mut gone = 0;
        for bite in [late, over, left] {
            gone += self.db.execute_raw(bite).await?.rows_affected();
        }
        Ok(gone)
    }
}

impl Transaction {
    /// Asks for an export of somebody who has fewer than `most`.
    pub async fn ask_for_export(
        &self,
        user: Uuid,
        id: Uuid,
        most: i64,
    ) -> Result<AskedExport, StoreError> {
        let hold = sql("SELECT FROM users WHERE id = $1 FOR NO KEY UPDATE", [user.into()]);
        self.0.query_one_raw(hold).await?.ok_or(StoreError::NotFound)?;
        let count = sql(
            "SELECT count(*) FILTER (WHERE state = 'pending') AS pending,
                 count(*) FILTER (WHERE state = 'ready' AND until > now()) AS ready
             FROM export WHERE user_id = $1",
            [user.into()],
        );
        let counted = self.0.query_one_raw(count).await?.ok_or(StoreError::NotFound)?;
        if counted.try_get::<i64>("", "pending")? > 0 {
            return Ok(AskedExport::Pending);
        }
        if counted.try_get::<i64>("", "ready")? >= most {
            return Ok(AskedExport::Full);
        }
        let make = sql(
            concat!(
                "INSERT INTO export (id, user_id, until)
                 VALUES ($1, $2, now() + $3 * interval '1 hour') RETURNING ",
                columns!()
            ),
            [id.into(), user.into(), PENDING_HOURS.into()],
        );
        let row = self.0.query_one_raw(make).await?.ok_or(StoreError::NotFound)?;
        Ok(AskedExport::Made(record(&row)?))
    }

    /// All of a file is there; `false` where it is the run's no more.
    pub async fn end_export(
        &self,
        (id, attempt): (Uuid, i32),
        bytes: i64,
    ) -> Result<bool, StoreError> {
        let end = sql(
            "UPDATE export SET state = 'ready', bytes = $3, ready_at = now(),
                 until = now() + $4 * interval '1 day'
             WHERE id = $1 AND state = 'pending' AND attempt = $2",
            [id.into(), attempt.into(), bytes.into(), KEPT_DAYS.into()],
        );
        Ok(self.0.execute_raw(end).await?.rows_affected() > 0)
    }

    /// What a person's key sealed for them goes with it.
    pub(crate) async fn erase_exports(&self, user: Uuid) -> Result<(), StoreError> {
        self.run("DELETE FROM export WHERE user_id = $1", [user.into()]).await
    }
}

fn record(row: &QueryResult) -> Result<ExportRecord, StoreError> {
    Ok(ExportRecord::from_query_result(row, "")?)
}
