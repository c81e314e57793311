//! The tables of this module, and what erasing a person does to them.

use crate::upkeep::personal::{Data, Erasing};

/// Where people's data is here, and what erasing does to it.
pub const DATA: &[Data] = &[
    Data {
        table: "audit_log",
        erasing: Erasing::ByHand(
            "lines stay without actor, address, reason and details; those of the staff, whole",
        ),
        columns: &[
            "id",
            "actor",
            "actor_id",
            "action",
            "target_kind",
            "target_id",
            "reason",
            "address",
            "details",
        ],
    },
    Data {
        table: "month_archive",
        erasing: Erasing::Nothing,
        columns: &["parent", "month", "state", "sha256", "problem"],
    },
    Data { table: "webhook_message", erasing: Erasing::Nothing, columns: &["hash"] },
    Data { table: "bot_revocation", erasing: Erasing::Nothing, columns: &["account_id"] },
];
