//! The tables of this module, and what erasing a person does to them.

use crate::upkeep::personal::{Data, Erasing};

/// Where people's data is here, and what erasing does to it.
pub const DATA: &[Data] = &[
    // Both of them, by hand.
    Data {
        table: "friendship",
        erasing: Erasing::ByHand("what is between the person and others goes"),
        columns: &["one", "other", "state", "by"],
    },
    Data {
        table: "friend_ask",
        erasing: Erasing::RowsOfPerson("person"),
        columns: &["id", "person", "login"],
    },
    Data {
        table: "room",
        erasing: Erasing::RowsOfSessions,
        columns: &["session_id", "code", "slug", "password"],
    },
    // Of rooms of others, too: by hand.
    Data {
        table: "room_ban",
        erasing: Erasing::RowsOfSessions,
        columns: &["id", "session_id", "seat", "person", "place", "name", "reason"],
    },
    Data {
        table: "room_seat",
        erasing: Erasing::RowsOfSessions,
        columns: &["id", "session_id", "person", "name", "role", "place"],
    },
    // What was said against a person stays, without who they were.
    Data {
        table: "room_report",
        erasing: Erasing::RowsOfSessions,
        columns: &[
            "id",
            "session_id",
            "by_seat",
            "by_person",
            "seat",
            "person",
            "name",
            "reason",
            "text",
            "lines",
            "closed_by",
        ],
    },
    Data {
        table: "room_schedule",
        erasing: Erasing::RowsOfSessions,
        columns: &["id", "session_id", "local_at", "zone", "repeat"],
    },
    Data { table: "room_unseen", erasing: Erasing::RowsOfPerson("person"), columns: &["person"] },
    Data {
        table: "room_watched",
        erasing: Erasing::RowsOfPerson("person"),
        columns: &["id", "person", "session_id", "room", "item", "title"],
    },
    Data {
        table: "room_track",
        erasing: Erasing::RowsOfSessions,
        columns: &["id", "session_id", "lang", "label", "body"],
    },
];
