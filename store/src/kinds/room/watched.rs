//! What people have watched, and whether friends may see where they are.

use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use crate::sql::statement::sql;
use crate::{Store, StoreError, Transaction};

/// Something that somebody watched.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Watched {
    pub id: Uuid,
    pub session_id: Uuid,
    /// As the room was called.
    pub room: String,
    pub title: String,
    pub at_ms: i64,
}

/// A friend, and rooms where they may be now.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct FriendSeat {
    pub user_id: Uuid,
    pub name: String,
    pub session_id: Uuid,
    pub seat: Uuid,
    pub code: String,
    pub room: String,
}

impl Store {
    /// What a person has watched and not hidden, newest first.
    pub async fn watched(
        &self,
        person: Uuid,
        before: Option<Uuid>,
        limit: u32,
    ) -> Result<Vec<Watched>, StoreError> {
        let find = sql(
            "SELECT id, session_id, room, title,
                 (extract(epoch FROM at) * 1000)::bigint AS at_ms
             FROM room_watched WHERE person = $1 AND NOT is_hidden
                 AND ($2::uuid IS NULL OR id < $2)
             ORDER BY id DESC LIMIT $3",
            [person.into(), before.into(), i64::from(limit).into()],
        );
        let rows = self.db.query_all_raw(find).await?;
        let one = |row: &sea_orm::QueryResult| Watched::from_query_result(row, "");
        Ok(rows.iter().map(one).collect::<Result<_, _>>()?)
    }

    /// Leaves something that a person has watched out of their list, or has it there
    /// again. `false` where there is no such thing.
    pub async fn hide_watched(
        &self,
        person: Uuid,
        id: Uuid,
        is_hidden: bool,
    ) -> Result<bool, StoreError> {
        let hide = sql(
            "UPDATE room_watched SET is_hidden = $3 WHERE person = $1 AND id = $2",
            [person.into(), id.into(), is_hidden.into()],
        );
        Ok(self.db.execute_raw(hide).await?.rows_affected() > 0)
    }

    /// Deletes something that a person has watched. `false` where there is no such thing.
    pub async fn forget_watched(&self, person: Uuid, id: Uuid) -> Result<bool, StoreError> {
        let forget = sql(
            "DELETE FROM room_watched WHERE person = $1 AND id = $2",
            [person.into(), id.into()],
        );
        Ok(self.db.execute_raw(forget).await?.rows_affected() > 0)
    }

    /// Deletes all that a person has watched.
    pub async fn forget_all_watched(&self, person: Uuid) -> Result<(), StoreError> {
        let forget = sql("DELETE FROM room_watched WHERE person = $1", [person.into()]);
        self.db.execute_raw(forget).await?;
        Ok(())
    }

    /// Whether friends may see where a person is.
    pub async fn is_seen(&self, person: Uuid) -> Result<bool, StoreError> {
        let find = sql("SELECT FROM room_unseen WHERE person = $1", [person.into()]);
        Ok(self.db.query_one_raw(find).await?.is_none())
    }

    pub async fn set_seen(&self, person: Uuid, is_seen: bool) -> Result<(), StoreError> {
        let text = if is_seen {
            "DELETE FROM room_unseen WHERE person = $1"
        } else {
            "INSERT INTO room_unseen (person) VALUES ($1) ON CONFLICT DO NOTHING"
        };
        self.db.execute_raw(sql(text, [person.into()])).await?;
        Ok(())
    }

    /// Seats that friends of a person had lately, in rooms that anybody may find or
    /// where the person has a seat, too; but of those who want nobody to know.
    pub async fn seats_of_friends(
        &self,
        person: Uuid,
        most: u32,
    ) -> Result<Vec<FriendSeat>, StoreError> {
        let find = sql(
            "SELECT u.id AS user_id, u.display_name AS name, s.session_id, s.id AS seat, r.code,
                 se.config->>'title' AS room
             FROM friendship f
             JOIN users u ON u.id = CASE WHEN f.one = $1 THEN f.other ELSE f.one END
             JOIN room_seat s ON s.person = u.id AND s.seen_at > now() - interval '1 day'
             JOIN room r ON r.session_id = s.session_id
             JOIN sessions se ON se.id = s.session_id AND se.deleted_at IS NULL
             WHERE (f.one = $1 OR f.other = $1) AND f.state = 'friends'
                 AND NOT EXISTS (SELECT FROM room_unseen n WHERE n.person = u.id)
                 AND (se.config->>'visibility' = 'public' OR EXISTS (SELECT FROM room_seat o
                     WHERE o.session_id = s.session_id AND o.person = $1))
             ORDER BY s.seen_at DESC, s.id LIMIT $2",
            [person.into(), i64::from(most).into()],
        );
        let rows = self.db.query_all_raw(find).await?;
        let one = |row: &sea_orm::QueryResult| FriendSeat::from_query_result(row, "");
        Ok(rows.iter().map(one).collect::<Result<_, _>>()?)
    }
}

impl Transaction {
    /// Notes for whoever has an account and one of these seats that they watch an item.
    /// Said again, it is the same.
    pub async fn note_watched(
        &self,
        session: Uuid,
        seats: &[Uuid],
        (room, item, title): (&str, &str, &str),
        at_ms: i64,
    ) -> Result<(), StoreError> {
        let ids: Vec<Uuid> = seats.iter().map(|_| Uuid::now_v7()).collect();
        let note = sql(
            "INSERT INTO room_watched (id, person, session_id, room, item, title, at)
             SELECT watched.id, s.person, s.session_id, $3, $4, $5,
                 'epoch'::timestamptz + $6 * interval '1 millisecond'
             FROM unnest($2::uuid[], $7::uuid[]) AS watched (seat, id)
             JOIN room_seat s ON s.id = watched.seat AND s.session_id = $1 AND s.is_account
             ON CONFLICT DO NOTHING",
            [
                session.into(),
                seats.to_vec().into(),
                room.into(),
                item.into(),
                title.into(),
                at_ms.into(),
                ids.into(),
            ],
        );
        self.0.execute_raw(note).await?;
        Ok(())
    }
}
