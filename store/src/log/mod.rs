//! What was said in sessions, as it is kept: numbered lines, and heat strips of
//! reactions.
//!
//! A **hidden** line is seen by its own seat alone. That seat counts it, so from
//! there on its numbers are higher than those of all others by one each.

mod append;
mod page;
mod personal;

pub use append::{HeatRow, SaidUntil};
pub use page::{Bound, PagedLine, Reader, SavedOwn};
pub use personal::DATA;

use serde_json::Value;
use uuid::Uuid;

/// A line as it is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct LineRow {
    pub session_id: Uuid,
    /// Its place among all lines.
    pub q: i64,
    pub n: i64,
    /// Of a hidden one, its number as its seat counts.
    pub own_n: Option<i64>,
    pub seat: String,
    pub at_ms: i64,
    pub days: i32,
    pub reply: Option<i64>,
    pub own_reply: Option<i64>,
    /// `None`: it was taken back.
    pub body: Option<Value>,
}
