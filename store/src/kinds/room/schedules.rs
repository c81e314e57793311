//! When rooms begin by themselves, or are to be thought of.

use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use crate::sql::statement::sql;
use crate::{Store, StoreError, Transaction};

#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct RoomSchedule {
    pub id: Uuid,
    pub session_id: Uuid,
    /// By the clock of the zone, `2026-12-04T20:00`.
    pub local_at: String,
    pub zone: String,
    pub repeat: String,
    pub remind_min: Option<i32>,
    pub starts: bool,
    /// `None` once it is over.
    pub next_ms: Option<i64>,
}

#[derive(Clone, Copy, Debug)]
pub struct NewRoomSchedule<'a> {
    pub id: Uuid,
    pub session: Uuid,
    pub local_at: &'a str,
    pub zone: &'a str,
    pub repeat: &'a str,
    pub remind_min: Option<i32>,
    pub starts: bool,
    pub next_ms: i64,
}

macro_rules! schedules {
    ($which:literal) => {
        concat!(
            "SELECT c.id, c.session_id, c.local_at, c.zone, c.repeat, c.remind_min, c.starts,
                 (extract(epoch FROM c.next_at) * 1000)::bigint AS next_ms
             FROM room_schedule c JOIN sessions s ON s.id = c.session_id AND s.deleted_at IS NULL
             WHERE ",
            $which
        )
    };
}

fn all(rows: &[sea_orm::QueryResult]) -> Result<Vec<RoomSchedule>, StoreError> {
    let one = |row: &sea_orm::QueryResult| RoomSchedule::from_query_result(row, "");
    Ok(rows.iter().map(one).collect::<Result<_, _>>()?)
}

impl Store {
    /// The schedules of a room, those that come first.
    pub async fn room_schedules(
        &self,
        session: Uuid,
        most: u32,
    ) -> Result<Vec<RoomSchedule>, StoreError> {
        let find = sql(
            schedules!("c.session_id = $1 ORDER BY c.next_at NULLS LAST, c.id LIMIT $2"),
            [session.into(), i64::from(most).into()],
        );
        all(&self.db.query_all_raw(find).await?)
    }

    /// Those whose time has come, or comes so soon.
    pub async fn due_room_schedules(
        &self,
        ahead_ms: i64,
        most: u32,
    ) -> Result<Vec<RoomSchedule>, StoreError> {
        let find = sql(
            schedules!(
                "c.next_at < now() + $1 * interval '1 millisecond'
                 ORDER BY c.next_at, c.id LIMIT $2"
            ),
            [ahead_ms.into(), i64::from(most).into()],
        );
        all(&self.db.query_all_raw(find).await?)
    }

    /// Those of whose next time it is to be reminded, and nobody was yet; of any at
    /// least so long before it.
    pub async fn due_room_reminders(
        &self,
        least_ms: i64,
        most: u32,
    ) -> Result<Vec<RoomSchedule>, StoreError> {
        // None is reminded of longer before than a week.
        let find = sql(
            schedules!(
                "c.next_at > now() AND c.next_at < now() + interval '8 days'
                     AND c.next_at <= now() + greatest(
                         c.remind_min * interval '1 minute', $1 * interval '1 millisecond')
                     AND c.remind_min IS NOT NULL AND c.reminded_at IS DISTINCT FROM c.next_at
                 ORDER BY c.next_at, c.id LIMIT $2"
            ),
            [least_ms.into(), i64::from(most).into()],
        );
        all(&self.db.query_all_raw(find).await?)
    }

    /// Its time has come; the next one, if there is one.
    pub async fn room_schedule_ran(
        &self,
        id: Uuid,
        (was_ms, next_ms): (i64, Option<i64>),
    ) -> Result<bool, StoreError> {
        let note = sql(
            "UPDATE room_schedule SET
                 next_at = 'epoch'::timestamptz + $3 * interval '1 millisecond'
             WHERE id = $1 AND (extract(epoch FROM next_at) * 1000)::bigint = $2",
            [id.into(), was_ms.into(), next_ms.into()],
        );
        Ok(self.db.execute_raw(note).await?.rows_affected() > 0)
    }
}

impl Transaction {
    /// Keeps a schedule, of so many at most; `false` where there are as many.
    pub async fn make_room_schedule(
        &self,
        new: NewRoomSchedule<'_>,
        most: i64,
    ) -> Result<bool, StoreError> {
        let NewRoomSchedule { id, session, local_at, zone, repeat, remind_min, starts, next_ms } =
            new;
        let make = sql(
            "INSERT INTO room_schedule
                 (id, session_id, local_at, zone, repeat, remind_min, starts, next_at)
             SELECT $1, $2, $3, $4, $5, $6, $7,
                 'epoch'::timestamptz + $8 * interval '1 millisecond'
             WHERE (SELECT count(*) FROM room_schedule WHERE session_id = $2) < $9
             RETURNING id",
            [
                id.into(),
                session.into(),
                local_at.into(),
                zone.into(),
                repeat.into(),
                remind_min.into(),
                starts.into(),
                next_ms.into(),
                most.into(),
            ],
        );
        Ok(self.0.query_one_raw(make).await?.is_some())
    }

    /// A schedule of a room, held.
    pub async fn hold_room_schedule(
        &self,
        session: Uuid,
        id: Uuid,
    ) -> Result<Option<RoomSchedule>, StoreError> {
        let find = sql(
            schedules!("c.session_id = $1 AND c.id = $2 FOR UPDATE OF c"),
            [session.into(), id.into()],
        );
        let row = self.0.query_one_raw(find).await?;
        Ok(row.map(|row| RoomSchedule::from_query_result(&row, "")).transpose()?)
    }

    /// A schedule that is there becomes another.
    pub async fn change_room_schedule(&self, new: NewRoomSchedule<'_>) -> Result<(), StoreError> {
        let NewRoomSchedule { id, session, local_at, zone, repeat, remind_min, starts, next_ms } =
            new;
        let change = sql(
            "UPDATE room_schedule SET local_at = $3, zone = $4, repeat = $5, remind_min = $6,
                 starts = $7, next_at = 'epoch'::timestamptz + $8 * interval '1 millisecond'
             WHERE session_id = $2 AND id = $1",
            [
                id.into(),
                session.into(),
                local_at.into(),
                zone.into(),
                repeat.into(),
                remind_min.into(),
                starts.into(),
                next_ms.into(),
            ],
        );
        self.0.execute_raw(change).await?;
        Ok(())
    }

    /// Somebody reminds of that time; `false` where it is another by now, or somebody
    /// has.
    pub async fn note_room_reminder(&self, id: Uuid, at_ms: i64) -> Result<bool, StoreError> {
        let note = sql(
            "UPDATE room_schedule SET reminded_at = next_at
             WHERE id = $1 AND (extract(epoch FROM next_at) * 1000)::bigint = $2
                 AND reminded_at IS DISTINCT FROM next_at",
            [id.into(), at_ms.into()],
        );
        Ok(self.0.execute_raw(note).await?.rows_affected() > 0)
    }

    pub async fn end_room_schedule(&self, session: Uuid, id: Uuid) -> Result<bool, StoreError> {
        let end = sql(
            "DELETE FROM room_schedule WHERE session_id = $1 AND id = $2",
            [session.into(), id.into()],
        );
        Ok(self.0.execute_raw(end).await?.rows_affected() > 0)
    }
}
