//! The tables of this module, and what erasing a person does to them.

use crate::upkeep::personal::{Data, Erasing};

/// Where people's data is here, and what erasing does to it.
pub const DATA: &[Data] = &[
    Data {
        table: "round",
        erasing: Erasing::RowsOfSessions,
        columns: &["session_id", "id", "question", "choices", "labels", "started_by", "counts"],
    },
    Data {
        table: "round_second",
        erasing: Erasing::RowsOfSessions,
        columns: &["session_id", "round_id", "votes"],
    },
    Data {
        table: "round_voters",
        erasing: Erasing::RowsOfSessions,
        columns: &["session_id", "round_id", "sketch"],
    },
];
