//! Events that could not be stored, until a person decides.

use downbeat_entity::event_quarantine::{Column, Entity, Model};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::json;
use uuid::Uuid;

use super::{Appended, EventRow, append};
use crate::audit::{AuditEntry, Doer};
use crate::sql::epoch::to_ms;
use crate::sql::statement::sql;
use crate::{Store, StoreError, Transaction};

/// An event as it came, and why it could not stay.
#[derive(Clone, Debug, PartialEq)]
pub struct Refused {
    pub shard: u16,
    pub stream_id: String,
    pub session_id: Option<Uuid>,
    pub body: Vec<u8>,
    pub error: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct QuarantineRecord {
    pub id: Uuid,
    pub refused: Refused,
    pub at_ms: i64,
    /// `waiting`, `retried` or `discarded`.
    pub state: String,
    pub decided_by: Option<String>,
    pub decided_ms: Option<i64>,
}

impl Store {
    /// Puts an event aside; the same entry again changes nothing.
    pub async fn quarantine(&self, refused: &Refused) -> Result<(), StoreError> {
        let Refused { shard, stream_id, session_id, body, error } = refused;
        let insert = sql(
            "INSERT INTO event_quarantine (id, shard, stream_id, session_id, body, error)
             VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
            [
                Uuid::now_v7().into(),
                i32::from(*shard).into(),
                stream_id.clone().into(),
                (*session_id).into(),
                body.clone().into(),
                error.replace('\0', "").into(),
            ],
        );
        self.db.execute_raw(insert).await?;
        Ok(())
    }

    /// Newest first, older than the cursor; of one state, or of all.
    pub async fn quarantined(
        &self,
        state: Option<&str>,
        before: Option<Uuid>,
        limit: u64,
    ) -> Result<Vec<QuarantineRecord>, StoreError> {
        let mut page = Entity::find().filter(Column::Id.lt(before.unwrap_or(Uuid::max())));
        if let Some(state) = state {
            page = page.filter(Column::State.eq(state));
        }
        let rows = page.order_by_desc(Column::Id).limit(limit).all(&self.reading).await?;
        Ok(rows.into_iter().map(QuarantineRecord::from).collect())
    }

    pub async fn quarantined_one(&self, id: Uuid) -> Result<Option<QuarantineRecord>, StoreError> {
        Ok(Entity::find_by_id(id).one(&self.db).await?.map(QuarantineRecord::from))
    }

    /// How many wait for a person, counted up to a limit.
    pub async fn count_quarantined(&self, max: i64) -> Result<i64, StoreError> {
        let count = sql(
            "SELECT count(*) AS count FROM
                 (SELECT FROM event_quarantine WHERE state = 'waiting' LIMIT $1) AS found",
            [max.into()],
        );
        let row = self.reading.query_one_raw(count).await?;
        Ok(row.map(|row| row.try_get("", "count")).transpose()?.unwrap_or(0))
    }

    /// See [`Transaction::decide_quarantined`]; whether it was ours to decide.
    pub async fn decide_quarantined(
        &self,
        id: Uuid,
        event: Option<&EventRow>,
        doer: &Doer,
        reason: Option<&str>,
    ) -> Result<bool, StoreError> {
        let transaction = self.begin().await?;
        let decided = transaction.decide_quarantined(id, event, doer, reason).await?;
        transaction.commit().await?;
        Ok(decided.is_some())
    }
}

impl Transaction {
    /// Decides on an event that waits: with `event` it is stored after all, else
    /// it is given up. `None` when it was decided on before.
    pub async fn decide_quarantined(
        &self,
        id: Uuid,
        event: Option<&EventRow>,
        doer: &Doer,
        reason: Option<&str>,
    ) -> Result<Option<Appended>, StoreError> {
        let (state, action) = match event {
            Some(_) => ("retried", "event.retry"),
            None => ("discarded", "event.discard"),
        };
        let decide = sql(
            "UPDATE event_quarantine SET state = $2, decided_by = $3, decided_at = now()
             WHERE id = $1 AND state = 'waiting'",
            [id.into(), state.into(), doer.name.clone().into()],
        );
        if self.0.execute_raw(decide).await?.rows_affected() == 0 {
            return Ok(None);
        }
        let appended = match event {
            Some(event) => append::append_in(&self.0, std::slice::from_ref(event), &[]).await?,
            None => Appended::default(),
        };
        let (target_id, details) = (id.to_string(), json!({}));
        let entry = AuditEntry { doer, action, target_kind: "event", target_id, reason, details };
        self.note(&entry).await?;
        Ok(Some(appended))
    }
}

impl From<Model> for QuarantineRecord {
    fn from(row: Model) -> Self {
        let Model {
            id,
            shard,
            stream_id,
            session_id,
            body,
            error,
            at,
            state,
            decided_by,
            decided_at,
        } = row;
        let shard = shard.unsigned_abs();
        Self {
            id,
            refused: Refused { shard, stream_id, session_id, body, error },
            at_ms: to_ms(at),
            state,
            decided_by,
            decided_ms: decided_at.map(to_ms),
        }
    }
}
