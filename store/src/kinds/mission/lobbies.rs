//! Parties that wait in a camp.

use downbeat_session::kinds::mission::{
    board::{Lobby, Person},
    expedition::LOBBY_MS,
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use super::missions::LOBBIES_MAX;
use crate::sql::statement::sql;
use crate::{Store, StoreError};

#[derive(FromQueryResult)]
struct Row {
    session_id: Uuid,
    difficulty: i16,
    party_max: i16,
    has_code: bool,
    made_ms: i64,
    host: Option<Uuid>,
    name: Option<String>,
    seats: i64,
}

impl Store {
    /// All of them, newest first: a camp has few.
    pub async fn lobbies(&self, camp: Uuid) -> Result<Vec<Lobby>, StoreError> {
        let find = sql(
            "SELECT m.session_id, m.difficulty, m.party_max, m.code IS NOT NULL AS has_code,
                 (s.config->>'made_ms')::bigint AS made_ms, m.host, host.name,
                 (SELECT count(*) FROM mission_members b
                     WHERE b.session_id = m.session_id AND b.is_active) AS seats
             FROM missions m JOIN sessions s ON s.id = m.session_id AND s.deleted_at IS NULL
             LEFT JOIN mission_members host
                 ON host.session_id = m.session_id AND host.survivor_id = m.host
                 AND host.is_active
             WHERE m.camp_id = $1 AND m.status = 'lobby' AND m.party <> 'solo'
             ORDER BY made_ms DESC, m.session_id LIMIT $2",
            [camp.into(), LOBBIES_MAX.into()],
        );
        let rows = self.db.query_all_raw(find).await?;
        let lobby = |row| {
            let row = Row::from_query_result(row, "")?;
            let host = row.host.zip(row.name);
            Ok(Lobby {
                mission: row.session_id,
                host: host.map(|(survivor, name)| Person { survivor, name }),
                difficulty: u8::try_from(row.difficulty).unwrap_or(1),
                code: row.has_code,
                seats: usize::try_from(row.seats).unwrap_or(0),
                party_max: u8::try_from(row.party_max).unwrap_or(1),
                expires_ms: row.made_ms + LOBBY_MS,
            })
        };
        rows.iter().map(lobby).collect()
    }
}
