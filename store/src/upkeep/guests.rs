//! What is left of a guest that has ended goes. Guests are many, and act in their own
//! sessions only: unlike an erasure, this reads no history but theirs.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::sql::statement::sql;
use crate::upkeep::personal::{self, Erasing};
use crate::{StoreError, Transaction};

impl Transaction {
    /// Takes out what the ended sessions of a guest were set to and what happened
    /// there. Tombstones stay, whose version never goes down, and so does their owner.
    pub async fn forget_guest(&self, user: Uuid) -> Result<(), StoreError> {
        let own = sql(
            "UPDATE sessions SET config = '{}' WHERE owner = $1 AND deleted_at IS NOT NULL
             RETURNING id",
            [user.into()],
        );
        let sessions = self.ids(own).await?;
        let of_sessions = personal::all().filter(|data| data.erasing == Erasing::RowsOfSessions);
        let tables = self.histories().await?;
        for table in tables.iter().map(String::as_str).chain(of_sessions.map(|data| data.table)) {
            let remove = format!("DELETE FROM {table} WHERE session_id = ANY($1)");
            self.run(&remove, [sessions.clone().into()]).await?;
        }
        let unlink = "UPDATE link_tokens SET sealed = NULL, participant = NULL
             WHERE session_id = ANY($1)";
        self.0.execute_raw(sql(unlink, [sessions.into()])).await?;
        self.0.execute_raw(sql("DELETE FROM guest WHERE user_id = $1", [user.into()])).await?;
        Ok(())
    }
}
