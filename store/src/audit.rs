//! The security audit log: who did what to which thing, from where, and why.
//!
//! An action is written in the transaction of what it tells of, and never changed
//! afterwards; the database refuses to.

use downbeat_entity::audit_log::{Column, Entity, Model};
use downbeat_session::text::folded;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::Value;
use uuid::Uuid;

use crate::access::guests::GUEST;
use crate::sql::epoch::{id_at, to_ms};
use crate::sql::statement::sql;
use crate::upkeep::erasure::ERASED;
use crate::{Store, StoreError, Transaction};

const SYSTEM: &str = "system";
const CLI: &str = "cli";

/// Whoever has a seat, and is known by that alone.
pub const SEAT: &str = "seat";

/// What is no person's name in the log.
const RESERVED: [&str; 5] = [SYSTEM, CLI, ERASED, GUEST, SEAT];

/// Whether the log would take a person of this name for what is none.
#[must_use]
pub fn is_reserved(name: &str) -> bool {
    RESERVED.contains(&folded(name).as_str())
}

/// Who acts, as far as we know. Made by one of its functions only, so that nobody
/// goes by the name of what is no person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doer {
    /// A person's name, or "guest", "cli" or "system".
    pub(crate) name: String,
    pub(crate) user_id: Option<Uuid>,
    /// Where the request came from.
    pub(crate) address: Option<String>,
}

impl Doer {
    /// Downbeat itself: schedules and what follows from them.
    pub fn system() -> Self {
        Self { name: SYSTEM.into(), user_id: None, address: None }
    }

    /// Whoever may run the operator's commands on this machine.
    pub fn cli() -> Self {
        Self { name: CLI.into(), user_id: None, address: None }
    }

    /// Somebody who takes out all that names them, this action included.
    pub fn erased() -> Self {
        Self { name: ERASED.into(), user_id: None, address: None }
    }

    /// A browser without an account. Where it asked from is not kept, so that nothing
    /// has to be taken out when it is over.
    pub fn guest(user_id: Uuid) -> Self {
        Self { name: GUEST.into(), user_id: Some(user_id), address: None }
    }

    /// Somebody with a seat, whom the line's details name.
    pub fn seat() -> Self {
        Self { name: SEAT.into(), user_id: None, address: None }
    }

    /// Somebody, by the name that they have now. Whoever is called as what is no
    /// person is told apart from it.
    pub fn person(user_id: Uuid, name: &str, address: Option<String>) -> Self {
        let name = if is_reserved(name) { format!("{name} (a person)") } else { name.to_owned() };
        Self { name, user_id: Some(user_id), address }
    }
}

/// Something that was done.
#[derive(Clone, Debug)]
pub struct AuditEntry<'a> {
    pub doer: &'a Doer,
    /// "job.retry": the thing's kind, then the verb.
    pub action: &'static str,
    pub target_kind: &'static str,
    pub target_id: String,
    pub reason: Option<&'a str>,
    pub details: Value,
}

/// An action as the log keeps it.
#[derive(Clone, Debug, PartialEq)]
pub struct AuditRecord {
    pub id: Uuid,
    pub at_ms: i64,
    pub actor: String,
    pub actor_id: Option<Uuid>,
    pub action: String,
    pub target_kind: String,
    pub target_id: String,
    pub reason: Option<String>,
    pub address: Option<String>,
    pub details: Value,
}

/// Which actions to list; what is `None` matches all.
#[derive(Clone, Debug, Default)]
pub struct AuditFilter {
    pub actor: Option<String>,
    pub action: Option<String>,
    pub target: Option<String>,
    pub since_ms: Option<i64>,
    pub until_ms: Option<i64>,
}

impl Store {
    /// Notes an action that changes nothing else here.
    pub async fn note(&self, entry: &AuditEntry<'_>) -> Result<(), StoreError> {
        write(&self.db, entry).await
    }

    /// Actions, newest first, older than the cursor.
    pub async fn audit(
        &self,
        filter: &AuditFilter,
        before: Option<Uuid>,
        limit: u64,
    ) -> Result<Vec<AuditRecord>, StoreError> {
        let AuditFilter { actor, action, target, since_ms, until_ms } = filter;
        let mut page = Entity::find();
        for (column, wanted) in
            [(Column::Actor, actor), (Column::Action, action), (Column::TargetId, target)]
        {
            if let Some(wanted) = wanted {
                page = page.filter(column.eq(wanted));
            }
        }
        if let Some(since_ms) = since_ms {
            page = page.filter(Column::Id.gte(id_at(*since_ms)));
        }
        if let Some(until_ms) = until_ms {
            page = page.filter(Column::Id.lt(id_at(*until_ms)));
        }
        if let Some(before) = before {
            page = page.filter(Column::Id.lt(before));
        }
        let rows = page.order_by_desc(Column::Id).limit(limit).all(&self.reading).await?;
        Ok(rows.into_iter().map(AuditRecord::from).collect())
    }

    /// The last actions that were done to a thing, one of a moment ago included.
    pub async fn audit_of(&self, target: &str, limit: u64) -> Result<Vec<AuditRecord>, StoreError> {
        let rows = Entity::find()
            .filter(Column::TargetId.eq(target))
            .order_by_desc(Column::Id)
            .limit(limit)
            .all(&self.db)
            .await?;
        Ok(rows.into_iter().map(AuditRecord::from).collect())
    }
}

impl Transaction {
    /// Notes an action together with what it changed.
    pub async fn note(&self, entry: &AuditEntry<'_>) -> Result<(), StoreError> {
        write(&self.0, entry).await
    }
}

pub(crate) async fn write(
    db: &impl ConnectionTrait,
    entry: &AuditEntry<'_>,
) -> Result<(), StoreError> {
    let AuditEntry { doer, action, target_kind, target_id, reason, details } = entry;
    let insert = sql(
        "INSERT INTO audit_log (id, actor, actor_id, action, target_kind, target_id, reason,
             address, details)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        [
            Uuid::now_v7().into(),
            doer.name.clone().into(),
            doer.user_id.into(),
            (*action).into(),
            (*target_kind).into(),
            target_id.clone().into(),
            reason.map(str::to_owned).into(),
            doer.address.clone().into(),
            details.clone().into(),
        ],
    );
    db.execute_raw(insert).await?;
    Ok(())
}

impl From<Model> for AuditRecord {
    fn from(row: Model) -> Self {
        let Model {
            id,
            at,
            actor,
            actor_id,
            action,
            target_kind,
            target_id,
            reason,
            address,
            details,
        } = row;
        let at_ms = to_ms(at);
        Self {
            id,
            at_ms,
            actor,
            actor_id,
            action,
            target_kind,
            target_id,
            reason,
            address,
            details,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_goes_by_the_name_of_what_is_no_person() {
        let called = |name| Doer::person(Uuid::nil(), name, None).name;
        for name in [
            "cli",
            "CLI",
            " cli ",
            "\u{ff43}\u{ff4c}\u{ff49}",
            "cl\u{200b}i",
            "System",
            "erased",
            "Guest",
        ] {
            assert_ne!(folded(&called(name)), folded(name), "{name:?}");
            assert!(is_reserved(name), "{name:?}");
        }
        for name in ["Ada", "clio", "The System"] {
            assert_eq!(called(name), name);
        }
    }
}
