//! How far a replica is behind its primary.
//!
//! Its own word is not enough: one that is cut off believes to have all. So a
//! **mark** is set each time at the **place** up to which the primary has
//! written; a replica that has not replayed up to a mark is as far behind as the
//! mark is old.

use std::{collections::VecDeque, time::Duration};

use downbeat_boot::clock::{self, Instant};
use sea_orm::{ConnectionTrait, DatabaseConnection, DbErr};

use crate::sql::statement::sql;
use crate::sql::with_timeout::WithTimeout;
use crate::{Store, StoreError};

/// The doctor gives a replica so many looks to get what the primary has.
const LOOKS: usize = 20;
const BETWEEN_LOOKS: Duration = Duration::from_millis(100);

/// In bytes of the WAL since its beginning.
type Lsn = i64;

/// Those that the replica has not reached yet, oldest first.
#[derive(Debug, Default)]
pub struct Marks(VecDeque<(Lsn, Instant)>);

impl Marks {
    pub fn set(&mut self, written: Lsn, now: Instant) {
        self.0.push_back((written, now));
    }

    pub fn reach(&mut self, replayed: Lsn) {
        while self.0.pop_front_if(|(place, _)| *place <= replayed).is_some() {}
    }

    pub fn behind(&self, now: Instant) -> Duration {
        self.0.front().map_or(Duration::ZERO, |(_, at)| now.saturating_duration_since(*at))
    }
}

pub async fn written(primary: &WithTimeout<DatabaseConnection>) -> Result<Lsn, DbErr> {
    place(primary, "SELECT (pg_current_wal_lsn() - '0/0')::bigint AS place").await
}

/// A server that replays nothing, because it is no standby, lacks nothing.
pub async fn replayed(replica: &WithTimeout<DatabaseConnection>) -> Result<Lsn, DbErr> {
    let ask = "SELECT coalesce((pg_last_wal_replay_lsn() - '0/0')::bigint, 9223372036854775807)
        AS place";
    place(replica, ask).await
}

async fn place(server: &WithTimeout<DatabaseConnection>, ask: &'static str) -> Result<Lsn, DbErr> {
    let row = server.query_one_raw(sql(ask, [])).await?;
    row.ok_or_else(|| DbErr::RecordNotFound(ask.to_owned()))?.try_get("", "place")
}

/// How a replica follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Following {
    pub is_standby: bool,
    /// Whether it got what the primary had when it was asked.
    pub has_all: bool,
    /// How long ago the last change was made that it has.
    pub last_change_ms: Option<i64>,
}

impl Store {
    /// How the replica is, if there is one. It is given two seconds to catch up.
    pub async fn following(&self) -> Result<Option<Following>, StoreError> {
        let Some(replica) = &self.reading.replica else { return Ok(None) };
        let written = written(&self.db).await?;
        let mut looks = 1;
        while replayed(&replica.db).await? < written && looks < LOOKS {
            looks += 1;
            clock::sleep(BETWEEN_LOOKS).await;
        }
        let ask = sql(
            "SELECT pg_is_in_recovery() AS is_standby,
                 (extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp()) * 1000)
                     ::bigint AS last_change_ms",
            [],
        );
        let row = replica.db.query_one_raw(ask).await?.ok_or(StoreError::NotFound)?;
        Ok(Some(Following {
            is_standby: row.try_get("", "is_standby")?,
            has_all: replayed(&replica.db).await? >= written,
            last_change_ms: row.try_get("", "last_change_ms")?,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_as_far_behind_as_the_oldest_mark_that_it_lacks() {
        let start = clock::monotonic();
        let after = |seconds| start + Duration::from_secs(seconds);
        let mut marks = Marks::default();
        for (second, place) in [10, 20, 20, 30].into_iter().enumerate() {
            marks.set(place, after(second as u64));
        }
        let mut behind = |replayed| {
            marks.reach(replayed);
            marks.behind(after(4)).as_secs()
        };
        assert_eq!(behind(9), 4);
        assert_eq!(behind(10), 3, "what it reached it does not lack");
        assert_eq!(behind(25), 1, "marks at one place are reached at once");
        assert_eq!(behind(30), 0);
    }
}
