//! Acting on many jobs: counted first, done in batches, stopped and resumed at
//! will. It ends at the newest job that there was when it began, so what its
//! own work makes is not worked on again.

use downbeat_entity::job_bulk::{Column, Entity, Model};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::json;
use uuid::Uuid;

use super::{Action, JobFilter, NewJob, Shown, act, enqueue};
use crate::audit::{self, AuditEntry, Doer};
use crate::sql::epoch::to_ms;
use crate::sql::statement::sql;
use crate::{Enqueued, Store, StoreError};

const BATCH: i64 = 500;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BulkState {
    Running,
    Stopped,
    Done,
    /// A word that this release does not know: nothing is done.
    Unknown,
}

impl BulkState {
    pub const ALL: [Self; 4] = [Self::Running, Self::Stopped, Self::Done, Self::Unknown];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Stopped => "stopped",
            Self::Done => "done",
            Self::Unknown => "unknown",
        }
    }

    fn named(name: &str) -> Self {
        Self::ALL.into_iter().find(|state| state.as_str() == name).unwrap_or(Self::Unknown)
    }
}

#[derive(Clone, Debug)]
pub struct NewBulk<'a> {
    pub id: Uuid,
    pub action: Action,
    pub filter: &'a JobFilter,
    /// How many were counted; for the progress bar.
    pub total: i64,
    pub doer: &'a Doer,
    pub reason: Option<&'a str>,
}

/// What is done to which jobs.
#[derive(Clone, Debug, PartialEq)]
pub struct BulkOrder {
    pub action: Action,
    pub filter: JobFilter,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Bulk {
    pub id: Uuid,
    /// As it is stored.
    pub action: String,
    /// `None` for what cannot be read, of which no step is done.
    pub order: Option<BulkOrder>,
    pub actor: String,
    pub actor_id: Option<Uuid>,
    pub reason: Option<String>,
    pub total: i64,
    pub done: i64,
    /// Changed meanwhile, or of a name that this release does not know.
    pub skipped: i64,
    pub state: BulkState,
    pub note: Option<String>,
    pub created_ms: i64,
    pub updated_ms: i64,
    after: Uuid,
    until: Uuid,
}

impl Bulk {
    fn doer(&self) -> Doer {
        Doer { name: self.actor.clone(), user_id: self.actor_id, address: None }
    }
}

impl Store {
    /// Begins; the jobs that are to carry it on are born with it.
    pub async fn begin_bulk(
        &self,
        new: &NewBulk<'_>,
        jobs: &[NewJob],
    ) -> Result<Vec<Enqueued>, StoreError> {
        let NewBulk { id, action, filter, total, doer, reason } = new;
        let transaction = self.begin().await?;
        let filter = serde_json::to_value(filter).map_err(StoreError::unwritable)?;
        let insert = sql(
            "INSERT INTO job_bulk (id, action, filter, actor, actor_id, reason, total, state,
                 after_id, until_id)
             VALUES ($1, $2, $3, $4, $5, $6, $7, 'running', $8, $9)",
            [
                (*id).into(),
                action.as_str().into(),
                filter.clone().into(),
                doer.name.clone().into(),
                doer.user_id.into(),
                reason.map(str::to_owned).into(),
                (*total).into(),
                Uuid::nil().into(),
                Uuid::now_v7().into(),
            ],
        );
        transaction.0.execute_raw(insert).await?;
        let details = json!({ "action": action.as_str(), "count": total, "filter": filter });
        note(&transaction.0, *id, "bulk.begin", doer, *reason, details).await?;
        let enqueued = enqueue::insert(&transaction.0, jobs).await?;
        transaction.commit().await?;
        Ok(enqueued)
    }

    /// Works on the next batch of one that runs; how it stands afterwards. One
    /// transaction; jobs of other names than those `known` are passed over. One
    /// that cannot be read is stopped, its note says why, and this is
    /// [`StoreError::Unreadable`].
    pub async fn bulk_step(&self, id: Uuid, known: &Shown) -> Result<Option<Bulk>, StoreError> {
        let transaction = self.begin().await?;
        let db = &transaction.0;
        let locked = Entity::find_by_id(id).lock_exclusive().one(db).await?;
        let Some(row) = locked else { return Ok(None) };
        let order = read(&row);
        let bulk = Bulk::from(row);
        if bulk.state != BulkState::Running {
            return Ok(Some(bulk));
        }
        let BulkOrder { action, filter } = match order {
            Ok(order) => order,
            Err(error) => {
                stop(db, id, &error.to_string()).await?;
                transaction.commit().await?;
                return Err(error);
            }
        };
        let filter = JobFilter { shown: known.clone(), ..filter };
        let between = (bulk.after, bulk.until);
        let batch = Self::jobs_upwards(db, &filter, between, BATCH).await?;
        let fit = batch
            .iter()
            .filter(|(_, name)| action == Action::Discard || known.contains_key(name.as_str()));
        let fit: Vec<Uuid> = fit.map(|(id, _)| *id).collect();
        let changed = act::apply(db, action, &fit).await?;
        act::note_each(db, action, &changed, &bulk.doer(), id).await?;
        let is_over = i64::try_from(batch.len()).is_ok_and(|count| count < BATCH);
        let update = sql(
            "UPDATE job_bulk SET done = done + $2, skipped = skipped + $3, after_id = $4,
                 state = $5, updated_at = now() WHERE id = $1",
            [
                id.into(),
                i64::try_from(changed.len()).unwrap_or(0).into(),
                i64::try_from(batch.len() - changed.len()).unwrap_or(0).into(),
                batch.last().map_or(bulk.after, |(last, _)| *last).into(),
                (if is_over { BulkState::Done } else { BulkState::Running }).as_str().into(),
            ],
        );
        db.execute_raw(update).await?;
        let bulk = Entity::find_by_id(id).one(db).await?.map(Bulk::from);
        transaction.commit().await?;
        Ok(bulk)
    }

    /// Stops one that runs, or resumes one that was stopped; `None` when it is in
    /// another state.
    pub async fn turn_bulk(
        &self,
        id: Uuid,
        to: BulkState,
        doer: &Doer,
        reason: Option<&str>,
        jobs: &[NewJob],
    ) -> Result<Option<Vec<Enqueued>>, StoreError> {
        let (from, action) = match to {
            BulkState::Running => (BulkState::Stopped, "bulk.resume"),
            BulkState::Stopped | BulkState::Done | BulkState::Unknown => {
                (BulkState::Running, "bulk.stop")
            }
        };
        let transaction = self.begin().await?;
        let turn = sql(
            "UPDATE job_bulk SET state = $2, note = $4, updated_at = now()
             WHERE id = $1 AND state = $3 RETURNING id",
            [
                id.into(),
                to.as_str().into(),
                from.as_str().into(),
                format!(
                    "{} by {}",
                    if action == "bulk.stop" { "stopped" } else { "resumed" },
                    doer.name
                )
                .into(),
            ],
        );
        if transaction.0.query_one_raw(turn).await?.is_none() {
            return Ok(None);
        }
        note(&transaction.0, id, action, doer, reason, json!({})).await?;
        let enqueued = enqueue::insert(&transaction.0, jobs).await?;
        transaction.commit().await?;
        Ok(Some(enqueued))
    }

    pub async fn bulk(&self, id: Uuid) -> Result<Option<Bulk>, StoreError> {
        Ok(Entity::find_by_id(id).one(&self.db).await?.map(Bulk::from))
    }

    /// Newest first, older than the cursor.
    pub async fn bulks(&self, before: Option<Uuid>, limit: u64) -> Result<Vec<Bulk>, StoreError> {
        let before = before.unwrap_or(Uuid::max());
        let page = Entity::find().filter(Column::Id.lt(before)).order_by_desc(Column::Id);
        let rows = page.limit(limit).all(&self.reading).await?;
        Ok(rows.into_iter().map(Bulk::from).collect())
    }
}

/// What a row orders, or why that cannot be told. Nothing is made up for what
/// is missing: the least of it could be every job.
fn read(row: &Model) -> Result<BulkOrder, StoreError> {
    let action = Action::ALL.into_iter().find(|action| action.as_str() == row.action);
    let action =
        action.ok_or_else(|| StoreError::unreadable(format!("the action `{:.40}`", row.action)))?;
    Ok(BulkOrder { action, filter: JobFilter::read(row.filter.clone())? })
}

async fn stop(db: &impl ConnectionTrait, id: Uuid, why: &str) -> Result<(), StoreError> {
    let stop = sql(
        "UPDATE job_bulk SET state = $2, note = $3, updated_at = now() WHERE id = $1",
        [id.into(), BulkState::Stopped.as_str().into(), why.into()],
    );
    db.execute_raw(stop).await?;
    Ok(())
}

async fn note(
    db: &impl ConnectionTrait,
    id: Uuid,
    action: &'static str,
    doer: &Doer,
    reason: Option<&str>,
    details: serde_json::Value,
) -> Result<(), StoreError> {
    let target_id = id.to_string();
    audit::write(db, &AuditEntry { doer, action, target_kind: "bulk", target_id, reason, details })
        .await
}

impl From<Model> for Bulk {
    fn from(row: Model) -> Self {
        let order = read(&row).ok();
        let Model {
            id,
            action,
            filter: _,
            actor,
            actor_id,
            reason,
            total,
            done,
            skipped,
            state,
            after_id,
            until_id,
            note,
            created_at,
            updated_at,
        } = row;
        Self {
            id,
            action,
            order,
            actor,
            actor_id,
            reason,
            total,
            done,
            skipped,
            state: BulkState::named(&state),
            note,
            created_ms: to_ms(created_at),
            updated_ms: to_ms(updated_at),
            after: after_id,
            until: until_id,
        }
    }
}
