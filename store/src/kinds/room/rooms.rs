//! How rooms are found: by a code, by a word of their own, in the list.

use downbeat_session::{Kind, kinds::room::Room as Rules};
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::audit::{AuditEntry, Doer};
use crate::sql::statement::sql;
use crate::{Store, StoreError, Transaction};

#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct Room {
    pub session_id: Uuid,
    pub owner: Uuid,
    pub code: String,
    pub slug: Option<String>,
    /// Argon2id, as PHC writes it.
    pub password: Option<String>,
    pub config: Value,
}

/// A room in the list.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct PublicRoom {
    pub session_id: Uuid,
    pub code: String,
    pub config: Value,
    pub status: Option<String>,
}

/// Rooms that are not ended, by a clause.
macro_rules! rooms {
    ($which:literal) => {
        concat!(
            "SELECT r.session_id, s.owner, r.code, r.slug, r.password, s.config
             FROM room r JOIN sessions s ON s.id = r.session_id AND s.deleted_at IS NULL
             WHERE ",
            $which
        )
    };
}

impl Store {
    /// The room of a code.
    pub async fn room_of_code(&self, code: &str) -> Result<Option<Room>, StoreError> {
        self.one_room(sql(rooms!("r.code = $1"), [code.into()])).await
    }

    /// The room of a word that its owner chose.
    pub async fn room_of_slug(&self, slug: &str) -> Result<Option<Room>, StoreError> {
        self.one_room(sql(rooms!("r.slug = $1"), [slug.into()])).await
    }

    pub async fn room(&self, session: Uuid) -> Result<Option<Room>, StoreError> {
        self.one_room(sql(rooms!("r.session_id = $1"), [session.into()])).await
    }

    async fn one_room(&self, find: sea_orm::Statement) -> Result<Option<Room>, StoreError> {
        let row = self.db.query_one_raw(find).await?;
        Ok(row.map(|row| Room::from_query_result(&row, "")).transpose()?)
    }

    /// Public rooms, newest first, older than the cursor, with a part of the title, in
    /// whatever case, if one is searched for.
    pub async fn public_rooms(
        &self,
        search: Option<&str>,
        before: Option<Uuid>,
        limit: u32,
    ) -> Result<Vec<PublicRoom>, StoreError> {
        let find = sql(
            "SELECT s.id AS session_id, r.code, s.config, s.status
             FROM sessions s JOIN room r ON r.session_id = s.id
             WHERE s.kind = 'room' AND s.deleted_at IS NULL AND s.config->>'visibility' = 'public'
                 AND ($1::uuid IS NULL OR s.id < $1)
                 AND ($2::text IS NULL OR position(lower($2) IN lower(s.config->>'title')) > 0)
             ORDER BY s.id DESC LIMIT $3",
            [before.into(), search.into(), i64::from(limit).into()],
        );
        let rows = self.reading.query_all_raw(find).await?;
        let room = |row: &sea_orm::QueryResult| PublicRoom::from_query_result(row, "");
        Ok(rows.iter().map(room).collect::<Result<_, _>>()?)
    }
}

impl Transaction {
    /// How a session that was just made is found, if it is a room.
    /// [`StoreError::Conflict`] for a code that another has.
    pub async fn make_room(&self, session: Uuid, code: &str) -> Result<(), StoreError> {
        let make = sql(
            "INSERT INTO room (session_id, code) VALUES ($1, $2)
             ON CONFLICT DO NOTHING RETURNING session_id",
            [session.into(), code.into()],
        );
        self.0.query_one_raw(make).await?.map(drop).ok_or(StoreError::Conflict)
    }

    /// Gives a room another code; the one before opens nothing any more.
    pub async fn replace_room_code(
        &self,
        session: Uuid,
        code: &str,
        doer: &Doer,
    ) -> Result<(), StoreError> {
        let change = sql(
            "UPDATE room SET code = $2 WHERE session_id = $1
                 AND NOT EXISTS (SELECT FROM room WHERE code = $2) RETURNING session_id",
            [session.into(), code.into()],
        );
        self.0.query_one_raw(change).await?.ok_or(StoreError::Conflict)?;
        self.note_room(doer, "room.code", session, json!({})).await
    }

    /// Gives a room a word instead of its code, or takes it away.
    pub async fn set_room_slug(
        &self,
        session: Uuid,
        slug: Option<&str>,
        doer: &Doer,
    ) -> Result<(), StoreError> {
        let change = sql(
            "UPDATE room SET slug = $2 WHERE session_id = $1
                 AND NOT EXISTS (SELECT FROM room WHERE slug = $2 AND session_id <> $1)
             RETURNING session_id",
            [session.into(), slug.into()],
        );
        self.0.query_one_raw(change).await?.ok_or(StoreError::Conflict)?;
        self.note_room(doer, "room.slug", session, json!({ "slug": slug })).await
    }

    /// Keeps the hash of a room's password, or of none.
    pub async fn set_room_password(
        &self,
        session: Uuid,
        hash: Option<&str>,
        doer: &Doer,
    ) -> Result<(), StoreError> {
        let change = sql(
            "UPDATE room SET password = $2 WHERE session_id = $1",
            [session.into(), hash.into()],
        );
        self.0.execute_raw(change).await?;
        self.note_room(doer, "room.password", session, json!({ "is_set": hash.is_some() })).await
    }

    /// A line in the audit log about a room.
    pub async fn note_room(
        &self,
        doer: &Doer,
        action: &'static str,
        session: Uuid,
        details: Value,
    ) -> Result<(), StoreError> {
        let (target_kind, target_id) = ("session", session.to_string());
        let entry = AuditEntry { doer, action, target_kind, target_id, reason: None, details };
        self.note(&entry).await
    }
}

/// Whether a session is a room.
pub(super) fn is_room(kind: &str) -> bool {
    kind == Rules::NAME
}
