//! Which sessions must be alive, and which have gone to sleep.

use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use crate::statement::sql;
use crate::{Store, StoreError};

/// A session that somebody must look at from `wake_ms` on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Waking {
    pub id: Uuid,
    pub incarnation: i64,
    pub wake_ms: i64,
}

/// The last session of the page before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WakingCursor {
    pub wake_ms: i64,
    pub id: Uuid,
}

impl From<Waking> for WakingCursor {
    fn from(last: Waking) -> Self {
        Self { wake_ms: last.wake_ms, id: last.id }
    }
}

impl Store {
    /// The sessions of a shard that are awake or will be, soonest first, at
    /// most `limit`. A session whose time is yet to come is among them.
    pub async fn waking(
        &self,
        shard: u16,
        after: Option<WakingCursor>,
        limit: u32,
    ) -> Result<Vec<Waking>, StoreError> {
        let page = sql(
            "SELECT id, incarnation, (extract(epoch FROM wake_at) * 1000)::bigint AS wake_ms
             FROM sessions
             WHERE shard = $1 AND wake_at IS NOT NULL AND (wake_at, id) > (
                 coalesce('epoch'::timestamptz + $2 * interval '1 millisecond', '-infinity'), $3)
             ORDER BY wake_at, id
             LIMIT $4",
            [
                i32::from(shard).into(),
                after.map(|cursor| cursor.wake_ms).into(),
                after.map_or(Uuid::nil(), |cursor| cursor.id).into(),
                i64::from(limit).into(),
            ],
        );
        let rows = self.db.query_all_raw(page).await?;
        let waking = rows.iter().map(|row| Waking::from_query_result(row, ""));
        Ok(waking.collect::<Result<_, _>>()?)
    }

    /// Marks closed sessions as asleep and returns how many were. A session
    /// activated again since keeps its time: its incarnation has moved on.
    pub async fn asleep(&self, closed: &[(Uuid, i64)]) -> Result<u64, StoreError> {
        let (ids, incarnations): (Vec<Uuid>, Vec<i64>) = closed.iter().copied().unzip();
        // Locked in the order of ids, as the drain does, so that neither waits
        // for the other in a circle.
        let clear = sql(
            "WITH closed AS (
                 SELECT s.id FROM sessions s
                 JOIN unnest($1::uuid[], $2::bigint[]) AS c (id, incarnation)
                     ON c.id = s.id AND c.incarnation = s.incarnation
                 WHERE s.wake_at IS NOT NULL
                 ORDER BY s.id
                 FOR NO KEY UPDATE OF s
             )
             UPDATE sessions SET wake_at = NULL FROM closed WHERE sessions.id = closed.id",
            [ids.into(), incarnations.into()],
        );
        Ok(self.db.execute_raw(clear).await?.rows_affected())
    }
}
