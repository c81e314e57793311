//! The tables of this module, and what erasing a person does to them.

use crate::upkeep::personal::{Data, Erasing};

/// Where people's data is here, and what erasing does to it.
pub const DATA: &[Data] = &[
    Data {
        table: "notice",
        erasing: Erasing::ByHand("theirs go, and in those of others they are not named"),
        columns: &["id", "user_id", "type", "subject", "circle_id", "about", "actors", "state"],
    },
    Data { table: "notice_told", erasing: Erasing::RowsOfPerson("user_id"), columns: &["user_id"] },
    Data {
        table: "notice_settings",
        erasing: Erasing::RowsOfPerson("user_id"),
        columns: &["user_id", "settings", "unsubscribe"],
    },
    Data {
        table: "push_subscription",
        erasing: Erasing::RowsOfPerson("user_id"),
        columns: &["id", "user_id", "sign_in", "endpoint", "p256dh", "auth", "server_key", "name"],
    },
];
