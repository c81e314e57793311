//! Why something asked for did not happen.

use serde::Serialize;

/// A documented "no" of a kind's rules, given to whoever asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Rejection {
    pub code: &'static str,
    pub message: String,
}

impl Rejection {
    pub fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }

    #[must_use]
    pub fn forbidden() -> Self {
        Self::new("forbidden", "your role may not do this")
    }
}

/// Why not, and when it may be tried again, where waiting helps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    pub rejection: Rejection,
    pub retry_ms: Option<i64>,
}

impl From<Rejection> for Refused {
    fn from(rejection: Rejection) -> Self {
        Self { rejection, retry_ms: None }
    }
}

/// A field outside its limits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// Path of the field, as `triggers.for`.
    pub field: String,
    pub message: String,
}

impl Problem {
    pub fn new(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self { field: field.into(), message: message.into() }
    }

    /// The member of the whole that the field is, or is a part of.
    #[must_use]
    pub fn member(&self) -> &str {
        self.field.split('.').next().unwrap_or_default()
    }
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("{} ({})", .0.message, .0.code)]
    Rejected(Rejection),
    #[error("fields outside their limits")]
    Invalid(Vec<Problem>),
    #[error("no such command")]
    UnknownCommand,
    /// So much time has passed that its events are committed first.
    #[error("the session is catching up with the time")]
    Behind,
}

impl From<Rejection> for Refusal {
    fn from(rejection: Rejection) -> Self {
        Self::Rejected(rejection)
    }
}
