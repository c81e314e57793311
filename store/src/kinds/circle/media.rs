//! Media that belong to messages: who sees a message sees them, and they go with it.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::sql::statement::sql;
use crate::{StoreError, Transaction};

impl Transaction {
    /// Of which kind these media are, those among them that somebody has and did not use
    /// yet. They are held: nobody else uses or sweeps them meanwhile.
    pub async fn hold_unused_media(
        &self,
        owner: Uuid,
        ids: &[Uuid],
    ) -> Result<Vec<(Uuid, String)>, StoreError> {
        let hold = sql(
            "SELECT id, kind FROM media
             WHERE id = ANY($2) AND owner = $1 AND message_id IS NULL ORDER BY id FOR UPDATE",
            [owner.into(), ids.to_vec().into()],
        );
        let rows = self.0.query_all_raw(hold).await?;
        rows.iter().map(|row| Ok((row.try_get("", "id")?, row.try_get("", "kind")?))).collect()
    }

    /// Gives held media to a message of a held circle, in this order.
    pub async fn attach_media(
        &self,
        (circle, message): (Uuid, Uuid),
        media: &[(Uuid, Option<String>)],
    ) -> Result<(), StoreError> {
        for (place, (id, alt)) in (0_i16..).zip(media) {
            let attach = sql(
                "UPDATE media SET circle_id = $2, message_id = $3, place = $4, alt = $5
                 WHERE id = $1 AND message_id IS NULL",
                [(*id).into(), circle.into(), message.into(), place.into(), alt.clone().into()],
            );
            if self.0.execute_raw(attach).await?.rows_affected() == 0 {
                return Err(StoreError::NotFound);
            }
        }
        Ok(())
    }

    /// What was removed leaves nothing of it behind.
    pub(super) async fn remove_media(&self, message: Uuid) -> Result<(), StoreError> {
        let remove = sql("DELETE FROM media WHERE message_id = $1", [message.into()]);
        self.0.execute_raw(remove).await?;
        Ok(())
    }
}
