//! Whether the passes of open sockets still open their sessions: many at once,
//! each by its primary key.

use std::collections::HashMap;

use sea_orm::{ConnectionTrait, QueryResult, Statement};
use uuid::Uuid;

use crate::sql::statement::sql;
use crate::{Idle, Store, StoreError};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Good,
    /// It was ended, is over, was silent for too long, or never was.
    Ended,
    /// Its session was ended.
    SessionEnded,
}

/// A cookie or a token, by its hash, at a session.
pub type At = ([u8; 32], Uuid);

impl Store {
    /// How links are, by id. One that is not in the answer has ended.
    pub async fn links_standing(
        &self,
        links: &[Uuid],
    ) -> Result<HashMap<Uuid, Standing>, StoreError> {
        let ask = sql(
            "SELECT l.id, l.revoked_at IS NULL AS is_good, s.deleted_at IS NULL AS is_there
             FROM link_tokens l JOIN sessions s ON s.id = l.session_id WHERE l.id = ANY($1)",
            [links.to_vec().into()],
        );
        let rows = self.db.query_all_raw(ask).await?;
        rows.iter().map(|row| Ok((row.try_get("", "id")?, standing(row)?))).collect()
    }

    /// How API tokens are at the sessions of their people.
    pub async fn tokens_standing(&self, asked: &[At]) -> Result<HashMap<At, Standing>, StoreError> {
        let (hashes, sessions) = columns(asked.iter().copied());
        let ask = sql(
            "SELECT asked.hash, asked.session_id, t.hash IS NOT NULL AS is_good,
                 coalesce(s.deleted_at IS NULL AND s.id IS NOT NULL, false) AS is_there
             FROM unnest($1::bytea[], $2::uuid[]) AS asked (hash, session_id)
             LEFT JOIN sessions s ON s.id = asked.session_id
             LEFT JOIN api_token t ON t.hash = asked.hash AND t.user_id = s.owner
                 AND t.revoked_at IS NULL AND coalesce(t.expires_at, 'infinity') > now()",
            [hashes.into(), sessions.into()],
        );
        self.at_sessions(ask).await
    }

    /// How sign-ins are at the sessions of their people. Those that were `used`
    /// within the last minute were not silent, and it is noted. One statement.
    pub async fn cookies_standing(
        &self,
        asked: &[(At, bool)],
        idle: Idle,
    ) -> Result<HashMap<At, Standing>, StoreError> {
        let (hashes, sessions) = columns(asked.iter().map(|(at, _)| *at));
        let used: Vec<bool> = asked.iter().map(|(_, is_used)| *is_used).collect();
        let seconds = |idle: std::time::Duration| i64::try_from(idle.as_secs()).unwrap_or(i64::MAX);
        let ask = sql(
            "WITH asked AS (
                 SELECT * FROM unnest($1::bytea[], $2::uuid[], $3::boolean[])
                     AS asked (hash, session_id, is_used)
             ), good AS (
                 SELECT DISTINCT l.hash, l.user_id
                 FROM asked JOIN login_session l ON l.hash = asked.hash
                     JOIN users u ON u.id = l.user_id
                 WHERE l.ended_at IS NULL AND l.seen_at > now()
                     - (CASE WHEN u.staff IS NULL THEN $5 ELSE $4 END
                         + CASE WHEN asked.is_used THEN 60 ELSE 0 END) * interval '1 second'
             ), seen AS (
                 UPDATE login_session SET seen_at = now() FROM good
                 WHERE login_session.hash = good.hash
                     AND login_session.seen_at < now() - interval '1 minute'
                     AND good.hash IN (SELECT hash FROM asked WHERE is_used)
             )
             SELECT asked.hash, asked.session_id, good.hash IS NOT NULL AS is_good,
                 coalesce(s.deleted_at IS NULL AND s.id IS NOT NULL, false) AS is_there
             FROM asked LEFT JOIN sessions s ON s.id = asked.session_id
             LEFT JOIN good ON good.hash = asked.hash AND good.user_id = s.owner",
            [
                hashes.into(),
                sessions.into(),
                used.into(),
                seconds(idle.staff).into(),
                seconds(idle.others).into(),
            ],
        );
        self.at_sessions(ask).await
    }

    async fn at_sessions(&self, ask: Statement) -> Result<HashMap<At, Standing>, StoreError> {
        let rows = self.db.query_all_raw(ask).await?;
        let mut found = HashMap::with_capacity(rows.len());
        for row in &rows {
            let hash: Vec<u8> = row.try_get("", "hash")?;
            // A hash of another length was not asked about.
            if let Ok(hash) = hash.try_into() {
                found.insert((hash, row.try_get("", "session_id")?), standing(row)?);
            }
        }
        Ok(found)
    }
}

fn columns(asked: impl Iterator<Item = At>) -> (Vec<Vec<u8>>, Vec<Uuid>) {
    asked.map(|(hash, session)| (hash.to_vec(), session)).unzip()
}

fn standing(row: &QueryResult) -> Result<Standing, StoreError> {
    Ok(match (row.try_get("", "is_there")?, row.try_get("", "is_good")?) {
        (false, _) => Standing::SessionEnded,
        (true, false) => Standing::Ended,
        (true, true) => Standing::Good,
    })
}
