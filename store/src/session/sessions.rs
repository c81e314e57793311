//! Sessions as people configure them: made, read, edited, deleted.

use downbeat_entity::sessions;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::audit::{AuditEntry, Doer};
use crate::sql::epoch::to_ms;
use crate::sql::statement::sql;
use crate::{EndedLink, Enqueued, NewJob, Store, StoreError, Transaction};

#[derive(Clone, Debug, PartialEq)]
pub struct NewSession {
    pub id: Uuid,
    pub kind: String,
    /// A user's id.
    pub owner: Uuid,
    pub config: Value,
    pub shard: u16,
    /// Whose child it is, of an inner kind.
    pub parent: Option<Uuid>,
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
    /// In one word, as its last recorded event left it.
    pub status: Option<String>,
    pub created_ms: i64,
    pub updated_ms: i64,
}

/// Whose sessions, and which of them.
#[derive(Clone, Copy, Debug)]
pub struct Own<'a> {
    pub owner: Uuid,
    pub kind: Option<&'a str>,
    /// What the title has in it, in whatever case.
    pub search: Option<&'a str>,
    /// Children, too.
    pub with_children: bool,
}

impl Own<'_> {
    #[must_use]
    pub const fn all(owner: Uuid) -> Self {
        Self { owner, kind: None, search: None, with_children: false }
    }
}

/// The newest word on a session's config.
#[derive(Clone, Debug, PartialEq)]
pub struct ConfigState {
    pub version: i64,
    /// `None` if the session was deleted: `version` is its tombstone's.
    pub config: Option<Value>,
}

/// A session that was ended, and what ended with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndedSession {
    /// The tombstone's.
    pub version: i64,
    pub links: Vec<EndedLink>,
    /// Whoever was a member.
    pub members: Vec<Uuid>,
}

/// A change of a session: what it left, and the jobs that were born with it.
#[derive(Clone, Debug, PartialEq)]
pub struct Changed {
    pub version: i64,
    pub enqueued: Vec<Enqueued>,
}

impl Store {
    /// See [`Transaction::create`].
    pub async fn create(&self, new: NewSession, doer: &Doer) -> Result<i64, StoreError> {
        let transaction = self.begin().await?;
        let version = transaction.create(new, doer).await?;
        transaction.commit().await?;
        Ok(version)
    }

    /// A session that is not deleted.
    pub async fn find(&self, id: Uuid) -> Result<Option<SessionRecord>, StoreError> {
        let found = sessions::Entity::find_by_id(id)
            .filter(sessions::Column::DeletedAt.is_null())
            .one(&self.db)
            .await?;
        Ok(found.map(SessionRecord::from))
    }

    /// What kind of session it is, or was.
    pub async fn kind_of(&self, id: Uuid) -> Result<Option<String>, StoreError> {
        let found = sessions::Entity::find_by_id(id).one(&self.db).await?;
        Ok(found.map(|session| session.kind))
    }

    /// A person's sessions, newest first where ids tell of time, older than the
    /// cursor.
    pub async fn sessions_of(
        &self,
        own: Own<'_>,
        before: Option<Uuid>,
        limit: u32,
    ) -> Result<Vec<SessionRecord>, StoreError> {
        let Own { owner, kind, search, with_children } = own;
        let mut list = sessions::Entity::find()
            .filter(sessions::Column::Owner.eq(owner))
            .filter(sessions::Column::DeletedAt.is_null())
            .filter(sessions::Column::Id.lt(before.unwrap_or(Uuid::max())));
        if !with_children {
            list = list.filter(sessions::Column::ParentId.is_null());
        }
        if let Some(kind) = kind {
            list = list.filter(sessions::Column::Kind.eq(kind));
        }
        if let Some(search) = search {
            let literal = search.replace('\\', r"\\").replace('%', r"\%").replace('_', r"\_");
            let titled = "config->>'title' ILIKE $1";
            list = list.filter(Expr::cust_with_values(titled, [format!("%{literal}%")]));
        }
        let rows =
            list.order_by_desc(sessions::Column::Id).limit(u64::from(limit)).all(&self.db).await?;
        Ok(rows.into_iter().map(SessionRecord::from).collect())
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

    /// Replaces the config, in one transaction with its line in the audit log
    /// and the jobs that carry it on. With `expected` the edit happens only on
    /// that version, else it is [`StoreError::Stale`].
    pub async fn edit(
        &self,
        id: Uuid,
        expected: Option<i64>,
        config: Value,
        doer: &Doer,
        jobs: &[NewJob],
    ) -> Result<Changed, StoreError> {
        let transaction = self.begin().await?;
        let version = transaction.edit(id, expected, config, doer).await?;
        let enqueued = transaction.enqueue(jobs).await?;
        transaction.commit().await?;
        Ok(Changed { version, enqueued })
    }

    /// See [`Transaction::delete`]; one transaction with the jobs that carry it
    /// on. Asked again, it answers the same tombstone.
    pub async fn delete(
        &self,
        id: Uuid,
        doer: &Doer,
        reason: Option<&str>,
        jobs: &[NewJob],
    ) -> Result<Changed, StoreError> {
        let transaction = self.begin().await?;
        let Some(ended) = transaction.delete(id, None, doer, reason).await? else {
            let tombstone = self.config_of(id).await?.ok_or(StoreError::NotFound)?;
            return Ok(Changed { version: tombstone.version, enqueued: Vec::new() });
        };
        let version = ended.version;
        let enqueued = transaction.enqueue(jobs).await?;
        transaction.commit().await?;
        Ok(Changed { version, enqueued })
    }
}

impl Transaction {
    /// Makes a session and returns its config's version. An id that was
    /// deleted comes back with a version above its tombstone's; one in use is
    /// [`StoreError::Conflict`]. Leaves its line in the audit log.
    pub async fn create(&self, new: NewSession, doer: &Doer) -> Result<i64, StoreError> {
        let NewSession { id, kind, owner, config, shard, parent } = new;
        let details = json!({ "kind": kind });
        let insert = sql(
            "INSERT INTO sessions (id, kind, owner, config, shard, parent_id)
             VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (id) DO UPDATE SET
                 kind = excluded.kind, owner = excluded.owner, config = excluded.config,
                 shard = excluded.shard, parent_id = excluded.parent_id, status = NULL,
                 version = sessions.version + 1,
                 created_at = now(), updated_at = now(), deleted_at = NULL
             WHERE sessions.deleted_at IS NOT NULL
             RETURNING version",
            [
                id.into(),
                kind.into(),
                owner.into(),
                config.into(),
                i32::from(shard).into(),
                parent.into(),
            ],
        );
        let made = self.0.query_one_raw(insert).await?;
        let version = made.ok_or(StoreError::Conflict)?.try_get("", "version")?;
        note(self, doer, "session.create", id, details).await?;
        Ok(version)
    }

    /// A session as it is within this transaction.
    pub async fn session(&self, id: Uuid) -> Result<Option<SessionRecord>, StoreError> {
        let found = sessions::Entity::find_by_id(id)
            .filter(sessions::Column::DeletedAt.is_null())
            .one(&self.0)
            .await?;
        Ok(found.map(SessionRecord::from))
    }

    /// Whether there is such a session, not deleted.
    pub async fn has_session(&self, id: Uuid) -> Result<bool, StoreError> {
        let find = sql("SELECT 1 FROM sessions WHERE id = $1 AND deleted_at IS NULL", [id.into()]);
        Ok(self.0.query_one_raw(find).await?.is_some())
    }

    /// Replaces the config and returns its version. With `expected` only on that
    /// version, else it is [`StoreError::Stale`].
    pub async fn edit(
        &self,
        id: Uuid,
        expected: Option<i64>,
        config: Value,
        doer: &Doer,
    ) -> Result<i64, StoreError> {
        let update = sql(
            "UPDATE sessions SET config = $2, version = version + 1, updated_at = now()
             WHERE id = $1 AND deleted_at IS NULL AND version = coalesce($3, version)
             RETURNING version",
            [id.into(), config.into(), expected.into()],
        );
        let Some(row) = self.0.query_one_raw(update).await? else {
            return Err(self.stale(id).await?);
        };
        let version: i64 = row.try_get("", "version")?;
        note(self, doer, "session.edit", id, json!({ "version": version })).await?;
        Ok(version)
    }

    /// Leaves a tombstone; `None` where there is one already. What belongs to the
    /// session ends with it: its links, its members, its webhook, and what Twitch
    /// sends for it.
    pub async fn delete(
        &self,
        id: Uuid,
        expected: Option<i64>,
        doer: &Doer,
        reason: Option<&str>,
    ) -> Result<Option<EndedSession>, StoreError> {
        let end = sql(
            "UPDATE sessions SET deleted_at = now(), updated_at = now(), wake_at = NULL,
                 version = version + 1
             WHERE id = $1 AND deleted_at IS NULL AND version = coalesce($2, version)
             RETURNING version",
            [id.into(), expected.into()],
        );
        let Some(row) = self.0.query_one_raw(end).await? else {
            return match (expected, self.stale(id).await?) {
                (Some(_), error) => Err(error),
                (None, _) => Ok(None),
            };
        };
        let version: i64 = row.try_get("", "version")?;
        let unwanted = sql(
            "UPDATE subscription SET is_wanted = false, updated_at = now() WHERE session_id = $1",
            [id.into()],
        );
        self.0.execute_raw(unwanted).await?;
        let links = self.end_links(id).await?;
        let members = self.end_members(id).await?;
        let had_webhook = self.end_webhook(id).await?;
        let details = json!({
            "version": version, "links": links.len(), "members": members.len(),
            "webhook": had_webhook,
        });
        let target_id = id.to_string();
        let action = "session.end";
        let entry = AuditEntry { doer, action, target_kind: "session", target_id, reason, details };
        self.note(&entry).await?;
        Ok(Some(EndedSession { version, links, members }))
    }

    /// Children of a session that have not ended, so many at most.
    pub async fn children(&self, parent: Uuid, most: u32) -> Result<Vec<Uuid>, StoreError> {
        let find = sql(
            "SELECT id FROM sessions WHERE parent_id = $1 AND deleted_at IS NULL
             ORDER BY id LIMIT $2",
            [parent.into(), i64::from(most).into()],
        );
        let rows = self.0.query_all_raw(find).await?;
        Ok(rows.iter().map(|row| row.try_get("", "id")).collect::<Result<_, _>>()?)
    }

    /// Why a change of that version met no row.
    async fn stale(&self, id: Uuid) -> Result<StoreError, StoreError> {
        let find =
            sql("SELECT version FROM sessions WHERE id = $1 AND deleted_at IS NULL", [id.into()]);
        Ok(match self.0.query_one_raw(find).await? {
            Some(row) => StoreError::Stale { current: row.try_get("", "version")? },
            None => StoreError::NotFound,
        })
    }
}

async fn note(
    transaction: &Transaction,
    doer: &Doer,
    action: &'static str,
    id: Uuid,
    details: Value,
) -> Result<(), StoreError> {
    let target_id = id.to_string();
    let entry =
        AuditEntry { doer, action, target_kind: "session", target_id, reason: None, details };
    transaction.note(&entry).await
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
            parent_id: _,
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
