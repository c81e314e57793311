//! What happened, with its kind erased.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// One thing that happened to a session: its time, and the kind's own event as
/// a JSON object whose `name` tells which one it is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    pub at_ms: i64,
    pub body: Value,
}

impl Event {
    #[must_use]
    pub fn name(&self) -> &str {
        self.body.get("name").and_then(Value::as_str).unwrap_or_default()
    }
}

/// What a command was answered with, kept so that the same command id gets the
/// same answer and nothing happens twice.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    pub command_id: String,
    /// Tells a repetition from another command under the same id.
    pub payload_hash: u64,
    pub rev: u64,
    pub events: Vec<Value>,
}

impl Answer {
    /// How many answers a session remembers.
    pub const KEPT: usize = 64;
}
