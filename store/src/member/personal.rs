//! The table of members, and what erasing a person does to it.

use crate::upkeep::personal::{Data, Erasing};

/// Where people's data is here, and what erasing does to it.
pub const DATA: &[Data] = &[Data {
    table: "member",
    // Records of the person, at sessions of others, go as well, and are told.
    erasing: Erasing::RowsOfSessions,
    columns: &["id", "session_id", "user_id", "role", "state"],
}];
