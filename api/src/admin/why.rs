//! Why something is done.

use poem_openapi::Object;

use crate::refusal::{FieldError, Refusal};

pub const REASON_CHARS_MAX: usize = 200;

/// The body of whatever is done.
#[derive(Debug, Object)]
pub struct Why {
    /// For the audit log, at most 200 characters.
    reason: Option<String>,
}

impl Why {
    pub fn reason(&self) -> Result<Option<&str>, Refusal> {
        reason(self.reason.as_deref())
    }
}

pub fn reason(given: Option<&str>) -> Result<Option<&str>, Refusal> {
    let given = given.map(str::trim).filter(|reason| !reason.is_empty());
    match given {
        Some(reason) if reason.chars().count() > REASON_CHARS_MAX || reason.contains('\0') => {
            let message = format!("must have {REASON_CHARS_MAX} characters at most");
            Err(Refusal::invalid(vec![FieldError::new("reason", message)]))
        }
        reason => Ok(reason),
    }
}
