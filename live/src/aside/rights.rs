//! What we ask of the cache: the rights of our user there, and no more.

use crate::redis::rights::{ASKING, KEY, Right};

/// The keys of an installation, as an ACL has them.
#[must_use]
pub fn keys(prefix: &str) -> String {
    format!("{prefix}:*")
}

const VALUES: &[Right] = &[
    // Scripts.
    ("evalsha", &["hash", "1", KEY]),
    ("script|load", &["text"]),
    // Keys.
    ("del", &[KEY]),
    ("get", &[KEY]),
    ("getrange", &[KEY, "0", "1"]),
    ("set", &[KEY, ""]),
];

/// Every command.
pub fn commands() -> impl Iterator<Item = &'static Right> {
    ASKING.iter().chain(VALUES)
}
