//! What an event writes besides history: rows of the tables of its kind.

use serde_json::{Map, Value};
use uuid::Uuid;

/// A table that events of a kind write to.
#[derive(Debug, PartialEq, Eq)]
pub struct Table {
    pub name: &'static str,
    /// By these columns a row is known: inserted again it is left as it is.
    pub key: &'static [&'static str],
    /// Columns with a time, which are given in epoch milliseconds.
    pub times: &'static [&'static str],
    /// Whether its rows of a session, which have its `session_id`, win over what
    /// history says when the session is opened.
    pub wins: bool,
}

/// One row, as an event tells of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub table: &'static Table,
    pub write: Write,
    /// Values by column, those of the key among them.
    pub values: Map<String, Value>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Write {
    Insert,
    /// Changes the row that has the key.
    Update,
}

impl Row {
    #[must_use]
    pub fn insert<const N: usize>(table: &'static Table, values: [(&str, Value); N]) -> Self {
        Self::new(table, Write::Insert, values)
    }

    #[must_use]
    pub fn update<const N: usize>(table: &'static Table, values: [(&str, Value); N]) -> Self {
        Self::new(table, Write::Update, values)
    }

    fn new<const N: usize>(
        table: &'static Table,
        write: Write,
        values: [(&str, Value); N],
    ) -> Self {
        let values = values.map(|(name, value)| (name.to_owned(), value));
        Self { table, write, values: values.into_iter().collect() }
    }
}

/// An event in history, with whose it is.
#[derive(Debug, Clone, Copy)]
pub struct Fact<'a, E> {
    pub session: Uuid,
    pub at_ms: i64,
    pub actor: &'a Value,
    pub event: &'a E,
}
