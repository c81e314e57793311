//! A push as it came.

use serde::{Deserialize, Serialize};

use crate::caught::Shelf;

/// The newest of them, and the trouble that the next ones meet.
pub type Kept = Shelf<KeptPush, Trouble>;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptPush {
    pub at_ms: i64,
    /// The end of the address that it came to.
    pub device: String,
    pub ttl_s: u32,
    pub urgency: String,
    pub topic: String,
    pub authorization: String,
    pub content_encoding: String,
    /// In base64url: only the device's browser reads it.
    pub body: String,
}

/// What a push is answered with instead of being kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trouble {
    pub status: u16,
    #[serde(default)]
    pub retry_after_s: Option<u32>,
}
