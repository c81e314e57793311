//! What we ask of live Redis: the rights of our user there, and no more.
//!
//! The functions count: Redis holds their commands against the rights of
//! whoever calls them. Tests run on servers that grant just this.

/// The keys and channels, as an ACL has them.
pub const KEYS: &str = "d1:*";
/// One of them.
pub const ANY_KEY: &str = "d1:rights";

/// A command with arguments that are one of its forms, so that Redis can be
/// asked whether it would be allowed.
pub type Right = (&'static str, &'static [&'static str]);

/// Stands for one of the keys in a right.
pub const KEY: &str = "KEY";

/// Who we are, and what may be known of a server: of the queue's, too.
pub const ASKING: &[Right] = &[
    ("ping", &[]),
    ("info", &[]),
    ("time", &[]),
    ("role", &[]),
    ("acl|whoami", &[]),
    ("acl|dryrun", &["default", "ping"]),
];

const SESSIONS: &[Right] = &[
    // A cluster.
    ("cluster|slots", &[]),
    ("cluster|shards", &[]),
    ("asking", &[]),
    // Whoever is erased is erased from its file.
    ("bgrewriteaof", &[]),
    // The library.
    ("function|load", &["text"]),
    ("function|list", &[]),
    ("function|delete", &["name"]),
    ("fcall", &["function", "1", KEY]),
    // Frames.
    ("publish", &[KEY, "frame"]),
    ("spublish", &[KEY, "frame"]),
    ("subscribe", &[KEY]),
    ("ssubscribe", &[KEY]),
    ("unsubscribe", &[KEY]),
    ("sunsubscribe", &[KEY]),
    // Keys.
    ("del", &[KEY]),
    ("unlink", &[KEY]),
    ("exists", &[KEY]),
    ("pexpire", &[KEY, "1"]),
    ("persist", &[KEY]),
    ("pexpiretime", &[KEY]),
    ("pttl", &[KEY]),
    ("rename", &[KEY, KEY]),
    ("get", &[KEY]),
    ("getdel", &[KEY]),
    ("mget", &[KEY]),
    ("set", &[KEY, ""]),
    ("append", &[KEY, ""]),
    ("mset", &[KEY, ""]),
    ("getrange", &[KEY, "0", "1"]),
    ("setrange", &[KEY, "0", ""]),
    ("bitfield", &[KEY, "GET", "u8", "0"]),
    ("incr", &[KEY]),
    ("incrby", &[KEY, "1"]),
    ("decrby", &[KEY, "1"]),
    ("hget", &[KEY, "field"]),
    ("hmget", &[KEY, "field"]),
    ("hstrlen", &[KEY, "field"]),
    ("hgetall", &[KEY]),
    ("hmget", &[KEY, "field"]),
    ("hlen", &[KEY]),
    ("hset", &[KEY, "field", ""]),
    ("hdel", &[KEY, "field"]),
    ("hincrby", &[KEY, "field", "1"]),
    ("pfadd", &[KEY, "one"]),
    ("pfcount", &[KEY]),
    ("xadd", &[KEY, "*", "event", ""]),
    ("xlen", &[KEY]),
    ("xrange", &[KEY, "-", "+"]),
    ("xtrim", &[KEY, "MINID", "0"]),
    ("zadd", &[KEY, "1", "one"]),
    ("zcard", &[KEY]),
    ("zmscore", &[KEY, "one"]),
    ("zrange", &[KEY, "0", "-1"]),
    ("zrangebyscore", &[KEY, "-inf", "0"]),
    ("zrem", &[KEY, "one"]),
    ("zremrangebyscore", &[KEY, "-inf", "0"]),
    ("zscore", &[KEY, "one"]),
];

/// Every command.
pub fn commands() -> impl Iterator<Item = &'static Right> {
    ASKING.iter().chain(SESSIONS)
}

/// Commands as an ACL grants them.
pub fn granting<'a>(commands: impl Iterator<Item = &'a Right>) -> String {
    let granted: Vec<String> = commands.map(|(name, _)| format!("+{name}")).collect();
    granted.join(" ")
}
