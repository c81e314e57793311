//! Which sessions must be alive, and which have gone to sleep.

use std::collections::BTreeSet;

use sea_orm::{ConnectionTrait, FromQueryResult, QueryResult};
use uuid::Uuid;

use crate::sql::statement::sql;
use crate::{Store, StoreError};

/// A session that somebody must look at from `wake_ms` on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Wakeup {
    pub id: Uuid,
    pub incarnation: i64,
    pub wake_ms: i64,
}

/// The last session of the page before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WakeupCursor {
    pub wake_ms: i64,
    pub id: Uuid,
}

impl WakeupCursor {
    /// Behind all whose time is up to then.
    #[must_use]
    pub const fn behind(wake_ms: i64) -> Self {
        Self { wake_ms, id: Uuid::max() }
    }
}

/// Times of a shard: behind the one, if any, and up to the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WakeupRange {
    pub shard: u16,
    pub after_ms: Option<i64>,
    pub until_ms: i64,
}

/// A session that went to sleep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asleep {
    pub id: Uuid,
    pub incarnation: i64,
    /// When somebody must look at it again, whoever watches.
    pub wake_ms: Option<i64>,
}

impl From<Wakeup> for WakeupCursor {
    fn from(last: Wakeup) -> Self {
        Self { wake_ms: last.wake_ms, id: last.id }
    }
}

/// Never reached by a clock; stands for null in an array of times.
const NEVER: i64 = i64::MIN;

impl Store {
    /// The sessions of a shard that are awake or are to be by then, soonest
    /// first, at most `limit`.
    pub async fn wakeups(
        &self,
        shard: u16,
        until_ms: i64,
        after: Option<WakeupCursor>,
        limit: u32,
    ) -> Result<Vec<Wakeup>, StoreError> {
        let page = sql(
            "SELECT id, incarnation, (extract(epoch FROM wake_at) * 1000)::bigint AS wake_ms
             FROM sessions
             WHERE shard = $1 AND wake_at IS NOT NULL AND (wake_at, id) > (
                 coalesce('epoch'::timestamptz + $2 * interval '1 millisecond', '-infinity'), $3)
                 AND wake_at <= 'epoch'::timestamptz + $5 * interval '1 millisecond'
             ORDER BY wake_at, id
             LIMIT $4",
            [
                i32::from(shard).into(),
                after.map(|cursor| cursor.wake_ms).into(),
                after.map_or(Uuid::nil(), |cursor| cursor.id).into(),
                i64::from(limit).into(),
                until_ms.into(),
            ],
        );
        let rows = self.db.query_all_raw(page).await?;
        let wakeups = rows.iter().map(|row| Wakeup::from_query_result(row, ""));
        Ok(wakeups.collect::<Result<_, _>>()?)
    }

    /// The shards that have sessions to wake, each within its times.
    pub async fn shards_with_wakeups(
        &self,
        ranges: &[WakeupRange],
    ) -> Result<BTreeSet<u16>, StoreError> {
        if ranges.is_empty() {
            return Ok(BTreeSet::new());
        }
        let shards: Vec<i32> = ranges.iter().map(|range| range.shard.into()).collect();
        let after: Vec<i64> = ranges.iter().map(|range| range.after_ms.unwrap_or(NEVER)).collect();
        let until: Vec<i64> = ranges.iter().map(|range| range.until_ms).collect();
        let ask = sql(
            "SELECT asked.shard FROM unnest($1::integer[], $2::bigint[], $3::bigint[])
                 AS asked (shard, after_ms, until_ms)
             WHERE EXISTS (
                 SELECT FROM sessions s
                 WHERE s.shard = asked.shard AND s.wake_at > coalesce('epoch'::timestamptz
                         + nullif(asked.after_ms, $4) * interval '1 millisecond', '-infinity')
                     AND s.wake_at <= 'epoch'::timestamptz
                         + asked.until_ms * interval '1 millisecond')",
            [shards.into(), after.into(), until.into(), NEVER.into()],
        );
        let rows = self.db.query_all_raw(ask).await?;
        let shard = |row: &QueryResult| -> Result<Option<u16>, StoreError> {
            Ok(u16::try_from(row.try_get::<i32>("", "shard")?).ok())
        };
        Ok(rows.iter().map(shard).collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
    }

    /// Marks closed sessions as asleep and returns how many were. A session
    /// activated again since keeps its time: its incarnation has moved on.
    pub async fn asleep(&self, closed: &[Asleep]) -> Result<u64, StoreError> {
        let ids: Vec<Uuid> = closed.iter().map(|one| one.id).collect();
        let incarnations: Vec<i64> = closed.iter().map(|one| one.incarnation).collect();
        let times: Vec<i64> = closed.iter().map(|one| one.wake_ms.unwrap_or(NEVER)).collect();
        // Locked in the order of ids, as the drain does, so that neither waits
        // for the other in a circle.
        let clear = sql(
            "WITH closed AS (
                 SELECT s.id, c.wake_ms FROM sessions s
                 JOIN unnest($1::uuid[], $2::bigint[], $3::bigint[]) AS c (id, incarnation, wake_ms)
                     ON c.id = s.id AND c.incarnation = s.incarnation
                 WHERE s.wake_at IS NOT NULL
                 ORDER BY s.id
                 FOR NO KEY UPDATE OF s
             )
             UPDATE sessions
             SET wake_at = 'epoch'::timestamptz
                 + nullif(closed.wake_ms, $4) * interval '1 millisecond'
             FROM closed WHERE sessions.id = closed.id",
            [ids.into(), incarnations.into(), times.into(), NEVER.into()],
        );
        Ok(self.db.execute_raw(clear).await?.rows_affected())
    }
}
