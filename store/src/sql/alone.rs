//! Readings of one thing that follow each other: the later one was read of the newer rows.

use sea_orm::{ConnectionTrait, QueryResult};
use serde::de::DeserializeOwned;
use serde_json::Value;
use uuid::Uuid;

use crate::sql::statement::sql;
use crate::{StoreError, Transaction};

/// Something as it was at a time, by the clock of Postgres.
#[derive(Debug, Clone, PartialEq)]
pub struct AsOf<T> {
    pub as_of_us: i64,
    pub found: T,
}

impl<T: DeserializeOwned> AsOf<T> {
    pub(crate) fn read(row: &QueryResult) -> Result<Self, StoreError> {
        let found: Value = row.try_get("", "found")?;
        let found = serde_json::from_value(found).map_err(StoreError::unreadable)?;
        Ok(Self { as_of_us: row.try_get("", "as_of_us")?, found })
    }
}

/// Nobody else reads the same until the transaction ends. What is read by the next
/// statement is as it is then: the statement sees what was committed before it began.
pub(crate) async fn alone(transaction: &Transaction, id: Uuid) -> Result<(), StoreError> {
    let lock = sql(
        "SELECT pg_advisory_xact_lock(hashtextextended('reading ' || $1::text, 0))",
        [id.to_string().into()],
    );
    transaction.0.query_one_raw(lock).await?;
    Ok(())
}
