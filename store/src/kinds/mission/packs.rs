//! Content packs, kept for ever.

use downbeat_session::kinds::mission::pack::Pack;
use sea_orm::{ConnectionTrait, QueryResult};
use serde_json::Value;

use crate::sql::statement::sql;
use crate::{Store, StoreError};

impl Store {
    /// A pack as it was kept, and its hash.
    pub async fn kept_pack(
        &self,
        id: &str,
        version: i32,
    ) -> Result<Option<(Value, String)>, StoreError> {
        let find = sql(
            "SELECT body, hash FROM content_packs WHERE id = $1 AND version = $2",
            [id.into(), version.into()],
        );
        let row = self.reading.query_one_raw(find).await?;
        let kept = |row: QueryResult| Ok((row.try_get("", "body")?, row.try_get("", "hash")?));
        row.map(kept).transpose()
    }

    /// Keeps a pack that this release has. [`StoreError::Conflict`] where another
    /// is kept under its id and version: stories were told from that one.
    pub async fn keep_pack(&self, pack: &Pack) -> Result<(), StoreError> {
        let body = serde_json::to_value(&**pack).map_err(StoreError::unwritable)?;
        let version = i32::try_from(pack.version).map_err(StoreError::unwritable)?;
        let keep = sql(
            "INSERT INTO content_packs (id, version, hash, body) VALUES ($1, $2, $3, $4)
             ON CONFLICT DO NOTHING",
            [pack.id.as_str().into(), version.into(), pack.hash().into(), body.into()],
        );
        self.db.execute_raw(keep).await?;
        // A statement that waited for another worker's row does not see it.
        let find = sql(
            "SELECT hash FROM content_packs WHERE id = $1 AND version = $2",
            [pack.id.as_str().into(), version.into()],
        );
        let kept = self.db.query_one_raw(find).await?.ok_or(StoreError::Conflict)?;
        let hash: String = kept.try_get("", "hash")?;
        if hash == pack.hash() { Ok(()) } else { Err(StoreError::Conflict) }
    }
}
