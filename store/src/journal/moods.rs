//! Moods.

use downbeat_session::journal::{
    Day,
    limits::{MOODS_A_DAY, MOODS_MAX},
};
use sea_orm::{ConnectionTrait, QueryResult};
use uuid::Uuid;

use super::calendar::{DayCursor, day, value};
use super::entries::{Author, NotSaved};
use crate::sql::statement::sql;
use crate::{Store, StoreError, Transaction};

/// A mood as it is stored: what it was is sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MoodRecord {
    pub id: Uuid,
    pub day: Day,
    pub at_ms: i64,
    pub content: Vec<u8>,
}

impl MoodRecord {
    #[must_use]
    pub const fn cursor(&self) -> DayCursor {
        DayCursor { day: self.day, id: self.id }
    }
}

impl Store {
    /// Of days from one to another, newest first.
    pub async fn moods(
        &self,
        user: Uuid,
        (from, until): (Day, Day),
        after: Option<DayCursor>,
        limit: u32,
    ) -> Result<Vec<MoodRecord>, StoreError> {
        let DayCursor { day, id } = after.unwrap_or_else(DayCursor::newest);
        let list = sql(
            "SELECT id, day - DATE '1970-01-01' AS number, content,
                 (extract(epoch FROM at) * 1000)::bigint AS at_ms
             FROM mood WHERE user_id = $1
                 AND day BETWEEN DATE '1970-01-01' + $2 AND DATE '1970-01-01' + $3
                 AND (day, id) < (DATE '1970-01-01' + $4, $5)
             ORDER BY day DESC, id DESC LIMIT $6",
            [
                user.into(),
                value(from),
                value(until),
                value(day),
                id.into(),
                i64::from(limit).into(),
            ],
        );
        self.db.query_all_raw(list).await?.iter().map(record).collect()
    }

    pub async fn mood(&self, user: Uuid, id: Uuid) -> Result<Option<MoodRecord>, StoreError> {
        let find = sql(
            "SELECT id, day - DATE '1970-01-01' AS number, content,
                 (extract(epoch FROM at) * 1000)::bigint AS at_ms
             FROM mood WHERE user_id = $1 AND id = $2",
            [user.into(), id.into()],
        );
        self.db.query_one_raw(find).await?.map(|row| record(&row)).transpose()
    }

    pub async fn delete_mood(&self, user: Uuid, id: Uuid) -> Result<bool, StoreError> {
        let delete =
            sql("DELETE FROM mood WHERE user_id = $1 AND id = $2", [user.into(), id.into()]);
        Ok(self.db.execute_raw(delete).await?.rows_affected() > 0)
    }
}

impl Transaction {
    /// Moods that are not there yet; how many. `is_import` adds as many as were felt,
    /// and else a day has a few.
    pub async fn add_moods(
        &self,
        author: Author,
        moods: Vec<MoodRecord>,
        is_import: bool,
    ) -> Result<u64, NotSaved> {
        self.hold_user_key(author.user, author.generation).await?;
        let count = sql(
            "SELECT count(*) AS all, count(*) FILTER (WHERE created_at > now() - interval '1 day')
                 AS lately FROM mood WHERE user_id = $1",
            [author.user.into()],
        );
        let counted = self.0.query_one_raw(count).await?.ok_or(StoreError::NotFound)?;
        let (all, lately): (i64, i64) =
            (counted.try_get("", "all")?, counted.try_get("", "lately")?);
        if !is_import && lately >= MOODS_A_DAY {
            return Err(NotSaved::Enough);
        }
        if all + i64::try_from(moods.len()).unwrap_or(i64::MAX) > MOODS_MAX {
            return Err(NotSaved::Full);
        }
        let mut added = 0;
        for MoodRecord { id, day, at_ms, content } in moods {
            let insert = sql(
                "INSERT INTO mood (user_id, id, day, at, content, created_at)
                 VALUES ($1, $2, DATE '1970-01-01' + $3, to_timestamp($4::bigint / 1000.0), $5,
                     CASE WHEN $6 THEN now() - interval '1 day' ELSE now() END)
                 ON CONFLICT (user_id, id) DO NOTHING",
                [
                    author.user.into(),
                    id.into(),
                    value(day),
                    at_ms.into(),
                    content.into(),
                    is_import.into(),
                ],
            );
            added += self.0.execute_raw(insert).await?.rows_affected();
        }
        Ok(added)
    }
}

fn record(row: &QueryResult) -> Result<MoodRecord, StoreError> {
    Ok(MoodRecord {
        id: row.try_get("", "id")?,
        day: day(row)?,
        at_ms: row.try_get("", "at_ms")?,
        content: row.try_get("", "content")?,
    })
}
