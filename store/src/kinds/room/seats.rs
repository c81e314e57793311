//! Who has sat in a room, and how they were.

use std::time::Duration;

use downbeat_session::kinds::room::{Mutes, SeatRole};
use sea_orm::{ConnectionTrait, FromQueryResult, Statement};
use uuid::Uuid;

use crate::access::links::EndedLink;
use crate::sql::statement::sql;
use crate::{Store, StoreError, Transaction};

/// Somebody's place in a room.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct RoomSeat {
    pub id: Uuid,
    pub session_id: Uuid,
    pub person: Option<Uuid>,
    pub is_account: bool,
    pub name: String,
    role: String,
    is_admitted: bool,
    chat_ms: Option<i64>,
    voice_ms: Option<i64>,
    shadow_ms: Option<i64>,
    pub place: Option<Vec<u8>>,
}

/// Somebody who may not speak.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct RoomMute {
    pub id: Uuid,
    pub name: String,
    pub chat_ms: Option<i64>,
    pub voice_ms: Option<i64>,
    pub shadow_ms: Option<i64>,
}

/// A place that is given to somebody.
#[derive(Clone, Copy, Debug)]
pub struct NewRoomSeat<'a> {
    pub id: Uuid,
    pub session_id: Uuid,
    pub person: Option<Uuid>,
    pub is_account: bool,
    pub name: &'a str,
    pub role: SeatRole,
    /// Of the address, keyed.
    pub place: Option<[u8; 32]>,
}

impl RoomSeat {
    /// As they were; whoever was let in need not knock again.
    #[must_use]
    pub fn role(&self) -> SeatRole {
        match self.role.as_str() {
            "owner" => SeatRole::Owner,
            "cohost" => SeatRole::Cohost,
            "member" => SeatRole::Member,
            "viewer" if !self.is_admitted => SeatRole::Viewer,
            "viewer" if self.is_account => SeatRole::Member,
            _ => SeatRole::Guest,
        }
    }

    #[must_use]
    pub const fn mutes(&self) -> Mutes {
        Mutes { chat_ms: self.chat_ms, voice_ms: self.voice_ms, shadow_ms: self.shadow_ms }
    }
}

macro_rules! seats {
    ($which:literal) => {
        concat!(
            "SELECT id, session_id, person, is_account, name, role, is_admitted, place,
                 (extract(epoch FROM chat_muted_until) * 1000)::bigint AS chat_ms,
                 (extract(epoch FROM voice_muted_until) * 1000)::bigint AS voice_ms,
                 (extract(epoch FROM shadow_until) * 1000)::bigint AS shadow_ms
             FROM room_seat WHERE ",
            $which
        )
    };
}

fn found(row: Option<sea_orm::QueryResult>) -> Result<Option<RoomSeat>, StoreError> {
    Ok(row.map(|row| RoomSeat::from_query_result(&row, "")).transpose()?)
}

impl Store {
    /// A seat by its id.
    pub async fn room_seat(&self, session: Uuid, id: Uuid) -> Result<Option<RoomSeat>, StoreError> {
        let find = sql(seats!("session_id = $1 AND id = $2"), [session.into(), id.into()]);
        found(self.db.query_one_raw(find).await?)
    }

    /// Rooms of guests in which nothing happened for so long: so many at most.
    pub async fn idle_guest_rooms(
        &self,
        idle: Duration,
        most: u32,
    ) -> Result<Vec<Uuid>, StoreError> {
        let idle_s = i64::try_from(idle.as_secs()).unwrap_or(i64::MAX);
        let find = sql(
            "SELECT s.id FROM sessions s JOIN guest g ON g.user_id = s.owner
             WHERE s.kind = 'room' AND s.deleted_at IS NULL
                 AND s.created_at < now() - $1 * interval '1 second'
                 AND NOT EXISTS (SELECT FROM session_event e WHERE e.session_id = s.id
                     AND e.at > now() - $1 * interval '1 second')
             ORDER BY s.id LIMIT $2",
            [idle_s.into(), i64::from(most).into()],
        );
        let rows = self.db.query_all_raw(find).await?;
        Ok(rows.iter().map(|row| row.try_get("", "id")).collect::<Result<_, _>>()?)
    }

    /// Forgets where people came from so long ago, and bans that are over for longer than
    /// a kick keeps anybody out.
    pub async fn forget_places(&self) -> Result<(), StoreError> {
        for forget in [
            "UPDATE room_seat SET place = NULL
             WHERE place IS NOT NULL AND seen_at < now() - interval '90 days'",
            "DELETE FROM room_ban WHERE until < now() - interval '1 hour'",
        ] {
            self.db.execute_raw(sql(forget, [])).await?;
        }
        Ok(())
    }

    /// Whoever may not speak in a room, so many at most.
    pub async fn room_mutes(&self, session: Uuid, most: u32) -> Result<Vec<RoomMute>, StoreError> {
        let find = sql(
            "SELECT id, name,
                 (extract(epoch FROM chat_muted_until) * 1000)::bigint AS chat_ms,
                 (extract(epoch FROM voice_muted_until) * 1000)::bigint AS voice_ms,
                 (extract(epoch FROM shadow_until) * 1000)::bigint AS shadow_ms
             FROM room_seat WHERE session_id = $1
                 AND greatest(chat_muted_until, voice_muted_until, shadow_until) > now()
             ORDER BY name, id LIMIT $2",
            [session.into(), i64::from(most).into()],
        );
        let rows = self.db.query_all_raw(find).await?;
        let mute = |row: &sea_orm::QueryResult| RoomMute::from_query_result(row, "");
        Ok(rows.iter().map(mute).collect::<Result<_, _>>()?)
    }
}

impl Transaction {
    /// The seat that a person has in a room, held.
    pub async fn room_seat_of(
        &self,
        session: Uuid,
        person: Uuid,
    ) -> Result<Option<RoomSeat>, StoreError> {
        let find = sql(
            seats!("session_id = $1 AND person = $2 FOR UPDATE"),
            [session.into(), person.into()],
        );
        found(self.0.query_one_raw(find).await?)
    }

    /// A seat by its id, held.
    pub async fn hold_room_seat(
        &self,
        session: Uuid,
        id: Uuid,
    ) -> Result<Option<RoomSeat>, StoreError> {
        let find =
            sql(seats!("session_id = $1 AND id = $2 FOR UPDATE"), [session.into(), id.into()]);
        found(self.0.query_one_raw(find).await?)
    }

    /// Gives somebody a seat; [`StoreError::Conflict`] where the person has one.
    pub async fn make_room_seat(&self, new: NewRoomSeat<'_>) -> Result<RoomSeat, StoreError> {
        let NewRoomSeat { id, session_id, person, is_account, name, role, place } = new;
        let make = sql(
            "INSERT INTO room_seat (id, session_id, person, is_account, name, role, place)
             VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING RETURNING id",
            [
                id.into(),
                session_id.into(),
                person.into(),
                is_account.into(),
                name.into(),
                role.word().into(),
                place.map(Vec::from).into(),
            ],
        );
        self.0.query_one_raw(make).await?.ok_or(StoreError::Conflict)?;
        let find = sql(seats!("session_id = $1 AND id = $2"), [session_id.into(), id.into()]);
        found(self.0.query_one_raw(find).await?)?.ok_or(StoreError::NotFound)
    }

    /// Somebody came back to their seat, from there.
    pub async fn see_room_seat(
        &self,
        id: Uuid,
        name: &str,
        place: Option<[u8; 32]>,
    ) -> Result<(), StoreError> {
        let see = sql(
            "UPDATE room_seat SET name = $2, place = coalesce($3, place), seen_at = now()
             WHERE id = $1",
            [id.into(), name.into(), place.map(Vec::from).into()],
        );
        self.0.execute_raw(see).await?;
        Ok(())
    }

    /// Ends the tokens of a seat that were made up to a time, or all of them. Said again
    /// within a day, it answers the same ones.
    pub async fn end_seat_tokens(
        &self,
        session: Uuid,
        seat: Uuid,
        until_ms: Option<i64>,
    ) -> Result<Vec<EndedLink>, StoreError> {
        let end = sql(
            "UPDATE link_tokens SET revoked_at = coalesce(revoked_at, now()), sealed = NULL
             WHERE session_id = $1 AND participant = $2 AND is_seat
                 AND coalesce(revoked_at, now()) > now() - interval '1 day'
                 AND ($3::bigint IS NULL OR created_at <= to_timestamp($3::bigint / 1000.0))
             RETURNING id, hash",
            [session.into(), seat.to_string().into(), until_ms.into()],
        );
        self.ended_links(end).await
    }

    /// Ends the tokens of a seat but the newest so many.
    pub async fn end_old_seat_tokens(
        &self,
        session: Uuid,
        seat: Uuid,
        kept: u32,
    ) -> Result<Vec<EndedLink>, StoreError> {
        let end = sql(
            "UPDATE link_tokens SET revoked_at = now(), sealed = NULL
             WHERE id IN (
                 SELECT id FROM link_tokens WHERE session_id = $1 AND participant = $2
                     AND is_seat AND revoked_at IS NULL ORDER BY id DESC OFFSET $3)
                 AND revoked_at IS NULL
             RETURNING id, hash",
            [session.into(), seat.to_string().into(), i64::from(kept).into()],
        );
        self.ended_links(end).await
    }

    async fn ended_links(&self, end: Statement) -> Result<Vec<EndedLink>, StoreError> {
        let rows = self.0.query_all_raw(end).await?;
        let mut ended = Vec::with_capacity(rows.len());
        for row in &rows {
            let (id, hash): (Uuid, Vec<u8>) = (row.try_get("", "id")?, row.try_get("", "hash")?);
            let hash = hash.try_into().map_err(|_| StoreError::unreadable("the hash of a link"))?;
            ended.push(EndedLink { id, hash });
        }
        Ok(ended)
    }
}

/// A guest's seats are an account's from now on, but where that one sits already.
pub async fn claim(
    transaction: &Transaction,
    guest: Uuid,
    account: Uuid,
) -> Result<(), StoreError> {
    let take = sql(
        "UPDATE room_seat AS s SET person = $2, is_account = true WHERE person = $1
             AND NOT EXISTS (SELECT FROM room_seat o
                 WHERE o.session_id = s.session_id AND o.person = $2)",
        [guest.into(), account.into()],
    );
    transaction.0.execute_raw(take).await?;
    Ok(())
}
