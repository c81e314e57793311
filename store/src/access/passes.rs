//! Whether the passes of open sockets still open their sessions: many at once,
//! each by its primary key.

use std::collections::HashMap;

use downbeat_session::{Role, kinds};
use sea_orm::{ConnectionTrait, QueryResult, Statement};
use uuid::Uuid;

use crate::access::sign_in::seconds;
use crate::sql::statement::sql;
use crate::{StayLimits, Store, StoreError};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PassState {
    Good,
    /// It was ended, is over, was silent for too long, or never was.
    Ended,
    /// It is good, but whoever it is of has no place in the session (any more).
    Outsider,
    /// Its session was ended.
    SessionEnded,
    /// It is good, of this person, and its session has no row of its own: who may be there
    /// is to be read of the rows that it is.
    OfRows(Uuid),
}

/// A link, a cookie or a token, by its hash, at a session.
pub type At = ([u8; 32], Uuid);

/// Whoever came in by a cookie or a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Came {
    pub at: At,
    /// As one who steers there.
    pub steers: bool,
    /// Something was asked by it since it was last looked at.
    pub is_used: bool,
}

/// Whether a person has a place in a session: it is theirs, they are a member (of its
/// parent, where it has one), or its kind is open to everybody. Whoever steers has theirs
/// as one who may.
macro_rules! is_inside {
    ($user:literal, $open:literal, $steering:literal) => {
        concat!(
            "coalesce(s.owner = ",
            $user,
            " OR EXISTS (SELECT FROM member m JOIN sessions place ON place.id = m.session_id
                 WHERE place.id = coalesce(s.parent_id, s.id) AND place.deleted_at IS NULL
                     AND m.user_id = ",
            $user,
            " AND m.state = 'active' AND m.created_at >= place.created_at
                     AND (NOT asked.steers OR m.role = ANY(",
            $steering,
            "))) OR (",
            $user,
            " IS NOT NULL AND NOT asked.steers AND s.kind = ANY(",
            $open,
            ")), false) AS is_inside"
        )
    };
}

impl Store {
    /// How links are at sessions, by the hashes of their tokens. One that is not in
    /// the answer has ended, or has another token. Those by which somebody steers are at
    /// children, too.
    pub async fn link_states(&self, asked: &[At]) -> Result<HashMap<At, PassState>, StoreError> {
        let (hashes, sessions) = columns(asked.iter().copied());
        let ask = sql(
            "SELECT l.hash, asked.session_id, l.revoked_at IS NULL AS is_good,
                 s.deleted_at IS NULL AS is_there, true AS is_inside, NULL::uuid AS of_rows
             FROM unnest($1::bytea[], $2::uuid[]) AS asked (hash, session_id)
             JOIN sessions s ON s.id = asked.session_id
             JOIN link_tokens l ON l.hash = asked.hash AND (l.session_id = s.id
                 OR l.session_id = s.parent_id AND l.role = ANY($3))",
            [hashes.into(), sessions.into(), steering().into()],
        );
        self.at_sessions(ask).await
    }

    /// How API tokens are at sessions.
    pub async fn token_states(&self, asked: &[Came]) -> Result<HashMap<At, PassState>, StoreError> {
        let (hashes, sessions) = columns(asked.iter().map(|came| came.at));
        let steers: Vec<bool> = asked.iter().map(|came| came.steers).collect();
        let ask = sql(
            concat!(
                "SELECT asked.hash, asked.session_id, t.hash IS NOT NULL AS is_good,
                 s.deleted_at IS NULL AS is_there,
                 CASE WHEN s.id IS NULL THEN t.user_id END AS of_rows, ",
                is_inside!("t.user_id", "$3", "$5"),
                "
             FROM unnest($1::bytea[], $2::uuid[], $4::boolean[])
                 AS asked (hash, session_id, steers)
             LEFT JOIN sessions s ON s.id = asked.session_id
             LEFT JOIN api_token t ON t.hash = asked.hash
                 AND t.revoked_at IS NULL AND coalesce(t.expires_at, 'infinity') > now()"
            ),
            [hashes.into(), sessions.into(), open_kinds().into(), steers.into(), steering().into()],
        );
        self.at_sessions(ask).await
    }

    /// How guests are at sessions.
    pub async fn guest_states(&self, asked: &[At]) -> Result<HashMap<At, PassState>, StoreError> {
        let (hashes, sessions) = columns(asked.iter().copied());
        let ask = sql(
            "SELECT asked.hash, asked.session_id, g.hash IS NOT NULL AS is_good,
                 coalesce(s.deleted_at IS NULL AND s.id IS NOT NULL, false) AS is_there,
                 coalesce(s.owner = g.user_id, false) AS is_inside, NULL::uuid AS of_rows
             FROM unnest($1::bytea[], $2::uuid[]) AS asked (hash, session_id)
             LEFT JOIN sessions s ON s.id = asked.session_id
             LEFT JOIN guest g ON g.hash = asked.hash AND g.ended_at IS NULL",
            [hashes.into(), sessions.into()],
        );
        self.at_sessions(ask).await
    }

    /// How sign-ins are at sessions. Those that were `used` within the last minute
    /// were not silent, and it is noted. One statement.
    pub async fn cookie_states(
        &self,
        asked: &[Came],
        stay: StayLimits,
    ) -> Result<HashMap<At, PassState>, StoreError> {
        let (hashes, sessions) = columns(asked.iter().map(|came| came.at));
        let used: Vec<bool> = asked.iter().map(|came| came.is_used).collect();
        let steers: Vec<bool> = asked.iter().map(|came| came.steers).collect();
        let ask = sql(
            concat!(
                "WITH asked AS (
                 SELECT * FROM unnest($1::bytea[], $2::uuid[], $3::boolean[], $9::boolean[])
                     AS asked (hash, session_id, is_used, steers)
             ), good AS (
                 SELECT DISTINCT l.hash, l.user_id
                 FROM asked JOIN login_session l ON l.hash = asked.hash
                     JOIN users u ON u.id = l.user_id
                 WHERE l.ended_at IS NULL AND l.seen_at > now()
                     - (CASE WHEN u.staff IS NULL THEN $5 ELSE $4 END
                         + CASE WHEN asked.is_used THEN 60 ELSE 0 END) * interval '1 second'
                     AND l.created_at > now()
                         - (CASE WHEN u.staff IS NULL THEN $7 ELSE $6 END) * interval '1 second'
             ), seen AS (
                 UPDATE login_session SET seen_at = now() FROM good
                 WHERE login_session.hash = good.hash
                     AND login_session.seen_at < now() - interval '1 minute'
                     AND good.hash IN (SELECT hash FROM asked WHERE is_used)
             )
             SELECT asked.hash, asked.session_id, good.hash IS NOT NULL AS is_good,
                 s.deleted_at IS NULL AS is_there,
                 CASE WHEN s.id IS NULL THEN good.user_id END AS of_rows, ",
                is_inside!("good.user_id", "$8", "$10"),
                "
             FROM asked LEFT JOIN sessions s ON s.id = asked.session_id
             LEFT JOIN good ON good.hash = asked.hash"
            ),
            [
                hashes.into(),
                sessions.into(),
                used.into(),
                seconds(stay.staff.silent).into(),
                seconds(stay.others.silent).into(),
                seconds(stay.staff.whole).into(),
                seconds(stay.others.whole).into(),
                open_kinds().into(),
                steers.into(),
                steering().into(),
            ],
        );
        self.at_sessions(ask).await
    }

    async fn at_sessions(&self, ask: Statement) -> Result<HashMap<At, PassState>, StoreError> {
        let rows = self.db.query_all_raw(ask).await?;
        let mut found = HashMap::with_capacity(rows.len());
        for row in &rows {
            let hash: Vec<u8> = row.try_get("", "hash")?;
            // A hash of another length was not asked about.
            if let Ok(hash) = hash.try_into() {
                found.insert((hash, row.try_get("", "session_id")?), state(row)?);
            }
        }
        Ok(found)
    }
}

/// Kinds whose sessions are there for everybody who is known.
fn open_kinds() -> Vec<String> {
    let open = kinds::all().filter(|kind| kind.anybody.is_some());
    open.map(|kind| kind.name.to_owned()).collect()
}

/// Roles that steer.
fn steering() -> Vec<String> {
    let steering = Role::GIVEN.into_iter().filter(|role| role.steers());
    steering.map(|role| role.as_str().to_owned()).collect()
}

fn columns(asked: impl Iterator<Item = At>) -> (Vec<Vec<u8>>, Vec<Uuid>) {
    asked.map(|(hash, session)| (hash.to_vec(), session)).unzip()
}

/// A session without a row of its own is no ended one: where a pass is at one and is good,
/// it is of a person, and otherwise it is the pass that has ended.
fn state(row: &QueryResult) -> Result<PassState, StoreError> {
    if let Some(person) = row.try_get("", "of_rows")? {
        return Ok(PassState::OfRows(person));
    }
    let is = |column: &str| row.try_get::<bool>("", column);
    Ok(match (is("is_there")?, is("is_good")?, is("is_inside")?) {
        (false, _, _) => PassState::SessionEnded,
        (true, false, _) => PassState::Ended,
        (true, true, false) => PassState::Outsider,
        (true, true, true) => PassState::Good,
    })
}
