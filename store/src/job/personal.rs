//! The tables of this module, and what erasing a person does to them.

use crate::upkeep::personal::{Data, Erasing};

/// Where people's data is here, and what erasing does to it.
pub const DATA: &[Data] = &[
    Data {
        table: "job",
        erasing: Erasing::ByHand("jobs of own sessions and accounts go"),
        columns: &["id", "name", "queue", "payload", "key", "state", "worker", "error"],
    },
    Data {
        table: "job_attempt",
        erasing: Erasing::ByHand("with their jobs"),
        columns: &["job_id", "name", "queue", "key", "worker", "outcome", "error", "log"],
    },
    Data {
        table: "job_queue",
        erasing: Erasing::ByHand("nobody changed it"),
        columns: &["name", "state", "changed_by"],
    },
    Data { table: "job_minute", erasing: Erasing::Nothing, columns: &["name", "worker", "queue"] },
    Data {
        table: "job_bulk",
        erasing: Erasing::ByHand("nobody asked for it, stopped it or resumed it, for no reason"),
        columns: &[
            "id", "action", "filter", "actor", "actor_id", "reason", "state", "after_id",
            "until_id", "note",
        ],
    },
    Data {
        table: "job_schedule",
        erasing: Erasing::Nothing,
        columns: &["name", "cron", "time_zone", "last_job"],
    },
    Data {
        table: "worker",
        erasing: Erasing::Nothing,
        columns: &["name", "version", "wanted", "report"],
    },
];
