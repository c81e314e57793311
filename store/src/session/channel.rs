//! Whose channel a session is of.

use downbeat_session::id;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::sql::statement::sql;
use crate::{Store, StoreError};

impl Store {
    /// Whose child a session is, if it is one; `None` where there is no such session.
    pub async fn parent(&self, session: Uuid) -> Result<Option<Option<Uuid>>, StoreError> {
        let find = sql(
            "SELECT parent_id FROM sessions WHERE id = $1 AND deleted_at IS NULL",
            [session.into()],
        );
        let row = self.db.query_one_raw(find).await?;
        Ok(row.map(|row| row.try_get("", "parent_id")).transpose()?)
    }

    /// The Twitch account of a session's owner whose channel it is of: the one that its
    /// id is derived from, where they have several.
    pub async fn channel_of(
        &self,
        session: Uuid,
        kind: &str,
    ) -> Result<Option<String>, StoreError> {
        let find = sql(
            "SELECT i.provider_user_id FROM sessions s JOIN identities i ON i.user_id = s.owner
             WHERE s.id = $1 AND s.deleted_at IS NULL AND i.provider = 'twitch'
             ORDER BY i.created_at LIMIT 10",
            [session.into()],
        );
        let rows = self.db.query_all_raw(find).await?;
        let accounts = rows.iter().map(|row| row.try_get("", "provider_user_id"));
        let accounts: Vec<String> = accounts.collect::<Result<_, _>>()?;
        let derived = accounts.iter().find(|account| id::derived(kind, account) == session);
        Ok(derived.or(accounts.first()).cloned())
    }
}
