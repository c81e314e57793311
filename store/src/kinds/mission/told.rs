//! What was told of a mission, as it is stored.

use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::Value;
use uuid::Uuid;

use crate::sql::statement::sql;
use crate::{Store, StoreError};

/// A stored line. A mission has few: ticks and slots are bounded.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct LogLine {
    pub tick: i32,
    pub at_ms: i64,
    pub slot: i16,
    pub survivor_id: Uuid,
    pub encounter: String,
    pub outcome: String,
    pub chance: i32,
    pub roll: i32,
    pub harm: i32,
    pub harm_roll: i32,
    pub marks: i64,
    pub find: i64,
    /// With `{0}` to `{3}` for people.
    pub text: String,
}

/// What somebody is called in a party.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct PartyName {
    pub slot: i16,
    pub survivor_id: Uuid,
    pub name: String,
}

/// A mission's row, as far as stories need it.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct MissionTold {
    pub camp_id: Uuid,
    pub difficulty: i16,
    pub status: String,
    pub seal: Option<String>,
    pub seed: Option<String>,
    pub terms: Option<Value>,
    pub results: Option<Value>,
    pub turn_backs: Value,
}

/// More than any mission has.
const LINES_MAX: i64 = 1_000;

impl Store {
    /// `None` where there is no such mission.
    pub async fn mission_told(&self, mission: Uuid) -> Result<Option<MissionTold>, StoreError> {
        let find = sql(
            "SELECT m.camp_id, m.difficulty, m.status, m.seal, m.seed, m.terms,
                 nullif(m.results, 'null') AS results, (
                     SELECT coalesce(jsonb_agg(jsonb_build_object(
                         'slot', b.slot, 'from_ms', b.turn_back_ms)), '[]')
                     FROM mission_members b
                     WHERE b.session_id = m.session_id AND b.turn_back_ms IS NOT NULL)
                     AS turn_backs
             FROM missions m WHERE m.session_id = $1",
            [mission.into()],
        );
        let row = self.db.query_one_raw(find).await?;
        Ok(row.map(|row| MissionTold::from_query_result(&row, "")).transpose()?)
    }

    /// The lines of a mission behind a tick, in the order of ticks and slots.
    pub async fn mission_log(
        &self,
        mission: Uuid,
        after_tick: u32,
    ) -> Result<Vec<LogLine>, StoreError> {
        let find = sql(
            "SELECT tick, (extract(epoch FROM at) * 1000)::bigint AS at_ms, slot, survivor_id,
                 encounter, outcome, chance, roll, harm, harm_roll,
                 (modifiers->>'marks')::bigint AS marks, (modifiers->>'find')::bigint AS find, text
             FROM mission_logs WHERE session_id = $1 AND tick > $2 ORDER BY tick, slot LIMIT $3",
            [mission.into(), i64::from(after_tick).into(), LINES_MAX.into()],
        );
        let rows = self.db.query_all_raw(find).await?;
        Ok(rows.iter().map(|row| LogLine::from_query_result(row, "")).collect::<Result<_, _>>()?)
    }

    /// What those are called who left with a mission, by slot.
    pub async fn party_names(&self, mission: Uuid) -> Result<Vec<PartyName>, StoreError> {
        let find = sql(
            "SELECT slot, survivor_id, name FROM mission_members
             WHERE session_id = $1 AND why_left IS NULL ORDER BY slot",
            [mission.into()],
        );
        let rows = self.db.query_all_raw(find).await?;
        Ok(rows
            .iter()
            .map(|row| PartyName::from_query_result(row, ""))
            .collect::<Result<_, _>>()?)
    }
}
