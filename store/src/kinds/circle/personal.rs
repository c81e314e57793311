//! The tables of this module, and what erasing a person does to them.

use crate::upkeep::personal::{Data, Erasing};

const GOES: Erasing = Erasing::ByHand("the person's rows go");
const OF_BOTH: Erasing = Erasing::ByHand("rows that name the person on either side go");
const STAYS: Erasing = Erasing::ByHand("what they said goes, its place stays without them");

/// Where people's data is here, and what erasing does to it. A person's traces reach into
/// circles of others: all of it is by hand.
pub const DATA: &[Data] = &[
    Data {
        table: "circle",
        erasing: Erasing::ByHand("it goes to whoever stands highest in it, or with its owner"),
        columns: &["id", "config", "kind"],
    },
    Data {
        table: "circle_member",
        erasing: GOES,
        columns: &["circle_id", "user_id", "role", "state", "reason", "answer"],
    },
    Data { table: "circle_transfer", erasing: GOES, columns: &["circle_id", "user_id"] },
    Data {
        table: "circle_invitation",
        erasing: GOES,
        columns: &["id", "circle_id", "by", "hash", "user_id"],
    },
    Data {
        table: "message",
        erasing: STAYS,
        columns: &["id", "circle_id", "kind", "author", "text", "state", "counts"],
    },
    Data {
        table: "message_author",
        erasing: Erasing::ByHand("theirs go, found by their marks"),
        columns: &["item_id", "circle_id", "mark", "sealed"],
    },
    Data { table: "author_key", erasing: Erasing::Nothing, columns: &["id", "sealed"] },
    Data { table: "message_version", erasing: GOES, columns: &["item_id", "circle_id", "text"] },
    Data {
        table: "comment",
        erasing: STAYS,
        columns: &["id", "circle_id", "message_id", "parent", "author", "text", "state", "counts"],
    },
    Data {
        table: "reaction",
        erasing: GOES,
        columns: &["item_id", "user_id", "circle_id", "kind"],
    },
    Data { table: "favourite", erasing: GOES, columns: &["user_id", "message_id", "circle_id"] },
    Data {
        table: "circle_change",
        erasing: Erasing::Nothing,
        columns: &["circle_id", "op", "message_id"],
    },
    Data {
        table: "circle_case",
        erasing: STAYS,
        columns: &["item_id", "circle_id", "claimed_by", "reason"],
    },
    Data {
        table: "circle_report",
        erasing: GOES,
        columns: &["item_id", "by", "circle_id", "reason", "text"],
    },
    Data {
        table: "decision",
        erasing: STAYS,
        columns: &[
            "id",
            "circle_id",
            "item_id",
            "person",
            "by",
            "act",
            "came_to",
            "reason",
            "mark",
        ],
    },
    Data {
        table: "appeal",
        erasing: Erasing::ByHand("theirs go, and those that they decided do not name them"),
        columns: &[
            "id",
            "decision_id",
            "circle_id",
            "person",
            "text",
            "state",
            "decided_by",
            "reason",
        ],
    },
    Data { table: "circle_words", erasing: Erasing::Nothing, columns: &["circle_id", "words"] },
    Data {
        table: "circle_daily",
        erasing: STAYS,
        columns: &["circle_id", "by", "kind", "texts", "at"],
    },
    Data {
        table: "circle_scheduled",
        erasing: GOES,
        columns: &["id", "circle_id", "by", "kind", "text"],
    },
    Data { table: "circle_trend", erasing: Erasing::Nothing, columns: &["message_id"] },
    Data { table: "circle_count_check", erasing: Erasing::Nothing, columns: &["what", "behind"] },
    Data { table: "profile", erasing: GOES, columns: &["user_id", "about"] },
    Data { table: "follow", erasing: OF_BOTH, columns: &["follower", "followed"] },
    Data { table: "block", erasing: OF_BOTH, columns: &["blocker", "blocked"] },
    Data { table: "mute", erasing: OF_BOTH, columns: &["muter", "muted"] },
];
