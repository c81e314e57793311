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
#[derive(Debug, Clone, PartialEq, Eq)]
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
    /// Deletes all rows that have these values.
    Delete,
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

    #[must_use]
    pub fn delete<const N: usize>(table: &'static Table, values: [(&str, Value); N]) -> Self {
        Self::new(table, Write::Delete, values)
    }

    /// As [`Row::update`], where it is known late which columns change.
    #[must_use]
    pub fn update_of(table: &'static Table, values: Vec<(&str, Value)>) -> Self {
        Self::new(table, Write::Update, values)
    }

    fn new<'a>(
        table: &'static Table,
        write: Write,
        values: impl IntoIterator<Item = (&'a str, Value)>,
    ) -> Self {
        let values = values.into_iter().map(|(name, value)| (name.to_owned(), value));
        Self { table, write, values: values.collect() }
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
