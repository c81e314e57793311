//! The tables of this module, and what erasing a person does to them.

use crate::upkeep::personal::{Data, Erasing};

/// Where people's data is here, and what erasing does to it.
pub const DATA: &[Data] = &[
    Data {
        table: "session_event",
        erasing: Erasing::ByHand(
            "own sessions' events go, archived ones too; elsewhere nobody did it",
        ),
        columns: &["session_id", "name", "payload", "actor", "command_id"],
    },
    Data {
        table: "event_orphan",
        erasing: Erasing::ByHand("as those of session_event"),
        columns: &["session_id", "name", "payload", "actor", "command_id"],
    },
    Data {
        table: "session_snapshot",
        erasing: Erasing::RowsOfSessions,
        columns: &["session_id", "kind", "state"],
    },
    Data {
        table: "event_quarantine",
        // Elsewhere nobody decided.
        erasing: Erasing::RowsOfSessions,
        columns: &["id", "stream_id", "session_id", "body", "error", "state", "decided_by"],
    },
];
