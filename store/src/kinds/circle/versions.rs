//! What messages and comments said before they were edited.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::sql::statement::sql;
use crate::{StoreError, Transaction};

impl Transaction {
    pub(super) async fn keep_said(
        &self,
        circle: Uuid,
        item: Uuid,
        version: i64,
        text: &str,
    ) -> Result<(), StoreError> {
        let keep = sql(
            "INSERT INTO message_version (item_id, version, circle_id, text)
             VALUES ($1, $2, $3, $4)",
            [item.into(), version.into(), circle.into(), text.into()],
        );
        self.0.execute_raw(keep).await?;
        Ok(())
    }

    /// What was removed leaves nothing of it behind.
    pub(super) async fn forget_said(&self, item: Uuid) -> Result<(), StoreError> {
        let forget = sql("DELETE FROM message_version WHERE item_id = $1", [item.into()]);
        self.0.execute_raw(forget).await?;
        Ok(())
    }
}
