//! When a survivor's person looks for what happened meanwhile.

use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::Value;
use uuid::Uuid;

use super::changing::AUTO_MAX;
use crate::sql::statement::sql;
use crate::{Store, StoreError};

/// Visits closer together are one.
const APART_MINUTES: i64 = 10;
/// Missions that a person hears of.
const MISSIONS_MAX: i64 = 50;
/// Lines that may be among the best.
const LINES_MAX: i64 = 50;

/// A visit, and since when there is something to tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Visit {
    pub survivor_id: Uuid,
    pub since_ms: i64,
    pub now_ms: i64,
}

/// A mission that came home meanwhile.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct CameHome {
    pub mission: Uuid,
    pub camp_id: Uuid,
    pub difficulty: i16,
    pub status: String,
    pub home_ms: i64,
    pub xp: i64,
    pub salvage: i64,
    pub is_lost: bool,
}

/// A line of a survivor's own.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct OwnLine {
    pub mission: Uuid,
    pub tick: i32,
    pub slot: i16,
    pub at_ms: i64,
    pub encounter: String,
    pub outcome: String,
    pub find: i64,
    pub text: String,
    /// Of the party, by slot.
    pub names: Value,
}

impl Store {
    /// Whoever of a person's was last out or lives sees its person again. It may go
    /// out by itself as often as before.
    pub async fn visit(&self, user: Uuid) -> Result<Option<Visit>, StoreError> {
        let visit = sql(
            "WITH own AS (
                 SELECT id FROM survivors WHERE user_id = $1 AND state <> 'retired'
                 ORDER BY state = 'active' DESC, lost_at DESC NULLS LAST, id DESC LIMIT 1
             ), seen AS (
                 UPDATE survivors s SET
                     since_at = CASE
                         WHEN s.seen_at IS NULL THEN s.created_at
                         WHEN s.seen_at < now() - $2 * interval '1 minute' THEN s.seen_at
                         ELSE coalesce(s.since_at, s.created_at) END,
                     seen_at = now(), auto_left = CASE WHEN s.auto THEN $3 ELSE 0 END
                 FROM own WHERE s.id = own.id
                     AND (s.seen_at IS NULL OR s.seen_at < now() - interval '1 minute')
                 RETURNING s.id, s.since_at
             )
             SELECT s.id AS survivor_id,
                 (extract(epoch FROM coalesce(seen.since_at, s.since_at, s.created_at))
                     * 1000)::bigint AS since_ms,
                 (extract(epoch FROM now()) * 1000)::bigint AS now_ms
             FROM own JOIN survivors s ON s.id = own.id LEFT JOIN seen ON true",
            [user.into(), APART_MINUTES.into(), AUTO_MAX.into()],
        );
        let row = self.db.query_one_raw(visit).await?;
        Ok(row.map(|row| Visit::from_query_result(&row, "")).transpose()?)
    }

    /// Missions that a survivor came home from since then, newest first.
    pub async fn came_home(
        &self,
        survivor: Uuid,
        since_ms: i64,
    ) -> Result<Vec<CameHome>, StoreError> {
        let find = sql(
            "SELECT b.session_id AS mission, b.camp_id, m.difficulty, m.status, b.xp, b.salvage,
                 b.is_lost, (extract(epoch FROM b.home_at) * 1000)::bigint AS home_ms
             FROM mission_members b JOIN missions m ON m.session_id = b.session_id
             WHERE b.survivor_id = $1 AND m.seed IS NOT NULL
                 AND b.home_at >= 'epoch'::timestamptz + $2 * interval '1 millisecond'
             ORDER BY b.home_at DESC LIMIT $3",
            [survivor.into(), since_ms.into(), MISSIONS_MAX.into()],
        );
        let rows = self.db.query_all_raw(find).await?;
        Ok(rows.iter().map(|row| CameHome::from_query_result(row, "")).collect::<Result<_, _>>()?)
    }

    /// The lines of a survivor's since then, best first: who was lost, who was hurt,
    /// the richest finds.
    pub async fn best_lines(
        &self,
        survivor: Uuid,
        (since_ms, most): (i64, u32),
    ) -> Result<Vec<OwnLine>, StoreError> {
        let find = sql(
            "SELECT l.session_id AS mission, l.tick, l.slot, l.encounter, l.outcome, l.text,
                 (extract(epoch FROM l.at) * 1000)::bigint AS at_ms,
                 (l.modifiers->>'find')::bigint AS find, (
                     SELECT jsonb_object_agg(p.slot, p.name) FROM mission_members p
                     WHERE p.session_id = l.session_id AND p.why_left IS NULL) AS names
             FROM mission_members b JOIN mission_logs l ON l.session_id = b.session_id
             WHERE b.survivor_id = $1 AND l.survivor_id = $1
                 AND l.at >= 'epoch'::timestamptz + $2 * interval '1 millisecond'
                 AND b.joined_at >= 'epoch'::timestamptz + $2 * interval '1 millisecond'
                     - interval '1 day'
             ORDER BY l.outcome = 'lost' DESC, l.outcome = 'hurt' DESC,
                 (l.modifiers->>'find')::bigint DESC, l.at DESC
             LIMIT $3",
            [survivor.into(), since_ms.into(), i64::from(most).min(LINES_MAX).into()],
        );
        let rows = self.db.query_all_raw(find).await?;
        Ok(rows.iter().map(|row| OwnLine::from_query_result(row, "")).collect::<Result<_, _>>()?)
    }
}
