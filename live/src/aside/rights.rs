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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_call_nothing_that_our_user_may_not() {
        let granted: Vec<&str> = commands().map(|(name, _)| *name).collect();
        let scripts = [include_str!("lua/keep.lua"), include_str!("lua/forget.lua")];
        let called = |text: &'static str| {
            let calls = text.split("redis.call('").skip(1);
            calls.filter_map(|call| call.split('\'').next()).map(str::to_lowercase)
        };
        let called: Vec<String> = scripts.into_iter().flat_map(called).collect();
        assert!(called.len() > 5, "they are found: {called:?}");
        assert!(called.iter().all(|name| granted.contains(&name.as_str())), "{called:?}");
    }
}
