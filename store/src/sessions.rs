//! Sessions as people configure them: made, read, edited, deleted.

use downbeat_entity::sessions;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use serde_json::Value;
use uuid::Uuid;

use crate::epoch::to_ms;
use crate::statement::sql;
use crate::{Store, StoreError};

#[derive(Clone, Debug, PartialEq)]
pub struct NewSession {
    pub id: Uuid,
    pub kind: String,
    /// A user's id.
    pub owner: Uuid,
    pub config: Value,
    pub shard: u16,
}

/// A session as Postgres knows it.
#[derive(Clone, Debug, PartialEq)]
pub struct SessionRecord {
    pub id: Uuid,
    pub kind: String,
    pub owner: Uuid,
    pub config: Value,
    pub config_version: i64,
    pub incarnation: i64,
    pub shard: u16,
    pub wake_ms: Option<i64>,
    pub created_ms: i64,
    pub updated_ms: i64,
}

/// The newest word on a session's config.
#[derive(Clone, Debug, PartialEq)]
pub struct ConfigState {
    pub version: i64,
    /// `None` if the session was deleted: `version` is its tombstone's.
    pub config: Option<Value>,
}

impl Store {
    /// Makes a session and returns its config's version. An id that was
    /// deleted comes back with a version above its tombstone's; one in use is
    /// [`StoreError::Conflict`]. One statement.
    pub async fn create(&self, new: NewSession) -> Result<i64, StoreError> {
        let NewSession { id, kind, owner, config, shard } = new;
        let insert = sql(
            "INSERT INTO sessions (id, kind, owner, config, shard) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (id) DO UPDATE SET
                 kind = excluded.kind, owner = excluded.owner, config = excluded.config,
                 shard = excluded.shard, version = sessions.version + 1,
                 created_at = now(), updated_at = now(), deleted_at = NULL
             WHERE sessions.deleted_at IS NOT NULL
             RETURNING version",
            [id.into(), kind.into(), owner.into(), config.into(), i32::from(shard).into()],
        );
        match self.db.query_one_raw(insert).await? {
            Some(row) => Ok(row.try_get("", "version")?),
            None => Err(StoreError::Conflict),
        }
    }

    /// A session that is not deleted.
    pub async fn find(&self, id: Uuid) -> Result<Option<SessionRecord>, StoreError> {
        let found = sessions::Entity::find_by_id(id)
            .filter(sessions::Column::DeletedAt.is_null())
            .one(&self.db)
            .await?;
        Ok(found.map(SessionRecord::from))
    }

    /// What to tell live Redis about a session's config, deleted or not;
    /// `None` for an id that never was.
    pub async fn config_of(&self, id: Uuid) -> Result<Option<ConfigState>, StoreError> {
        let found = sessions::Entity::find_by_id(id).one(&self.db).await?;
        Ok(found.map(|session| ConfigState {
            version: session.version,
            config: session.deleted_at.is_none().then_some(session.config),
        }))
    }

    /// Replaces the config and returns its new version. With `expected` the
    /// edit happens only on that version, else it is [`StoreError::Stale`].
    pub async fn edit(
        &self,
        id: Uuid,
        expected: Option<i64>,
        config: Value,
    ) -> Result<i64, StoreError> {
        let update = sql(
            "UPDATE sessions SET config = $2, version = version + 1, updated_at = now()
             WHERE id = $1 AND deleted_at IS NULL AND version = coalesce($3, version)
             RETURNING version",
            [id.into(), config.into(), expected.into()],
        );
        if let Some(row) = self.db.query_one_raw(update).await? {
            return Ok(row.try_get("", "version")?);
        }
        match self.find(id).await? {
            Some(session) => Err(StoreError::Stale { current: session.config_version }),
            None => Err(StoreError::NotFound),
        }
    }

    /// Leaves a tombstone and returns its version; asked again, the same one.
    pub async fn delete(&self, id: Uuid) -> Result<i64, StoreError> {
        let bury = sql(
            "UPDATE sessions SET deleted_at = now(), updated_at = now(), wake_at = NULL,
                 version = version + 1
             WHERE id = $1 AND deleted_at IS NULL
             RETURNING version",
            [id.into()],
        );
        if let Some(row) = self.db.query_one_raw(bury).await? {
            return Ok(row.try_get("", "version")?);
        }
        let tombstone = self.config_of(id).await?.ok_or(StoreError::NotFound)?;
        Ok(tombstone.version)
    }
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
            shard,
            wake_at,
            created_at,
            updated_at,
            deleted_at: _,
        } = row;
        Self {
            id,
            kind,
            owner,
            config,
            config_version: version,
            incarnation,
            shard: shard.unsigned_abs(),
            wake_ms: wake_at.map(to_ms),
            created_ms: to_ms(created_at),
            updated_ms: to_ms(updated_at),
        }
    }
}
