//! Texts beside a picture.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::sql::statement::sql;
use crate::{Store, StoreError, Transaction};

#[derive(Clone, Copy, Debug)]
pub struct NewRoomTrack<'a> {
    pub id: Uuid,
    pub session: Uuid,
    pub lang: &'a str,
    pub label: &'a str,
    /// As `WebVTT`.
    pub body: &'a str,
}

impl Store {
    /// A track of a room that is not ended.
    pub async fn room_track(&self, id: Uuid) -> Result<Option<String>, StoreError> {
        let find = sql("SELECT body FROM room_track WHERE id = $1", [id.into()]);
        let row = self.db.query_one_raw(find).await?;
        Ok(row.map(|row| row.try_get("", "body")).transpose()?)
    }
}

impl Transaction {
    /// Keeps a track, of so many at most; `false` where there are as many. Whoever holds
    /// the session counts the truth.
    pub async fn make_room_track(
        &self,
        new: NewRoomTrack<'_>,
        most: i64,
    ) -> Result<bool, StoreError> {
        let NewRoomTrack { id, session, lang, label, body } = new;
        let make = sql(
            "INSERT INTO room_track (id, session_id, lang, label, body)
             SELECT $1, $2, $3, $4, $5
             WHERE (SELECT count(*) FROM room_track WHERE session_id = $2) < $6
             RETURNING id",
            [id.into(), session.into(), lang.into(), label.into(), body.into(), most.into()],
        );
        Ok(self.0.query_one_raw(make).await?.is_some())
    }
}
