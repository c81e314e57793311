//! The tables of this module, and what erasing a person does to them.

use crate::upkeep::personal::{Data, Erasing};

/// Where people's data is here, and what erasing does to it.
pub const DATA: &[Data] = &[
    Data {
        table: "session_line",
        // A person's lines elsewhere go with their seats, which the kind knows.
        erasing: Erasing::RowsOfSessions,
        columns: &["session_id", "seat", "body"],
    },
    Data {
        table: "session_heat",
        erasing: Erasing::RowsOfSessions,
        columns: &["session_id", "item"],
    },
];
