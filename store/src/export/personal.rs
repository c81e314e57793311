//! The tables of this module, and what erasing a person does to them.

use crate::upkeep::personal::{Data, Erasing};

/// Where people's data is here, and what erasing does to it.
pub const DATA: &[Data] = &[
    Data {
        table: "export",
        erasing: Erasing::RowsOfPerson("user_id"),
        columns: &["id", "user_id", "state", "problem"],
    },
    Data {
        table: "export_chunk",
        erasing: Erasing::ByHand("they go with their export"),
        columns: &["export_id", "bytes"],
    },
];
