//! The tables of this module, and what erasing a person does to them.

use crate::upkeep::personal::{Data, Erasing};

/// A survivor of somebody who is gone stays in stories of others, under a name of
/// the pack and without its person.
const BY_HAND: Erasing =
    Erasing::ByHand("the person and their own name go, the pack's name stays in its place");

/// Where people's data is here, and what erasing does to it.
pub const DATA: &[Data] = &[
    Data { table: "content_packs", erasing: Erasing::Nothing, columns: &["id", "hash", "body"] },
    Data {
        table: "survivors",
        erasing: BY_HAND,
        columns: &["id", "user_id", "bent", "pack_name", "own_name", "state", "knacks", "lost_in"],
    },
    // Logs, members, scores and seasons go before what they hang on.
    Data {
        table: "mission_logs",
        erasing: Erasing::RowsOfSessions,
        columns: &["session_id", "survivor_id", "encounter", "outcome", "modifiers", "text"],
    },
    // Of sessions of others, too: by hand.
    Data {
        table: "mission_members",
        erasing: Erasing::RowsOfSessions,
        columns: &["session_id", "survivor_id", "camp_id", "user_id", "name", "why_left"],
    },
    Data {
        table: "missions",
        erasing: Erasing::RowsOfSessions,
        columns: &[
            "session_id",
            "camp_id",
            "party",
            "code",
            "host",
            "status",
            "seed",
            "terms",
            "seal",
            "results",
        ],
    },
    Data {
        table: "mission_scores",
        erasing: Erasing::RowsOfSessions,
        columns: &["session_id", "survivor_id"],
    },
    Data {
        table: "mission_seasons",
        erasing: Erasing::RowsOfSessions,
        columns: &["session_id", "title"],
    },
];
