//! A journal is taken out, for good, while its person stays; and what is over goes.

use downbeat_session::journal::limits::TRASH_DAYS;
use sea_orm::ConnectionTrait;
use serde_json::json;
use uuid::Uuid;

use super::personal::DATA;
use crate::audit::{AuditEntry, Doer};
use crate::sql::statement::sql;
use crate::upkeep::personal::Erasing;
use crate::{Store, StoreError, Transaction};

/// For how long a tombstone of a draft makes late writes copies.
const TOMBSTONES_DAYS: i64 = 1;
const BITE: i64 = 1_000;

/// A person's key that is gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ErasedKey {
    /// Named by whatever it sealed.
    pub generation: i32,
    /// Since when the key that wrapped it has been used, where that is known.
    pub wrapped_since_ms: Option<i64>,
}

impl Transaction {
    /// The person's key goes, and all that it sealed; `None` for whoever had none.
    pub async fn erase_journal(
        &self,
        user: Uuid,
        doer: &Doer,
    ) -> Result<Option<ErasedKey>, StoreError> {
        let hold = sql(
            "SELECT u.generation,
                 (extract(epoch FROM k.first_used_at) * 1000)::bigint AS since_ms
             FROM user_key u LEFT JOIN journal_key k ON convert_to(k.id, 'UTF8')
                 = substring(u.wrapped FROM 3 FOR get_byte(u.wrapped, 1))
             WHERE u.user_id = $1 FOR UPDATE OF u",
            [user.into()],
        );
        let row = self.0.query_one_raw(hold).await?;
        let erased = row.map(|row| {
            let generation = row.try_get("", "generation")?;
            let wrapped_since_ms = row.try_get("", "since_ms")?;
            Ok::<_, StoreError>(ErasedKey { generation, wrapped_since_ms })
        });
        let erased = erased.transpose()?;
        self.erase_journal_rows(user).await?;
        let (action, target_kind, target_id) = ("journal.erase", "user", user.to_string());
        let (reason, details) = (None, json!({}));
        self.note(&AuditEntry { doer, action, target_kind, target_id, reason, details }).await?;
        Ok(erased)
    }

    /// All of a person's rows, the key first, and what else it sealed.
    pub(crate) async fn erase_journal_rows(&self, user: Uuid) -> Result<(), StoreError> {
        for data in DATA {
            if let Erasing::RowsOfPerson(column) = data.erasing {
                let own = format!("DELETE FROM {} WHERE {column} = $1", data.table);
                self.run(&own, [user.into()]).await?;
            }
        }
        self.erase_exports(user).await
    }
}

impl Store {
    /// A bite of what is over: trash and tombstones. How many rows went.
    pub(crate) async fn prune_journals(&self) -> Result<u64, StoreError> {
        let bites = [
            // Held first: one that its person takes out of the trash just now stays whole.
            sql(
                "WITH old AS (
                     SELECT user_id, id FROM entry
                     WHERE trashed_at < now() - $1 * interval '1 day' LIMIT $2
                     FOR UPDATE SKIP LOCKED
                 ), versions AS (
                     DELETE FROM entry_version v USING old
                     WHERE v.user_id = old.user_id AND v.entry_id = old.id)
                 DELETE FROM entry e USING old WHERE e.user_id = old.user_id AND e.id = old.id",
                [i64::from(TRASH_DAYS).into(), BITE.into()],
            ),
            sql(
                "DELETE FROM draft WHERE (user_id, id) IN (
                     SELECT user_id, id FROM draft
                     WHERE ended_at < now() - $1 * interval '1 day' LIMIT $2)",
                [TOMBSTONES_DAYS.into(), BITE.into()],
            ),
        ];
        let mut gone = 0;
        for bite in bites {
            gone += self.db.execute_raw(bite).await?.rows_affected();
        }
        Ok(gone)
    }
}
