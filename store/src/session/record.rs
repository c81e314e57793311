//! A session's row, as it is read.

use downbeat_entity::sessions;
use serde_json::Value;
use uuid::Uuid;

use crate::sql::epoch::to_ms;

/// A session as Postgres knows it.
#[derive(Clone, Debug, PartialEq)]
pub struct SessionRecord {
    pub id: Uuid,
    pub kind: String,
    pub owner: Uuid,
    /// Whose child it is, of an inner kind.
    pub parent: Option<Uuid>,
    pub config: Value,
    pub config_version: i64,
    pub incarnation: i64,
    pub shard: u16,
    pub wake_ms: Option<i64>,
    /// In one word, as its last recorded event left it.
    pub status: Option<String>,
    pub created_ms: i64,
    pub updated_ms: i64,
}

impl From<sessions::Model> for SessionRecord {
    fn from(row: sessions::Model) -> Self {
        let sessions::Model {
            id,
            kind,
            owner,
            config,
            version,
            incarnation,
            first_incarnation: _,
            shard,
            parent_id: parent,
            wake_at,
            status,
            created_at,
            updated_at,
            deleted_at: _,
        } = row;
        Self {
            id,
            kind,
            owner,
            parent,
            config,
            config_version: version,
            incarnation,
            shard: shard.unsigned_abs(),
            wake_ms: wake_at.map(to_ms),
            status,
            created_ms: to_ms(created_at),
            updated_ms: to_ms(updated_at),
        }
    }
}
