//! What came of what the bot was to say in a channel's chat.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::sql::statement::sql;
use crate::{Store, StoreError};

/// Trouble is over where nothing is to be said any more.
macro_rules! in_vain {
    () => {
        " FROM chat_saying c JOIN sessions s ON s.id = c.session_id
          WHERE c.problem IS NOT NULL AND s.deleted_at IS NULL
              AND (s.config->'say'->>'question' = 'true' OR s.config->'say'->>'result' = 'true')"
    };
}

impl Store {
    /// What came of the last that the bot was to say in a session's chat; nothing
    /// of a session that is gone.
    pub async fn note_saying(
        &self,
        session_id: Uuid,
        problem: Option<&str>,
    ) -> Result<(), StoreError> {
        let note = sql(
            "INSERT INTO chat_saying (session_id, problem, at)
             SELECT id, $2, now() FROM sessions WHERE id = $1
             ON CONFLICT (session_id) DO UPDATE SET problem = excluded.problem, at = excluded.at",
            [session_id.into(), problem.into()],
        );
        self.db.execute_raw(note).await?;
        Ok(())
    }

    /// Why the bot could not say the last.
    pub async fn saying_problem(&self, session_id: Uuid) -> Result<Option<String>, StoreError> {
        let find = concat!("SELECT c.problem", in_vain!(), " AND c.session_id = $1");
        let row = self.db.query_one_raw(sql(find, [session_id.into()])).await?;
        Ok(row.map(|row| row.try_get("", "problem")).transpose()?)
    }

    /// Sessions in whose chat the bot could not say the last, and why it was in one
    /// of them.
    pub async fn sayings_in_vain(&self) -> Result<(i64, Option<String>), StoreError> {
        let count = concat!("SELECT count(*) AS count, min(c.problem) AS problem", in_vain!());
        let row = self.db.query_one_raw(sql(count, [])).await?.ok_or(StoreError::NotFound)?;
        Ok((row.try_get("", "count")?, row.try_get("", "problem")?))
    }
}
