//! Pages of a list.

use uuid::Uuid;

use crate::refusal::{FieldError, Refusal};

const LIMIT: u32 = 50;
const LIMIT_MAX: u32 = 100;

/// Where a page begins and how long it is. Cursors are opaque to clients.
#[derive(Debug, Clone, Copy)]
pub struct Page {
    pub before: Option<Uuid>,
    pub limit: u32,
}

impl Page {
    pub fn read(cursor: Option<&str>, given: Option<u32>) -> Result<Self, Refusal> {
        let limit = limit(given)?;
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

pub fn limit(given: Option<u32>) -> Result<u32, Refusal> {
    let limit = given.unwrap_or(LIMIT);
    if (1..=LIMIT_MAX).contains(&limit) {
        return Ok(limit);
    }
    let message = format!("must be between 1 and {LIMIT_MAX}");
    Err(Refusal::invalid(vec![FieldError::new("limit", message)]))
}
