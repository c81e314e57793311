//! Those that were lost at a camp.

use downbeat_session::kinds::mission::camp::Config as Camp;
use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::Value;
use uuid::Uuid;

use super::seats::name_in;
use crate::sql::statement::sql;
use crate::{Store, StoreError};

/// Somebody who did not come home.
#[derive(Clone, Debug, PartialEq)]
pub struct Fallen {
    pub survivor: Uuid,
    pub name: String,
    pub level: i16,
    pub mission: Uuid,
    pub lost_ms: i64,
    /// What it had brought home before, in all channels, and how often it was out.
    pub salvage: i64,
    pub missions: i32,
    /// Its last line; `None` where lines of that time are stored no more.
    pub last: Option<LastLine>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct LastLine {
    pub encounter: String,
    /// With `{0}` to `{3}` for people.
    pub text: String,
    /// Of the party, by slot.
    pub names: Value,
}

/// The last one of the page before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MemorialCursor {
    pub lost_ms: i64,
    pub survivor: Uuid,
}

#[derive(FromQueryResult)]
struct Row {
    survivor_id: Uuid,
    pack_name: String,
    own_name: Option<String>,
    level: i16,
    mission: Uuid,
    lost_ms: i64,
    salvage: i64,
    missions: i32,
    encounter: Option<String>,
    text: Option<String>,
    names: Option<Value>,
}

impl Store {
    /// Newest first.
    pub async fn memorial(
        &self,
        (camp_id, camp): (Uuid, &Camp),
        before: Option<MemorialCursor>,
        most: u32,
    ) -> Result<Vec<Fallen>, StoreError> {
        let (before_ms, before_id) =
            before.map_or((i64::MAX / 1_000_000, Uuid::max()), |it| (it.lost_ms, it.survivor));
        let find = sql(
            "SELECT fell.*, last.encounter, last.text, (
                 SELECT jsonb_object_agg(p.slot, p.name) FROM mission_members p
                 WHERE p.session_id = fell.mission AND p.why_left IS NULL) AS names
             FROM (
                 SELECT b.survivor_id, s.pack_name, s.level, b.session_id AS mission, s.salvage,
                     CASE WHEN s.name_hidden_at IS NULL THEN s.own_name END AS own_name,
                     s.missions, (extract(epoch FROM b.home_at) * 1000)::bigint AS lost_ms
                 FROM mission_members b JOIN survivors s ON s.id = b.survivor_id
                 WHERE b.camp_id = $1 AND b.is_lost
                     AND b.home_at < 'epoch'::timestamptz + ($2 + 1) * interval '1 millisecond'
             ) AS fell
             LEFT JOIN LATERAL (
                 SELECT l.encounter, l.text FROM mission_logs l
                 WHERE l.session_id = fell.mission AND l.survivor_id = fell.survivor_id
                     AND l.outcome = 'lost' LIMIT 1) AS last ON true
             WHERE (fell.lost_ms, fell.survivor_id) < ($2, $3)
             ORDER BY fell.lost_ms DESC, fell.survivor_id DESC LIMIT $4",
            [camp_id.into(), before_ms.into(), before_id.into(), i64::from(most).into()],
        );
        let rows = self.db.query_all_raw(find).await?;
        let fallen = |row| {
            let row = Row::from_query_result(row, "")?;
            let last = row.encounter.zip(row.text).map(|(encounter, text)| LastLine {
                encounter,
                text,
                names: row.names.unwrap_or_default(),
            });
            Ok(Fallen {
                survivor: row.survivor_id,
                name: name_in(camp, row.own_name.as_deref(), &row.pack_name).to_owned(),
                level: row.level,
                mission: row.mission,
                lost_ms: row.lost_ms,
                salvage: row.salvage,
                missions: row.missions,
                last,
            })
        };
        rows.iter().map(fallen).collect()
    }
}
