//! Missions that have ended, with all that is stored of them.

use sea_orm::{ConnectionTrait, QueryResult};
use serde_json::Value;
use uuid::Uuid;

use crate::sql::statement::sql;
use crate::{Store, StoreError};

impl Store {
    /// Those behind an id, in the order of ids, each as the rules read it back.
    /// Missions of a month that left the table are left out: those are told from their
    /// seeds. One statement, of what is only looked at.
    pub async fn stories(
        &self,
        behind: Uuid,
        limit: u32,
    ) -> Result<Vec<(Uuid, Value)>, StoreError> {
        let find = sql(
            "SELECT m.session_id, jsonb_build_object(
                 'difficulty', m.difficulty, 'seed', m.seed, 'terms', m.terms,
                 'status', m.status, 'results', m.results,
                 'turn_backs', (
                     SELECT coalesce(jsonb_agg(jsonb_build_object(
                         'slot', b.slot, 'from_ms', b.turn_back_ms)), '[]')
                     FROM mission_members b
                     WHERE b.session_id = m.session_id AND b.turn_back_ms IS NOT NULL),
                 'lines', told.lines) AS story
             FROM missions m, LATERAL (
                 SELECT coalesce(jsonb_agg(jsonb_build_object(
                     'tick', l.tick, 'at_ms', (extract(epoch FROM l.at) * 1000)::bigint,
                     'slot', l.slot, 'encounter', l.encounter, 'outcome', l.outcome,
                     'chance', l.chance, 'roll', l.roll, 'harm', l.harm,
                     'harm_roll', l.harm_roll, 'marks', l.modifiers->'marks',
                     'find', l.modifiers->'find', 'text', l.text)
                     ORDER BY l.tick, l.slot), '[]') AS lines
                 FROM mission_logs l WHERE l.session_id = m.session_id) AS told
             WHERE m.session_id > $1 AND m.ended_at IS NOT NULL AND m.results <> 'null'
                 AND NOT EXISTS (
                     SELECT FROM month_archive a, LATERAL (
                         SELECT to_date(a.month, 'YYYY_MM')::timestamp AS month) AS its
                     WHERE a.parent = 'mission_logs' AND a.state <> 'restored'
                         AND its.month AT TIME ZONE 'UTC' <= m.ended_at
                         AND (its.month + interval '1 month') AT TIME ZONE 'UTC'
                             > 'epoch'::timestamptz
                                 + (m.terms->>'depart_ms')::bigint * interval '1 millisecond')
             ORDER BY m.session_id LIMIT $2",
            [behind.into(), i64::from(limit).into()],
        );
        let rows = self.reading.query_all_raw(find).await?;
        let story =
            |row: &QueryResult| Ok((row.try_get("", "session_id")?, row.try_get("", "story")?));
        rows.iter().map(story).collect()
    }
}
