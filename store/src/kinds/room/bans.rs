//! Who may not come in.

use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use crate::sql::statement::sql;
use crate::{Store, StoreError, Transaction};

/// What is known of somebody who wants to come in.
#[derive(Clone, Debug)]
pub struct Comer {
    pub seat: Option<Uuid>,
    pub person: Option<Uuid>,
    /// Of the address, by each key that there is.
    pub places: Vec<Vec<u8>>,
}

/// Somebody who may not come in until then.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct RoomBan {
    pub id: Uuid,
    pub seat: Uuid,
    pub name: String,
    pub reason: Option<String>,
    pub has_account: bool,
    pub has_address: bool,
    pub made_ms: i64,
    pub until_ms: i64,
}

#[derive(Clone, Copy, Debug)]
pub struct NewRoomBan<'a> {
    pub id: Uuid,
    pub session: Uuid,
    pub seat: Uuid,
    pub until_ms: i64,
    /// Whether all who come from there may not.
    pub with_address: bool,
    pub reason: Option<&'a str>,
}

impl Store {
    /// Whether somebody may not come in now.
    pub async fn is_banned(&self, session: Uuid, comer: Comer) -> Result<bool, StoreError> {
        let Comer { seat, person, places } = comer;
        let find = sql(
            "SELECT FROM room_ban WHERE session_id = $1 AND until > now()
                 AND (seat = $2 OR person = $3 OR place = ANY($4)) LIMIT 1",
            [session.into(), seat.into(), person.into(), places.into()],
        );
        Ok(self.db.query_one_raw(find).await?.is_some())
    }

    /// The bans of a room that are not over, newest first.
    pub async fn room_bans(&self, session: Uuid, most: u32) -> Result<Vec<RoomBan>, StoreError> {
        let find = sql(
            "SELECT id, seat, name, reason, person IS NOT NULL AS has_account,
                 place IS NOT NULL AS has_address,
                 (extract(epoch FROM made_at) * 1000)::bigint AS made_ms,
                 (extract(epoch FROM until) * 1000)::bigint AS until_ms
             FROM room_ban WHERE session_id = $1 AND until > now()
             ORDER BY made_at DESC, id LIMIT $2",
            [session.into(), i64::from(most).into()],
        );
        let rows = self.db.query_all_raw(find).await?;
        let ban = |row: &sea_orm::QueryResult| RoomBan::from_query_result(row, "");
        Ok(rows.iter().map(ban).collect::<Result<_, _>>()?)
    }
}

impl Transaction {
    /// Keeps whoever has a seat out, by what its row says of them. `false` where there is
    /// no such seat, or there was that ban already, lifted or not.
    pub async fn ban_from_room(&self, new: NewRoomBan<'_>) -> Result<bool, StoreError> {
        let NewRoomBan { id, session, seat, until_ms, with_address, reason } = new;
        let ban = sql(
            "INSERT INTO room_ban (id, session_id, seat, person, place, name, reason, until)
             SELECT $6, session_id, id, person, CASE WHEN $4 THEN place END, name, $5,
                 'epoch'::timestamptz + $3 * interval '1 millisecond'
             FROM room_seat WHERE session_id = $1 AND id = $2
             ON CONFLICT (id) DO NOTHING",
            [
                session.into(),
                seat.into(),
                until_ms.into(),
                with_address.into(),
                reason.into(),
                id.into(),
            ],
        );
        Ok(self.0.execute_raw(ban).await?.rows_affected() > 0)
    }

    /// Lets somebody come in again, whatever else keeps their seat or their account out;
    /// `false` where that ban is over. Its row stays for a while, so that a job which comes
    /// late does not ban them anew.
    pub async fn lift_room_ban(&self, session: Uuid, id: Uuid) -> Result<bool, StoreError> {
        let lift = sql(
            "UPDATE room_ban AS b SET until = now() FROM room_ban AS named
             WHERE named.session_id = $1 AND named.id = $2 AND named.until > now()
                 AND b.session_id = $1 AND b.until > now()
                 AND (b.seat = named.seat OR b.person = named.person)",
            [session.into(), id.into()],
        );
        Ok(self.0.execute_raw(lift).await?.rows_affected() > 0)
    }
}
