//! Survivors of somebody who turns out to be somebody else, too.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{MissionError, refused};
use crate::sql::statement::sql;
use crate::{StoreError, Transaction};

impl Transaction {
    /// Survivors of two people are one person's. Of two that live `kept` goes on, and
    /// the other stays at home for good; refused with `two_survivors` where none of
    /// the two is named, and with `busy` while the one that would stay is out. Answers
    /// missions whose parties have to hear of it.
    pub async fn move_survivors(
        &self,
        (from, to): (Uuid, Uuid),
        kept: Option<Uuid>,
    ) -> Result<Vec<Uuid>, MissionError> {
        self.hold_parties_of(&[from, to]).await?;
        let living = self.living_of((from, to)).await?;
        if let [one, other] = &living[..] {
            let stays = match kept {
                Some(kept) if kept == *one => *other,
                Some(kept) if kept == *other => *one,
                _ => return refused("two_survivors"),
            };
            self.retire_at_home(stays).await?;
        }
        let missions = self.missions_of(from).await?;
        for table in [
            "UPDATE survivors SET user_id = $2 WHERE user_id = $1",
            "UPDATE mission_members SET user_id = $2 WHERE user_id = $1",
        ] {
            self.0.execute_raw(sql(table, [from.into(), to.into()])).await?;
        }
        Ok(missions)
    }

    /// Those of two people that live, held.
    async fn living_of(&self, (from, to): (Uuid, Uuid)) -> Result<Vec<Uuid>, StoreError> {
        let find = sql(
            "SELECT id FROM survivors
             WHERE user_id IN ($1, $2) AND state = 'active' ORDER BY id FOR UPDATE",
            [from.into(), to.into()],
        );
        let rows = self.0.query_all_raw(find).await?;
        Ok(rows.iter().map(|row| row.try_get("", "id")).collect::<Result<_, _>>()?)
    }

    async fn retire_at_home(&self, survivor: Uuid) -> Result<(), MissionError> {
        let retire = sql(
            "UPDATE survivors SET state = 'retired', auto = false, updated_at = now(),
                 version = version + 1
             WHERE id = $1 AND NOT EXISTS
                 (SELECT FROM mission_members WHERE survivor_id = $1 AND is_active)",
            [survivor.into()],
        );
        if self.0.execute_raw(retire).await?.rows_affected() == 0 {
            return refused("busy");
        }
        Ok(())
    }
}
