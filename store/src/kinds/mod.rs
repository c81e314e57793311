//! What only one kind keeps, a folder a kind. Adding a kind that keeps something
//! is its folder and its lines here.

mod meter;

use sea_orm::ConnectionTrait;

pub use meter::rounds::{RoundCursor, RoundProgress, RoundRecord, RoundSecond, SavedRound};

use crate::{EventRow, StoreError};

/// Writes what new events mean besides history to the tables of their kind, in
/// the transaction that stores them. An event's name says nothing without its
/// kind.
pub async fn project(
    transaction: &impl ConnectionTrait,
    events: &[(&str, &EventRow)],
) -> Result<(), StoreError> {
    let of = |kind: &str| -> Vec<&EventRow> {
        events.iter().filter(|(its, _)| *its == kind).map(|(_, event)| *event).collect()
    };
    meter::rounds::record(transaction, &of(meter::NAME)).await
}
