//! Where people's data is, and what erasing a person does to it.
//!
//! Each module lists its tables with every column that can hold words, bytes or
//! ids. A test holds the lists against the schema, so that a new column is
//! decided on before it is stored.

use crate::{
    access, event, export, job, journal, kinds, log, media, member, notice, session, upkeep,
};

/// What erasing a person does to a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Erasing {
    /// Rows whose column names the person go.
    RowsOfPerson(&'static str),
    /// Rows of the person's sessions go.
    RowsOfSessions,
    /// A statement of its own does it, in words.
    ByHand(&'static str),
    /// It has nothing of a person.
    Nothing,
}

/// A table, and its columns that can hold words, bytes or ids.
#[derive(Debug, Clone, Copy)]
pub struct Data {
    pub table: &'static str,
    pub erasing: Erasing,
    pub columns: &'static [&'static str],
}

/// Of every module.
const ALL: &[&[Data]] = &[
    access::DATA,
    session::DATA,
    member::DATA,
    event::DATA,
    log::DATA,
    media::DATA,
    export::DATA,
    job::DATA,
    journal::DATA,
    notice::DATA,
    upkeep::DATA,
];

pub fn all() -> impl Iterator<Item = &'static Data> {
    ALL.iter().chain(kinds::DATA).copied().flatten()
}
