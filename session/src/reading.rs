//! What rows say of a session that is made of nothing else.
//!
//! Such a session has neither commands nor events, and no row of its own: it is there as
//! long as its rows are. Whoever reads them puts what they say on the session's board, as
//! one note; an older reading never takes the place of a newer one. Its view is made of
//! that note, and of who is here.

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::{Beside, List};

/// The only note of its list is what the rows say.
pub const READING: List =
    List { name: "reading", most: 1, shown: 1, note_bytes_max: READING_BYTES_MAX };
/// The key of that note.
pub const READING_KEY: &str = "rows";
const READING_BYTES_MAX: usize = 64 * 1024;

/// Rows as they were read.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    pub kind: &'static str,
    /// When, by the clock of Postgres: readings of one session follow each other.
    pub as_of_us: i64,
    pub value: Value,
}

/// What the rows said last; `None` before the first reading, and of one that this release
/// does not understand.
pub(crate) fn read<T: DeserializeOwned>(beside: &Beside) -> Option<T> {
    beside.board.newest(&READING).first().and_then(|value| T::deserialize(value).ok())
}
