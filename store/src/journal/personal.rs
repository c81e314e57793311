//! The tables of this module, and what erasing a person does to them.

use crate::upkeep::personal::{Data, Erasing};

const OWN: Erasing = Erasing::RowsOfPerson("user_id");

/// Where people's data is here, and what erasing does to it.
pub const DATA: &[Data] = &[
    // First, so that whatever else were left is noise.
    Data { table: "user_key", erasing: OWN, columns: &["user_id", "wrapped"] },
    Data { table: "journal_key", erasing: Erasing::Nothing, columns: &["id"] },
    Data { table: "journal", erasing: OWN, columns: &["user_id", "zone"] },
    Data { table: "entry", erasing: OWN, columns: &["user_id", "id", "content"] },
    Data { table: "entry_version", erasing: OWN, columns: &["user_id", "entry_id", "content"] },
    Data { table: "mood", erasing: OWN, columns: &["user_id", "id", "content"] },
    Data { table: "prompt", erasing: OWN, columns: &["user_id"] },
    Data {
        table: "draft",
        erasing: OWN,
        columns: &["user_id", "id", "rev", "head", "about", "copy_of", "behind", "content"],
    },
];
