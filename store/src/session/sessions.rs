//! Sessions as people configure them: made, read, edited, deleted.

use downbeat_entity::sessions;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder,
    QuerySelect,
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::record::SessionRecord;
use crate::audit::{AuditEntry, Doer};
use crate::kinds;
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

/// Whose sessions, and which of them.
#[derive(Clone, Copy, Debug)]
pub struct Own<'a> {
    pub owner: Uuid,
    pub kind: Option<&'a str>,
    /// What the title has in it, in whatever case.
    pub search: Option<&'a str>,
    /// How they are, as their last recorded event left them; `None` among these: nothing
    /// happened to them yet.
    pub statuses: Option<&'a [Option<&'a str>]>,
    /// Children, too.
    pub with_children: bool,
}

impl Own<'_> {
    #[must_use]
    pub const fn all(owner: Uuid) -> Self {
        Self { owner, kind: None, search: None, statuses: None, with_children: false }
    }
}

/// A session, ended or not, as far as it never changes within a life.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Whose {
    pub kind: String,
    pub owner: Uuid,
    /// Whose child it is, of an inner kind.
    pub parent_id: Option<Uuid>,
}

/// The newest word on a session's config.
#[derive(Clone, Debug, PartialEq)]
pub struct ConfigState {
    pub version: i64,
    pub owner: Uuid,
    /// `None` if the session was deleted: `version` is its tombstone's.
    pub config: Option<Value>,
    /// Whose child it is, of an inner kind.
    pub parent: Option<Uuid>,
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

    /// What kind of session it is, or was, and whose.
    pub async fn whose(&self, id: Uuid) -> Result<Option<Whose>, StoreError> {
        let find = sql("SELECT kind, owner, parent_id FROM sessions WHERE id = $1", [id.into()]);
        let row = self.db.query_one_raw(find).await?;
        Ok(row.map(|row| Whose::from_query_result(&row, "")).transpose()?)
    }

    /// A person's sessions, newest first where ids tell of time, older than the
    /// cursor.
    pub async fn sessions_of(
        &self,
        own: Own<'_>,
        before: Option<Uuid>,
        limit: u32,
    ) -> Result<Vec<SessionRecord>, StoreError> {
        let Own { owner, kind, search, statuses, with_children } = own;
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
        if let Some(statuses) = statuses {
            let named = sessions::Column::Status.is_in(statuses.iter().flatten().copied());
            let none = sessions::Column::Status.is_null();
            let none = statuses.contains(&None).then_some(none);
            list = list.filter(Condition::any().add(named).add_option(none));
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
            owner: session.owner,
            config: session.deleted_at.is_none().then_some(session.config),
            parent: session.parent_id,
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
    /// deleted comes back with a version above its tombstone's, and with nothing of
    /// what happened before; one in use is
    /// [`StoreError::Conflict`]. Leaves its line in the audit log.
    pub async fn create(&self, new: NewSession, doer: &Doer) -> Result<i64, StoreError> {
        let (id, details) = (new.id, json!({ "kind": new.kind }));
        let version = self.insert_session(new, false).await?;
        note(self, doer, "session.create", id, details).await?;
        Ok(version)
    }

    /// Makes a session of an inner kind, which is to wake at once. It is a part of
    /// its parent, and no line of the audit log is about it.
    pub(crate) async fn create_inner(&self, new: NewSession) -> Result<i64, StoreError> {
        self.insert_session(new, true).await
    }

    async fn insert_session(&self, new: NewSession, wakes: bool) -> Result<i64, StoreError> {
        let NewSession { id, kind, owner, config, shard, parent } = new;
        let insert = sql(
            "INSERT INTO sessions (id, kind, owner, config, shard, parent_id, wake_at)
             VALUES ($1, $2, $3, $4, $5, $6,
                 CASE WHEN $7 THEN date_trunc('milliseconds', now()) END)
             ON CONFLICT (id) DO UPDATE SET
                 kind = excluded.kind, owner = excluded.owner, config = excluded.config,
                 shard = excluded.shard, parent_id = excluded.parent_id, status = NULL,
                 wake_at = excluded.wake_at, version = sessions.version + 1,
                 first_incarnation = sessions.incarnation + 1,
                 created_at = now(), updated_at = now(), deleted_at = NULL
             WHERE sessions.deleted_at IS NOT NULL
             RETURNING version, first_incarnation",
            [
                id.into(),
                kind.into(),
                owner.into(),
                config.into(),
                i32::from(shard).into(),
                parent.into(),
                wakes.into(),
            ],
        );
        let made = self.0.query_one_raw(insert).await?.ok_or(StoreError::Conflict)?;
        if made.try_get::<i64>("", "first_incarnation")? > 0 {
            kinds::begin_anew(self, id).await?;
        }
        Ok(made.try_get("", "version")?)
    }

    /// A session as it is within this transaction.
    pub async fn session(&self, id: Uuid) -> Result<Option<SessionRecord>, StoreError> {
        let found = sessions::Entity::find_by_id(id)
            .filter(sessions::Column::DeletedAt.is_null())
            .one(&self.0)
            .await?;
        Ok(found.map(SessionRecord::from))
    }

    /// Whether there is such a session, not deleted; it stays so, and so does what
    /// others count of it, until this transaction is over.
    pub async fn hold_session(&self, id: Uuid) -> Result<bool, StoreError> {
        let hold = sql(
            "SELECT FROM sessions WHERE id = $1 AND deleted_at IS NULL FOR NO KEY UPDATE",
            [id.into()],
        );
        Ok(self.0.query_one_raw(hold).await?.is_some())
    }

    /// The same for whoever only needs that it does not end meanwhile: others may, too.
    pub async fn share_session(&self, id: Uuid) -> Result<bool, StoreError> {
        let hold =
            sql("SELECT FROM sessions WHERE id = $1 AND deleted_at IS NULL FOR SHARE", [id.into()]);
        Ok(self.0.query_one_raw(hold).await?.is_some())
    }

    /// Whether there ever was such a session.
    pub async fn knew_session(&self, id: Uuid) -> Result<bool, StoreError> {
        let find = sql("SELECT 1 FROM sessions WHERE id = $1", [id.into()]);
        Ok(self.0.query_one_raw(find).await?.is_some())
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
             RETURNING version, kind",
            [id.into(), expected.into()],
        );
        let Some(row) = self.0.query_one_raw(end).await? else {
            return match (expected, self.stale(id).await?) {
                (Some(_), error) => Err(error),
                (None, _) => Ok(None),
            };
        };
        let version: i64 = row.try_get("", "version")?;
        let kind: String = row.try_get("", "kind")?;
        kinds::ended(self, &kind, id).await?;
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

    /// Children of a session that have not ended though it has, so many at most. If
    /// it was made again, those of its present life stay.
    pub async fn children(&self, parent: Uuid, most: u32) -> Result<Vec<Uuid>, StoreError> {
        let find = sql(
            "SELECT child.id FROM sessions child JOIN sessions parent ON parent.id = $1
             WHERE child.parent_id = $1 AND child.deleted_at IS NULL
                 AND (parent.deleted_at IS NOT NULL OR child.created_at < parent.created_at)
             ORDER BY child.id LIMIT $2",
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
