//! The tables of this module, and what erasing a person does to them.

use crate::upkeep::personal::{Data, Erasing};

/// Where people's data is here, and what erasing does to it.
pub const DATA: &[Data] = &[
    Data {
        table: "timer_lobby",
        erasing: Erasing::RowsOfSessions,
        columns: &["session_id", "code"],
    },
    Data {
        table: "timer_lobby_seat",
        erasing: Erasing::RowsOfSessions,
        columns: &["session_id", "participant", "link_id"],
    },
];
