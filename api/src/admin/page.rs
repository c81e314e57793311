//! Pages of a list, and why something is done.

use poem_openapi::Object;
use uuid::Uuid;

use crate::refusal::{FieldError, Refusal};

const LIMIT: u32 = 50;
const LIMIT_MAX: u32 = 100;
const REASON_CHARS_MAX: usize = 200;

/// Where a page begins and how long it is. Cursors are opaque to clients.
#[derive(Debug, Clone, Copy)]
pub struct Page {
    pub before: Option<Uuid>,
    pub limit: u32,
}

impl Page {
    pub fn read(cursor: Option<&str>, limit: Option<u32>) -> Result<Self, Refusal> {
        let limit = limit.unwrap_or(LIMIT);
        if !(1..=LIMIT_MAX).contains(&limit) {
            let message = format!("must be between 1 and {LIMIT_MAX}");
            return Err(Refusal::invalid(vec![FieldError::new("limit", message)]));
        }
        let before = cursor.map(Uuid::parse_str).transpose().map_err(|_| {
            Refusal::invalid(vec![FieldError::new("cursor", "is none that was given out")])
        })?;
        Ok(Self { before, limit })
    }

    /// The cursor of the page behind this one, if there may be one.
    pub fn next<T>(self, items: &[T], id: impl Fn(&T) -> Uuid) -> Option<String> {
        let is_full = u32::try_from(items.len()).is_ok_and(|count| count >= self.limit);
        items.last().filter(|_| is_full).map(|last| id(last).to_string())
    }
}

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
