//! Bringing a session to life: the one place where an incarnation is taken.

use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::Value;
use uuid::Uuid;

use crate::statement::sql;
use crate::{Store, StoreError};

/// Everything `open` needs, as it was when the incarnation was taken.
#[derive(Clone, Debug, PartialEq)]
pub struct Activation {
    pub id: Uuid,
    pub kind: String,
    pub owner: Uuid,
    pub config: Value,
    pub config_version: i64,
    pub incarnation: i64,
    pub shard: u16,
}

impl Store {
    /// Takes the next incarnation of a session and marks it as awake, so that
    /// it is found again should live Redis lose it. `None` if it is deleted or
    /// never was. One statement: no two callers share an incarnation.
    pub async fn activate(&self, id: Uuid) -> Result<Option<Activation>, StoreError> {
        let take = sql(
            "UPDATE sessions SET incarnation = incarnation + 1,
                 wake_at = date_trunc('milliseconds', now())
             WHERE id = $1 AND deleted_at IS NULL
             RETURNING id, kind, owner, config, version, incarnation, shard",
            [id.into()],
        );
        let Some(row) = self.db.query_one_raw(take).await? else {
            return Ok(None);
        };
        let row = Row::from_query_result(&row, "")?;
        Ok(Some(Activation {
            id: row.id,
            kind: row.kind,
            owner: row.owner,
            config: row.config,
            config_version: row.version,
            incarnation: row.incarnation,
            shard: row.shard.unsigned_abs(),
        }))
    }
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    kind: String,
    owner: Uuid,
    config: Value,
    version: i64,
    incarnation: i64,
    shard: i16,
}
