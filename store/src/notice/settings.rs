//! How somebody wants to be told.

use downbeat_session::notice::{Settings, Times};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::sql::statement::sql;
use crate::{Store, StoreError, Transaction};

impl Store {
    /// Those of somebody who set none are the house's.
    pub async fn notice_settings(&self, user: Uuid) -> Result<Settings, StoreError> {
        settings(&self.db, user).await
    }

    /// What the links in somebody's mails name them by, to send no more.
    pub async fn unsubscribe_token(&self, user: Uuid) -> Result<Option<Uuid>, StoreError> {
        let find = sql("SELECT unsubscribe FROM notice_settings WHERE user_id = $1", [user.into()]);
        let row = self.db.query_one_raw(find).await?;
        Ok(row.map(|row| row.try_get("", "unsubscribe")).transpose()?)
    }

    /// Whether there is somebody whom such a link names.
    pub async fn is_subscribed(&self, token: Uuid) -> Result<bool, StoreError> {
        let find = sql("SELECT FROM notice_settings WHERE unsubscribe = $1", [token.into()]);
        Ok(self.db.query_one_raw(find).await?.is_some())
    }

    /// Sends no more mail to whom a link names.
    pub async fn unsubscribe(&self, token: Uuid) -> Result<(), StoreError> {
        let off = sql(
            "UPDATE notice_settings SET settings = settings || '{\"mail\": \"off\"}',
                 digest_at = NULL, updated_at = now() WHERE unsubscribe = $1",
            [token.into()],
        );
        self.db.execute_raw(off).await?;
        Ok(())
    }
}

impl Transaction {
    pub async fn notice_settings(&self, user: Uuid) -> Result<Settings, StoreError> {
        settings(&self.0, user).await
    }

    /// Sets how a person who is held wants to be told. What was held back only because
    /// its type was off is told now.
    pub async fn set_notice_settings(
        &self,
        user: Uuid,
        settings: &Settings,
        times: Times,
    ) -> Result<(), StoreError> {
        let set = sql(
            "INSERT INTO notice_settings (user_id, settings, unsubscribe, remind_at, summary_at,
                 digest_at)
             VALUES ($1, $2, $3, to_timestamp($4::bigint / 1000.0),
                 to_timestamp($5::bigint / 1000.0), to_timestamp($6::bigint / 1000.0))
             ON CONFLICT (user_id) DO UPDATE SET settings = excluded.settings,
                 remind_at = excluded.remind_at, summary_at = excluded.summary_at,
                 digest_at = excluded.digest_at, updated_at = now()",
            [
                user.into(),
                serde_json::to_value(settings).map_err(StoreError::unwritable)?.into(),
                // Random throughout: whoever has one guesses no other.
                Uuid::new_v4().into(),
                times.remind_ms.into(),
                times.summary_ms.into(),
                times.digest_ms.into(),
            ],
        );
        self.0.execute_raw(set).await?;
        let off: Vec<String> = settings.off.iter().map(|of| of.as_str().to_owned()).collect();
        let hold = sql(
            "UPDATE notice SET deliver_at = CASE WHEN type = ANY($2) THEN NULL ELSE now() END
             WHERE user_id = $1 AND state = 'pending'
                 AND (deliver_at IS NULL) <> (type = ANY($2))",
            [user.into(), off.into()],
        );
        self.0.execute_raw(hold).await?;
        Ok(())
    }
}

async fn settings(db: &impl ConnectionTrait, user: Uuid) -> Result<Settings, StoreError> {
    let find = sql("SELECT settings FROM notice_settings WHERE user_id = $1", [user.into()]);
    let Some(row) = db.query_one_raw(find).await? else { return Ok(Settings::default()) };
    let settings: serde_json::Value = row.try_get("", "settings")?;
    serde_json::from_value(settings).map_err(StoreError::unwritable)
}
