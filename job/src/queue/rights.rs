//! What we ask of the queue's Redis: the rights of our user there, and no more.
//!
//! The scripts count: Redis holds their commands against the rights of whoever
//! runs them. Tests run on servers that grant just this.

use downbeat_live::rights::{ASKING, KEY, Right};

/// The keys and channels of an installation, as an ACL has them.
#[must_use]
pub fn keys(prefix: &str) -> String {
    format!("{prefix}:*")
}

const JOBS: &[Right] = &[
    // Scripts.
    ("evalsha", &["hash", "1", KEY]),
    ("script|load", &["text"]),
    // Bells.
    ("publish", &[KEY, ""]),
    ("subscribe", &[KEY]),
    ("unsubscribe", &[KEY]),
    // Keys.
    ("del", &[KEY]),
    ("get", &[KEY]),
    ("set", &[KEY, ""]),
    ("hget", &[KEY, "field"]),
    ("hset", &[KEY, "field", ""]),
    ("hmget", &[KEY, "field"]),
    ("hexists", &[KEY, "field"]),
    ("hdel", &[KEY, "field"]),
    ("hincrby", &[KEY, "field", "1"]),
    ("llen", &[KEY]),
    ("lpop", &[KEY]),
    ("lpush", &[KEY, "id"]),
    ("rpush", &[KEY, "id"]),
    ("sadd", &[KEY, "id"]),
    ("smembers", &[KEY]),
    ("srem", &[KEY, "id"]),
    ("zadd", &[KEY, "1", "worker"]),
    ("zrangebyscore", &[KEY, "-inf", "0"]),
    ("zrem", &[KEY, "worker"]),
];

/// Every command.
pub fn commands() -> impl Iterator<Item = &'static Right> {
    ASKING.iter().chain(JOBS)
}
