//! The tables of this module, and what erasing a person does to them.

use crate::upkeep::personal::{Data, Erasing};

/// Where people's data is here, and what erasing does to it.
pub const DATA: &[Data] = &[
    Data {
        table: "sessions",
        erasing: Erasing::ByHand(
            "ended and without a config: the tombstone stays, whose version must not go down",
        ),
        columns: &["id", "kind", "owner", "config", "status", "parent_id"],
    },
    Data {
        table: "subscription",
        erasing: Erasing::ByHand("unwanted, and without the account"),
        columns: &[
            "id",
            "type",
            "account_id",
            "session_id",
            "state",
            "remote_id",
            "status",
            "problem",
        ],
    },
    Data {
        table: "chat_saying",
        erasing: Erasing::RowsOfSessions,
        columns: &["session_id", "problem"],
    },
    Data { table: "conduit", erasing: Erasing::Nothing, columns: &["remote_id"] },
    Data {
        table: "template",
        erasing: Erasing::RowsOfPerson("user_id"),
        columns: &["id", "user_id", "kind", "name", "config"],
    },
    Data {
        table: "webhook",
        erasing: Erasing::RowsOfSessions,
        columns: &["session_id", "url", "secret", "problem"],
    },
    Data {
        table: "ended_webhook",
        erasing: Erasing::RowsOfSessions,
        columns: &["session_id", "url", "secret"],
    },
];
