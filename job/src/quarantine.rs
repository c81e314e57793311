//! An event that was put aside, tried once more.

use downbeat_live::StoredEvent;
use downbeat_store::{Doer, EventRow, QuarantineRecord, Store, StoreError};

use crate::drain_events::{reason, row, wanted};

/// What came of trying again.
#[derive(Debug)]
pub enum Retried {
    Stored,
    /// Somebody decided on it before.
    DecidedBefore,
    /// It still does not fit, and why.
    Refused(String),
}

/// Stores the event after all, if it fits by now.
pub async fn retry(
    store: &Store,
    record: &QuarantineRecord,
    doer: &Doer,
    why: Option<&str>,
) -> Result<Retried, StoreError> {
    let event: StoredEvent = match serde_json::from_slice(&record.refused.body) {
        Ok(event) => event,
        Err(error) => return Ok(Retried::Refused(format!("it cannot be read: {error}"))),
    };
    let Some(row) = row(&event) else {
        return Ok(Retried::Refused("it has no name, or numbers that are out of range".into()));
    };
    match store_it(store, record, &row, (doer, why)).await {
        Ok(true) => Ok(Retried::Stored),
        Ok(false) => Ok(Retried::DecidedBefore),
        Err(error) if error.is_refusal() => Ok(Retried::Refused(reason(&error))),
        Err(error) => Err(error),
    }
}

/// With the jobs that it wants, which a relay finds; `false` if somebody else
/// decided on it.
async fn store_it(
    store: &Store,
    record: &QuarantineRecord,
    row: &EventRow,
    (doer, why): (&Doer, Option<&str>),
) -> Result<bool, StoreError> {
    let transaction = store.begin().await?;
    let stored = transaction.decide_quarantined(record.id, Some(row), doer, why).await?;
    let Some(stored) = stored else { return Ok(false) };
    transaction.enqueue(&wanted(&stored)?).await?;
    transaction.commit().await?;
    Ok(true)
}
