//! Survivors that go out again by themselves.

use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use super::{MissionError, refused};
use crate::sql::statement::sql;
use crate::{Store, StoreError, Transaction};

/// Somebody rested and healed, and where it was last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Rested {
    pub survivor_id: Uuid,
    pub user_id: Uuid,
    pub camp_id: Uuid,
    pub difficulty: i16,
}

impl Store {
    /// Those behind an id, in the order of ids, that may go out again, from camps
    /// that are open as far as is recorded.
    pub async fn rested(&self, behind: Uuid, most: u32) -> Result<Vec<Rested>, StoreError> {
        let find = sql(
            "SELECT s.id AS survivor_id, s.user_id, last.camp_id, last.difficulty
             FROM survivors s, LATERAL (
                 SELECT b.camp_id, m.difficulty FROM mission_members b
                 JOIN missions m ON m.session_id = b.session_id AND m.seed IS NOT NULL
                 WHERE b.survivor_id = s.id ORDER BY b.joined_at DESC LIMIT 1) AS last
             JOIN sessions camp ON camp.id = last.camp_id AND camp.deleted_at IS NULL
                 AND camp.status IS DISTINCT FROM 'closed'
             WHERE s.auto AND s.auto_left > 0 AND s.state = 'active' AND s.id > $1
                 AND s.user_id IS NOT NULL
                 AND (s.rests_until IS NULL OR s.rests_until <= now())
                 AND (s.heals_at IS NULL OR s.heals_at <= now())
                 AND NOT EXISTS (SELECT FROM mission_members b
                     WHERE b.survivor_id = s.id AND b.is_active)
             ORDER BY s.id LIMIT $2",
            [behind.into(), i64::from(most).into()],
        );
        let rows = self.db.query_all_raw(find).await?;
        Ok(rows.iter().map(|row| Rested::from_query_result(row, "")).collect::<Result<_, _>>()?)
    }
}

impl Transaction {
    /// Takes one of the times that a survivor goes out by itself. Its person may have
    /// wanted otherwise meanwhile.
    pub async fn take_auto(&self, survivor: Uuid) -> Result<(), MissionError> {
        let take = sql(
            "UPDATE survivors SET auto_left = auto_left - 1
             WHERE id = $1 AND auto AND auto_left > 0",
            [survivor.into()],
        );
        match self.0.execute_raw(take).await?.rows_affected() {
            0 => refused("not_ready"),
            _ => Ok(()),
        }
    }
}
