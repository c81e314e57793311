//! Days: what a day is to somebody, and on which of them they wrote.

use downbeat_session::journal::Day;
use sea_orm::{ConnectionTrait, QueryResult, Value};
use uuid::Uuid;

use crate::sql::statement::sql;
use crate::{Store, StoreError};

/// What makes a time a day of somebody's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarRecord {
    pub zone: String,
    pub starts_h: u8,
}

/// Where a list of what days have goes on, newest first: behind this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayCursor {
    pub day: Day,
    pub id: Uuid,
}

impl DayCursor {
    /// Before everything.
    pub(super) fn newest() -> Self {
        Self { day: Day::new(i32::MAX), id: Uuid::max() }
    }
}

impl Store {
    /// `None` for whoever never said.
    pub async fn calendar(&self, user: Uuid) -> Result<Option<CalendarRecord>, StoreError> {
        let find = sql("SELECT zone, starts_h FROM journal WHERE user_id = $1", [user.into()]);
        let row = self.db.query_one_raw(find).await?;
        row.map(|row| {
            let starts_h: i16 = row.try_get("", "starts_h")?;
            let starts_h = u8::try_from(starts_h).unwrap_or(0);
            Ok(CalendarRecord { zone: row.try_get("", "zone")?, starts_h })
        })
        .transpose()
    }

    pub async fn set_calendar(&self, user: Uuid, set: &CalendarRecord) -> Result<(), StoreError> {
        let CalendarRecord { zone, starts_h } = set;
        let put = sql(
            "INSERT INTO journal (user_id, zone, starts_h) VALUES ($1, $2, $3)
             ON CONFLICT (user_id) DO UPDATE SET zone = excluded.zone, starts_h = excluded.starts_h",
            [user.into(), zone.as_str().into(), i16::from(*starts_h).into()],
        );
        self.db.execute_raw(put).await?;
        Ok(())
    }

    /// The days with an entry and how many each has, oldest first.
    pub async fn written_days(&self, user: Uuid) -> Result<Vec<(Day, i64)>, StoreError> {
        let list = sql(
            "SELECT day - DATE '1970-01-01' AS number, count(*) AS entries FROM entry
             WHERE user_id = $1 AND trashed_at IS NULL GROUP BY day ORDER BY day",
            [user.into()],
        );
        let rows = self.db.query_all_raw(list).await?;
        rows.iter().map(|row| Ok((day(row)?, row.try_get("", "entries")?))).collect()
    }
}

/// As statements take a day; they read it as `DATE '1970-01-01' + $n`.
pub(super) fn value(day: Day) -> Value {
    day.number().into()
}

/// As statements answer it, by the name `number`.
pub(super) fn day(row: &QueryResult) -> Result<Day, StoreError> {
    Ok(Day::new(row.try_get("", "number")?))
}
