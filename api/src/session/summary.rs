//! What a list shows of each session, and which of them it is asked for.

use downbeat_store::SessionRecord;
use poem_openapi::Object;
use serde_json::Value;
use uuid::Uuid;

use crate::refusal::{FieldError, Refusal};

/// Enough to tell two of one title apart.
const NAMES_MAX: usize = 4;
const STATUSES_MAX: usize = 8;
const STATUS_CHARS_MAX: usize = 32;
/// What stands for a session to which nothing happened yet.
const NONE: &str = "none";

#[derive(Debug, Object)]
pub struct SessionSummary {
    id: Uuid,
    kind: String,
    /// As its config has it; null for kinds without.
    title: Option<String>,
    /// As its config has it; null for kinds without.
    mode: Option<String>,
    /// As its last recorded event left it, `running` say; null where nothing
    /// happened yet, and for kinds without.
    status: Option<String>,
    /// The first four of those whom its config names; empty for kinds without.
    names: Vec<String>,
    /// How many its config names.
    names_count: u32,
    config_version: i64,
    created_ms: i64,
    updated_ms: i64,
}

impl SessionSummary {
    pub fn of(session: SessionRecord) -> Self {
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let people = session.config["participants"].as_array().map_or(&[][..], Vec::as_slice);
        Self {
            title: text(&session.config["title"]),
            mode: text(&session.config["mode"]),
            names: people.iter().filter_map(|one| text(&one["name"])).take(NAMES_MAX).collect(),
            names_count: u32::try_from(people.len()).unwrap_or(u32::MAX),
            status: session.status,
            id: session.id,
            kind: session.kind,
            config_version: session.config_version,
            created_ms: session.created_ms,
            updated_ms: session.updated_ms,
        }
    }
}

/// Statuses as a query names them, `None` for sessions that have none yet.
pub fn statuses(text: &str) -> Result<Vec<Option<&str>>, Refusal> {
    let named: Vec<&str> = text.split(',').collect();
    let is_word = |word: &&str| {
        (1..=STATUS_CHARS_MAX).contains(&word.len())
            && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
    };
    if named.len() <= STATUSES_MAX && named.iter().all(is_word) {
        return Ok(named.into_iter().map(|word| (word != NONE).then_some(word)).collect());
    }
    let message = format!("at most {STATUSES_MAX} statuses, as `running,paused`");
    Err(Refusal::invalid(vec![FieldError::new("status", message)]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_are_words() {
        assert_eq!(statuses("running,none").unwrap(), [Some("running"), None]);
        for wrong in ["", "running,", "Running", "a b", &"a,".repeat(8)] {
            assert!(statuses(wrong).is_err(), "{wrong}");
        }
    }
}
