//! Bringing a session to life: the one place where an incarnation is taken.

use sea_orm::{ConnectionTrait, FromQueryResult};
use serde_json::Value;
use uuid::Uuid;

use crate::event::{rows, snapshots};
use crate::sql::statement::sql;
use crate::{EventRow, Snapshot, Store, StoreError};

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
    /// The newest snapshot, and every event since.
    pub snapshot: Option<Snapshot>,
    pub events: Vec<EventRow>,
    /// Rows of its kind that win over what history says, by table.
    pub facts: Value,
}

impl Store {
    /// Takes the next incarnation of a session and marks it as awake, so that
    /// it is found again should live Redis lose it. `None` if it is deleted or
    /// never was. No two callers share an incarnation. `fold` makes the state
    /// that the new life begins with, and answers it if the history alone does
    /// not tell it. One transaction: events that come later are the new life's,
    /// or late.
    pub async fn activate<T, E: From<StoreError>>(
        &self,
        id: Uuid,
        fold: impl FnOnce(&Activation) -> Result<(T, Option<Snapshot>), E>,
    ) -> Result<Option<(Activation, T)>, E> {
        let transaction = self.db.begin().await.map_err(StoreError::from)?;
        let Some(activation) = take(&transaction, id).await? else { return Ok(None) };
        let (folded, beginning) = fold(&activation)?;
        if let Some(beginning) = beginning {
            snapshots::insert(&transaction, &beginning).await?;
        }
        transaction.commit().await.map_err(StoreError::from)?;
        Ok(Some((activation, folded)))
    }
}

async fn take(db: &impl ConnectionTrait, id: Uuid) -> Result<Option<Activation>, StoreError> {
    let take = sql(
        "UPDATE sessions SET incarnation = incarnation + 1,
             wake_at = date_trunc('milliseconds', now())
         WHERE id = $1 AND deleted_at IS NULL
         RETURNING id, kind, owner, config, version, incarnation, shard",
        [id.into()],
    );
    let Some(row) = db.query_one_raw(take).await? else { return Ok(None) };
    let taken = Taken::from_query_result(&row, "")?;
    let (snapshot, events) = snapshots::since_snapshot(db, id).await?;
    let facts = rows::facts(db, &taken.kind, id).await?;
    Ok(Some(taken.with(snapshot, events, facts)))
}

/// A session whose incarnation was taken.
#[derive(FromQueryResult)]
pub(super) struct Taken {
    pub id: Uuid,
    pub kind: String,
    owner: Uuid,
    config: Value,
    version: i64,
    incarnation: i64,
    shard: i16,
}

impl Taken {
    pub fn with(
        self,
        snapshot: Option<Snapshot>,
        events: Vec<EventRow>,
        facts: Value,
    ) -> Activation {
        Activation {
            id: self.id,
            kind: self.kind,
            owner: self.owner,
            config: self.config,
            config_version: self.version,
            incarnation: self.incarnation,
            shard: self.shard.unsigned_abs(),
            snapshot,
            events,
            facts,
        }
    }
}
