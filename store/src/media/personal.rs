//! The tables of this module, and what erasing a person does to them.

use crate::upkeep::personal::{Data, Erasing};

/// Where people's data is here, and what erasing does to it.
pub const DATA: &[Data] = &[
    Data {
        table: "media",
        erasing: Erasing::RowsOfPerson("owner"),
        columns: &["id", "owner", "kind", "type", "message_id", "circle_id", "alt"],
    },
    Data {
        table: "media_chunk",
        erasing: Erasing::ByHand("they go with their medium"),
        columns: &["media_id", "bytes"],
    },
];
