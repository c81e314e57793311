//! Missions by who was in them.

use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use crate::sql::statement::sql;
use crate::{Store, StoreError};

/// Where a survivor is.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Whereabouts {
    pub mission: Uuid,
    pub camp_id: Uuid,
    pub survivor_id: Uuid,
    pub slot: i16,
    pub status: String,
    /// `solo`, `open` or `code`.
    pub party: String,
    pub code: Option<String>,
    pub host: Option<Uuid>,
    pub turn_back_ms: Option<i64>,
    pub recall_ms: Option<i64>,
}

/// A mission that a survivor was in.
#[derive(Clone, Debug, PartialEq, FromQueryResult)]
pub struct Outing {
    pub mission: Uuid,
    pub camp_id: Uuid,
    pub difficulty: i16,
    pub status: String,
    pub slot: i16,
    pub name: String,
    pub joined_ms: i64,
    pub home_ms: Option<i64>,
    pub xp: i64,
    pub salvage: i64,
    pub is_lost: bool,
}

/// The last outing of the page before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutingCursor {
    pub joined_ms: i64,
    pub mission: Uuid,
}

impl Store {
    /// Where the survivor of a person's that lives sits or walks, in any channel.
    pub async fn whereabouts(&self, user: Uuid) -> Result<Option<Whereabouts>, StoreError> {
        let find = sql(
            "SELECT b.session_id AS mission, b.camp_id, b.survivor_id, b.slot, m.status, m.party,
                 m.code, m.host, b.turn_back_ms, m.recall_ms
             FROM survivors s JOIN mission_members b ON b.survivor_id = s.id AND b.is_active
             JOIN missions m ON m.session_id = b.session_id
             WHERE s.user_id = $1 AND s.state = 'active'",
            [user.into()],
        );
        let row = self.db.query_one_raw(find).await?;
        Ok(row.map(|row| Whereabouts::from_query_result(&row, "")).transpose()?)
    }

    /// Missions of a survivor that left, newest first.
    pub async fn outings(
        &self,
        survivor: Uuid,
        before: Option<OutingCursor>,
        most: u32,
    ) -> Result<Vec<Outing>, StoreError> {
        let (before_ms, before_id) =
            before.map_or((i64::MAX / 1_000_000, Uuid::max()), |it| (it.joined_ms, it.mission));
        let find = sql(
            "SELECT * FROM (
                 SELECT b.session_id AS mission, b.camp_id, m.difficulty, m.status, b.slot, b.name,
                     (extract(epoch FROM b.joined_at) * 1000)::bigint AS joined_ms,
                     (extract(epoch FROM b.home_at) * 1000)::bigint AS home_ms,
                     b.xp, b.salvage, b.is_lost
                 FROM mission_members b JOIN missions m ON m.session_id = b.session_id
                 WHERE b.survivor_id = $1 AND m.seed IS NOT NULL AND b.why_left IS NULL
                     AND b.joined_at < 'epoch'::timestamptz + ($2 + 1) * interval '1 millisecond'
             ) AS out WHERE (joined_ms, mission) < ($2, $3)
             ORDER BY joined_ms DESC, mission DESC LIMIT $4",
            [survivor.into(), before_ms.into(), before_id.into(), i64::from(most).into()],
        );
        let rows = self.db.query_all_raw(find).await?;
        Ok(rows.iter().map(|row| Outing::from_query_result(row, "")).collect::<Result<_, _>>()?)
    }
}
