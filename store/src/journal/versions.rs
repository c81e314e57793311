//! What an entry was before it was edited.

use downbeat_session::journal::{Day, limits::VERSIONS_MAX};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::calendar::day;
use crate::sql::statement::sql;
use crate::{Store, StoreError, Transaction};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionRecord {
    pub version: i32,
    pub day: Day,
    pub content: Vec<u8>,
    pub edited_ms: i64,
}

impl Store {
    /// Newest first, without the one that stands.
    pub async fn entry_versions(
        &self,
        user: Uuid,
        entry: Uuid,
    ) -> Result<Vec<VersionRecord>, StoreError> {
        let list = sql(
            "SELECT version, day - DATE '1970-01-01' AS number, content,
                 (extract(epoch FROM edited_at) * 1000)::bigint AS edited_ms
             FROM entry_version WHERE user_id = $1 AND entry_id = $2 ORDER BY version DESC",
            [user.into(), entry.into()],
        );
        let rows = self.db.query_all_raw(list).await?;
        let version = |row: &sea_orm::QueryResult| {
            Ok(VersionRecord {
                version: row.try_get("", "version")?,
                day: day(row)?,
                content: row.try_get("", "content")?,
                edited_ms: row.try_get("", "edited_ms")?,
            })
        };
        rows.iter().map(version).collect()
    }
}

impl Transaction {
    /// Keeps an entry as it stands, and as many versions as are kept.
    pub(super) async fn keep_version(&self, user: Uuid, entry: Uuid) -> Result<(), StoreError> {
        let keep = sql(
            "WITH kept AS (
                 INSERT INTO entry_version (user_id, entry_id, version, day, content, edited_at)
                 SELECT user_id, id, version, day, content, edited_at FROM entry
                 WHERE user_id = $1 AND id = $2 RETURNING version)
             DELETE FROM entry_version v USING kept
             WHERE v.user_id = $1 AND v.entry_id = $2 AND v.version <= kept.version - $3",
            [user.into(), entry.into(), VERSIONS_MAX.into()],
        );
        self.0.execute_raw(keep).await?;
        Ok(())
    }
}
