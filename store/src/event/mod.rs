//! What happened in sessions: written in batches by the drain, read in order,
//! folded from snapshots; what cannot be stored waits in quarantine.

mod append;
mod history;
mod personal;
mod quarantine;
pub(crate) mod rows;
pub(crate) mod snapshots;
mod within;

pub use personal::DATA;

pub use append::{Appended, EventKey, Followed, Hooked, Wake};
pub use history::EventCursor;
pub use quarantine::{QuarantineRecord, Refused};
pub use snapshots::Snapshot;
pub use within::Within;

use serde_json::Value;
use uuid::Uuid;

/// One event. Its key is (session, incarnation, rev, seq) with its time, so
/// that writing it again changes nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct EventRow {
    pub session_id: Uuid,
    pub incarnation: i64,
    pub rev: i64,
    /// The event's place within its commit, from 0.
    pub seq: i16,
    pub at_ms: i64,
    pub name: String,
    pub payload: Value,
    pub actor: Value,
    /// Never empty.
    pub command_id: Option<String>,
}
