//! Guests: browsers without an account, and what they made.
//!
//! What is a guest's belongs to a user that has no account, no name and no way to
//! sign in. An account **claims** it: it becomes the owner of all of it. What
//! nobody uses for long enough is **over**: it ends, and an hour later, when the
//! last of its events have come, its traces go. The audit log has a guest's id, and
//! nothing that says who they were or where.

use std::time::Duration;

use sea_orm::ConnectionTrait;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::access::sign_in::{note, seconds};
use crate::audit::{AuditEntry, Doer};
use crate::sql::statement::sql;
use crate::{Store, StoreError, Transaction, kinds};

/// What all of them are called.
pub const GUEST: &str = "guest";

/// Somebody who is about to be a guest.
#[derive(Debug, Clone, Copy)]
pub struct NewGuest {
    pub user_id: Uuid,
    /// Of the cookie.
    pub hash: [u8; 32],
}

/// What an account took over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claimed {
    pub guest: Uuid,
    /// Of the cookie, which opens nothing any more.
    pub hash: [u8; 32],
    pub sessions: Vec<Uuid>,
    /// Of the newest of them.
    pub kind: Option<String>,
}

impl Store {
    /// The guest behind a cookie; `None` for one that was ended. Notes that it was
    /// seen, once an hour. One statement.
    pub async fn guest(&self, hash: [u8; 32]) -> Result<Option<Uuid>, StoreError> {
        let find = sql(
            "WITH seen AS (
                 UPDATE guest SET seen_at = now() WHERE hash = $1 AND ended_at IS NULL
                     AND seen_at < now() - interval '1 hour'
             )
             SELECT user_id FROM guest WHERE hash = $1 AND ended_at IS NULL",
            [hash.to_vec().into()],
        );
        let row = self.db.query_one_raw(find).await?;
        Ok(row.map(|row| row.try_get("", "user_id")).transpose()?)
    }

    /// Whether somebody has no account.
    pub async fn is_guest(&self, user: Uuid) -> Result<bool, StoreError> {
        let find = sql("SELECT FROM guest WHERE user_id = $1", [user.into()]);
        Ok(self.db.query_one_raw(find).await?.is_some())
    }

    /// Guests whose browser was not seen for so long, and in whose sessions nothing
    /// happened either: so many at most.
    pub async fn idle_guests(&self, idle: Duration, most: u32) -> Result<Vec<Uuid>, StoreError> {
        let find = sql(
            "SELECT g.user_id AS id FROM guest g
             WHERE g.ended_at IS NULL AND g.seen_at < now() - $1 * interval '1 second'
                 AND NOT EXISTS (
                     SELECT FROM sessions s JOIN session_event e ON e.session_id = s.id
                     WHERE s.owner = g.user_id AND s.deleted_at IS NULL
                         AND e.at > now() - $1 * interval '1 second')
             ORDER BY g.seen_at LIMIT $2",
            [seconds(idle).into(), i64::from(most).into()],
        );
        self.guests(find).await
    }

    /// Guests that ended so long ago: so many at most.
    pub async fn ended_guests(&self, ago: Duration, most: u32) -> Result<Vec<Uuid>, StoreError> {
        let find = sql(
            "SELECT user_id AS id FROM guest WHERE ended_at < now() - $1 * interval '1 second'
             ORDER BY ended_at LIMIT $2",
            [seconds(ago).into(), i64::from(most).into()],
        );
        self.guests(find).await
    }

    async fn guests(&self, find: sea_orm::Statement) -> Result<Vec<Uuid>, StoreError> {
        let rows = self.db.query_all_raw(find).await?;
        Ok(rows.iter().map(|row| row.try_get("", "id")).collect::<Result<_, _>>()?)
    }
}

impl Transaction {
    /// Makes a guest, with a line in the audit log.
    pub async fn create_guest(&self, new: NewGuest) -> Result<(), StoreError> {
        let NewGuest { user_id, hash } = new;
        let user = sql(
            "INSERT INTO users (id, display_name) VALUES ($1, $2)",
            [user_id.into(), GUEST.into()],
        );
        self.0.execute_raw(user).await?;
        let guest = sql(
            "INSERT INTO guest (user_id, hash) VALUES ($1, $2)",
            [user_id.into(), hash.to_vec().into()],
        );
        self.0.execute_raw(guest).await?;
        note(self, (&Doer::guest(user_id), None), "guest.create", user_id, json!({})).await
    }

    /// How many sessions a guest has that are not ended. It stays so until this
    /// transaction is over, and so long nobody claims them. [`StoreError::NotFound`]
    /// for one that was ended.
    pub async fn hold_guest(&self, user: Uuid) -> Result<i64, StoreError> {
        let hold = sql(
            "SELECT FROM guest WHERE user_id = $1 AND ended_at IS NULL FOR UPDATE",
            [user.into()],
        );
        self.0.query_one_raw(hold).await?.ok_or(StoreError::NotFound)?;
        let count = sql(
            "SELECT count(*) AS count FROM sessions WHERE owner = $1 AND deleted_at IS NULL",
            [user.into()],
        );
        let row = self.0.query_one_raw(count).await?.ok_or(StoreError::NotFound)?;
        Ok(row.try_get("", "count")?)
    }

    /// Makes an account the owner of all that the guest behind a cookie has, which
    /// opens nothing from then on; `None` for a cookie that opened nothing. The
    /// versions of the configs go up, so that live Redis hears of it.
    pub async fn claim(
        &self,
        hash: [u8; 32],
        user: Uuid,
        doer: &Doer,
    ) -> Result<Option<Claimed>, StoreError> {
        let end = sql(
            "UPDATE guest SET ended_at = now() WHERE hash = $1 AND ended_at IS NULL
             RETURNING user_id",
            [hash.to_vec().into()],
        );
        let Some(row) = self.0.query_one_raw(end).await? else { return Ok(None) };
        let guest: Uuid = row.try_get("", "user_id")?;
        let take = sql(
            "UPDATE sessions SET owner = $2, version = version + 1, updated_at = now()
             WHERE owner = $1 AND deleted_at IS NULL RETURNING id, kind, version",
            [guest.into(), user.into()],
        );
        kinds::claim(self, guest, user).await?;
        let (mut sessions, mut newest) = (Vec::new(), None);
        for row in self.0.query_all_raw(take).await? {
            let (id, version): (Uuid, i64) = (row.try_get("", "id")?, row.try_get("", "version")?);
            let details = json!({ "from": guest, "to": user, "version": version });
            note_session(self, doer, id, details).await?;
            newest = newest.max(Some((id, row.try_get::<String>("", "kind")?)));
            sessions.push(id);
        }
        let kind = newest.map(|(_, kind)| kind);
        let details = json!({ "by": user, "sessions": sessions.len() });
        note(self, (doer, None), "guest.claim", guest, details).await?;
        Ok(Some(Claimed { guest, hash, sessions, kind }))
    }

    /// Ends a guest that was not seen for so long, whose sessions are to be ended
    /// with it: answers the cookie's hash; `None` where it was seen or ended
    /// meanwhile.
    pub async fn end_guest(
        &self,
        user: Uuid,
        idle: Duration,
        doer: &Doer,
    ) -> Result<Option<[u8; 32]>, StoreError> {
        let end = sql(
            "UPDATE guest SET ended_at = now() WHERE user_id = $1 AND ended_at IS NULL
                 AND seen_at < now() - $2 * interval '1 second'
             RETURNING hash",
            [user.into(), seconds(idle).into()],
        );
        let Some(row) = self.0.query_one_raw(end).await? else { return Ok(None) };
        note(self, (doer, None), "guest.end", user, json!({})).await?;
        let hash: Vec<u8> = row.try_get("", "hash")?;
        Ok(hash.try_into().ok())
    }
}

async fn note_session(
    transaction: &Transaction,
    doer: &Doer,
    id: Uuid,
    details: Value,
) -> Result<(), StoreError> {
    let (action, target_kind, target_id) = ("session.claim", "session", id.to_string());
    let entry = AuditEntry { doer, action, target_kind, target_id, reason: None, details };
    transaction.note(&entry).await
}
