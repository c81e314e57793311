//! The tables of this module, and what erasing a person does to them.

use crate::upkeep::personal::{Data, Erasing};

/// Where people's data is here, and what erasing does to it.
pub const DATA: &[Data] = &[
    Data {
        table: "users",
        erasing: Erasing::ByHand(
            "the row stays for its tombstones, without a name or a part in the house",
        ),
        columns: &["id", "display_name", "staff"],
    },
    Data {
        table: "identities",
        erasing: Erasing::RowsOfPerson("user_id"),
        columns: &["provider", "provider_user_id", "user_id", "login"],
    },
    Data {
        table: "login_session",
        erasing: Erasing::ByHand("rows go, and their hashes are told to live Redis"),
        columns: &["hash", "user_id", "address", "agent"],
    },
    Data {
        table: "guest",
        erasing: Erasing::ByHand("rows go, and their hashes are told to live Redis"),
        columns: &["user_id", "hash"],
    },
    Data {
        table: "login_link",
        erasing: Erasing::RowsOfPerson("user_id"),
        columns: &["hash", "user_id", "lands_on"],
    },
    Data {
        table: "local_login",
        erasing: Erasing::ByHand("the row goes, with links and mails on their way to its address"),
        columns: &["user_id", "email", "email_folded", "password"],
    },
    Data {
        table: "mail_link",
        erasing: Erasing::ByHand("rows of the person and of their address go"),
        columns: &[
            "id",
            "hash",
            "purpose",
            "user_id",
            "email",
            "email_folded",
            "name",
            "password",
            "language",
        ],
    },
    Data {
        table: "api_token",
        erasing: Erasing::ByHand("rows go, and their hashes are told to live Redis"),
        columns: &["id", "user_id", "name", "hash", "scopes"],
    },
    Data {
        table: "link_tokens",
        erasing: Erasing::ByHand(
            "they end and lose seat and token; hashes stay until live Redis was told",
        ),
        columns: &["id", "session_id", "role", "hash", "participant", "sealed"],
    },
    Data {
        table: "idempotent_answer",
        erasing: Erasing::ByHand(
            "sealed by the credential that asked, which goes; pruned after a day",
        ),
        columns: &["scope", "key", "request", "answer"],
    },
];
