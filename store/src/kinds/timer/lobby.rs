//! Lobbies: where people pick a seat by a code, each with a link of its own.
//!
//! A code is no secret for long: it stands on a projector, and opens seats for as
//! long as its lobby is open. A seat is taken while the link that was given for it is
//! good, so it is free again when that is ended, by whatever way.

use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::audit::{AuditEntry, Doer};
use crate::sql::statement::sql;
use crate::{Store, StoreError, Transaction};

#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Lobby {
    pub session_id: Uuid,
    /// `None` once it is closed.
    pub code: Option<String>,
    pub closes_at_start: bool,
    pub opened_ms: i64,
}

/// A seat that is taken.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct TakenSeat {
    pub participant: String,
    pub link_id: Uuid,
    pub taken_ms: i64,
}

/// Lobbies of sessions that are not ended, by a clause.
macro_rules! lobbies {
    ($which:literal) => {
        concat!(
            "SELECT l.session_id, l.code, l.closes_at_start,
                 (extract(epoch FROM l.opened_at) * 1000)::bigint AS opened_ms
             FROM timer_lobby l JOIN sessions s ON s.id = l.session_id AND s.deleted_at IS NULL
             WHERE ",
            $which
        )
    };
}

impl Store {
    /// The lobby of a session, open or closed; `None` where there never was one.
    pub async fn lobby(&self, session: Uuid) -> Result<Option<Lobby>, StoreError> {
        const FIND: &str = lobbies!("l.session_id = $1");
        let row = self.db.query_one_raw(sql(FIND, [session.into()])).await?;
        Ok(row.map(|row| Lobby::from_query_result(&row, "")).transpose()?)
    }

    /// The open lobby of a code.
    pub async fn lobby_of(&self, code: &str) -> Result<Option<Lobby>, StoreError> {
        const FIND: &str = lobbies!("l.code = $1");
        let row = self.db.query_one_raw(sql(FIND, [code.into()])).await?;
        Ok(row.map(|row| Lobby::from_query_result(&row, "")).transpose()?)
    }

    /// The seats of a session that are taken: as many as it has links at most.
    pub async fn taken_seats(&self, session: Uuid) -> Result<Vec<TakenSeat>, StoreError> {
        let find = sql(
            "SELECT t.participant, t.link_id,
                 (extract(epoch FROM t.taken_at) * 1000)::bigint AS taken_ms
             FROM timer_lobby_seat t
             JOIN link_tokens l ON l.id = t.link_id AND l.revoked_at IS NULL
             WHERE t.session_id = $1 ORDER BY t.taken_at, t.participant",
            [session.into()],
        );
        let rows = self.db.query_all_raw(find).await?;
        let seat = |row: &sea_orm::QueryResult| TakenSeat::from_query_result(row, "");
        Ok(rows.iter().map(seat).collect::<Result<_, _>>()?)
    }
}

impl Transaction {
    /// Opens the lobby of a session under a code, or changes an open one, which keeps
    /// its own. [`StoreError::Conflict`] for a code that another lobby has.
    pub async fn open_lobby(
        &self,
        session: Uuid,
        (code, closes_at_start): (&str, bool),
        doer: &Doer,
    ) -> Result<(), StoreError> {
        let open = sql(
            "INSERT INTO timer_lobby (session_id, code, closes_at_start)
             SELECT $1, $2, $3 WHERE NOT EXISTS (
                 SELECT FROM timer_lobby WHERE code = $2 AND session_id <> $1)
             ON CONFLICT (session_id) DO UPDATE SET
                 code = coalesce(timer_lobby.code, excluded.code),
                 opened_at = CASE WHEN timer_lobby.code IS NULL THEN now()
                     ELSE timer_lobby.opened_at END,
                 closes_at_start = excluded.closes_at_start
             RETURNING session_id",
            [session.into(), code.into(), closes_at_start.into()],
        );
        self.0.query_one_raw(open).await?.ok_or(StoreError::Conflict)?;
        note(self, doer, "lobby.open", session, json!({ "closes_at_start": closes_at_start })).await
    }

    /// Closes a lobby: its code opens nothing any more. `false` if it was closed.
    pub async fn close_lobby(&self, session: Uuid, doer: &Doer) -> Result<bool, StoreError> {
        let close = sql(
            "UPDATE timer_lobby SET code = NULL WHERE session_id = $1 AND code IS NOT NULL",
            [session.into()],
        );
        let was_open = self.0.execute_raw(close).await?.rows_affected() > 0;
        if was_open {
            note(self, doer, "lobby.close", session, json!({})).await?;
        }
        Ok(was_open)
    }

    /// Whether a session's lobby is open under a code. Whoever holds the session
    /// ([`Transaction::hold_session`]) is told the truth until the transaction is over.
    pub async fn has_lobby(&self, session: Uuid, code: &str) -> Result<bool, StoreError> {
        let find = sql(
            "SELECT FROM timer_lobby WHERE session_id = $1 AND code = $2 FOR SHARE",
            [session.into(), code.into()],
        );
        Ok(self.0.query_one_raw(find).await?.is_some())
    }

    /// Gives a seat to whoever has a link; `false` where somebody has it. Of two who
    /// take one at once the second waits for the first.
    pub async fn take_seat(
        &self,
        session: Uuid,
        participant: &str,
        link: Uuid,
    ) -> Result<bool, StoreError> {
        let take = sql(
            "INSERT INTO timer_lobby_seat (session_id, participant, link_id) VALUES ($1, $2, $3)
             ON CONFLICT (session_id, participant) DO UPDATE
                 SET link_id = excluded.link_id, taken_at = now()
                 WHERE NOT EXISTS (SELECT FROM link_tokens l
                     WHERE l.id = timer_lobby_seat.link_id AND l.revoked_at IS NULL)
             RETURNING session_id",
            [session.into(), participant.into(), link.into()],
        );
        Ok(self.0.query_one_raw(take).await?.is_some())
    }
}

async fn note(
    transaction: &Transaction,
    doer: &Doer,
    action: &'static str,
    session: Uuid,
    details: Value,
) -> Result<(), StoreError> {
    let (target_kind, target_id) = ("session", session.to_string());
    let entry = AuditEntry { doer, action, target_kind, target_id, reason: None, details };
    transaction.note(&entry).await
}
