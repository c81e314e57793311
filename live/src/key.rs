//! Every key of live Redis. `docs/redis-keys.md` tells type, bound and owner.
//!
//! All keys of a shard share its hash tag, so a function over them runs on one
//! node of a cluster. Names begin with the version of their layout.

use uuid::Uuid;

macro_rules! shard_keys {
    ($($name:ident = $word:literal),+ $(,)?) => {$(
        pub fn $name(shard: u16) -> String {
            format!(concat!("d1:{{{}}}:", $word), shard)
        }
    )+};
}

macro_rules! session_keys {
    ($($name:ident = $word:literal),+ $(,)?) => {$(
        pub fn $name(shard: u16, id: Uuid) -> String {
            format!(concat!("d1:{{{}}}:", $word, ":{}"), shard, id)
        }
    )+};
}

shard_keys! {
    lease = "lease",
    generation = "generation",
    line = "line",
    channel = "channel",
    wake = "wake",
    dirty = "dirty",
    marks = "marks",
    changes = "changes",
    due = "due",
    hot = "hot",
    events = "events",
    events_bytes = "events_bytes",
    seaters = "seaters",
    rounds = "rounds",
    parked = "parked",
    untold = "untold",
    telling = "telling",
    waiting = "waiting",
    waiting_bytes = "waiting_bytes",
    present = "present",
    drafts = "drafts",
    drafts_kept = "drafts_kept",
    drafts_bytes = "drafts_bytes",
}

/// The shard whose channel this is.
pub fn shard_of(channel: &str) -> Option<u16> {
    of_shard(channel, "}:channel")
}

/// The shard whose owner this channel wakes.
pub fn shard_of_wake(channel: &str) -> Option<u16> {
    of_shard(channel, "}:wake")
}

fn of_shard(channel: &str, end: &str) -> Option<u16> {
    channel.strip_prefix("d1:{")?.strip_suffix(end)?.parse().ok()
}

session_keys! {
    state = "state",
    tally = "tally",
    told = "told",
    round = "round",
    seconds = "seconds",
    voters = "voters",
    pace = "pace",
    since = "since",
    board = "board",
    broadcast = "broadcast",
    bucket = "bucket",
    log = "log",
    lines = "lines",
    trips = "trips",
    tuned = "tuned",
}

/// The strings beside a state, which go with it.
pub fn beside(shard: u16, id: Uuid) -> [String; 5] {
    [tally(shard, id), round(shard, id), since(shard, id), log(shard, id), lines(shard, id)]
}

/// In which order the notes of a list stand on a session's board.
pub fn board_list(shard: u16, id: Uuid, list: &str) -> String {
    format!("d1:{{{shard}}}:board:{id}:{list}")
}

/// What commands of one actor were answered with.
pub fn answers(shard: u16, id: Uuid, actor: &str) -> String {
    let actor = Uuid::new_v5(&id, actor.as_bytes()).simple();
    format!("d1:{{{shard}}}:answers:{id}:{actor}")
}

/// A large state, on its way to become a session's.
pub fn staged(shard: u16, id: Uuid, nonce: u64) -> String {
    format!("d1:{{{shard}}}:staged:{id}:{nonce}")
}

/// What a round that is over left, until Postgres has it.
pub fn ended(of_running: &str, round: Uuid) -> String {
    format!("{of_running}:{round}")
}

/// What is remembered of votes, and what was before: of a shard on a cluster, and
/// of all shards on a server, where votes of several are counted in one call.
pub fn votes(shard: Option<u16>) -> [String; 2] {
    let votes = shard.map_or_else(|| "d1:votes".into(), |shard| format!("d1:{{{shard}}}:votes"));
    let before = format!("{votes}:before");
    [votes, before]
}

/// A message that matched, as releases before this one remember it.
pub fn seen(shard: u16, id: Uuid, message_id: &str) -> String {
    format!("d1:{{{shard}}}:seen:{id}:{message_id}")
}

/// A chatter who has just voted, for the same releases.
pub fn said(shard: u16, id: Uuid, chatter_id: &str) -> String {
    format!("d1:{{{shard}}}:said:{id}:{chatter_id}")
}

/// How many sockets of an API watch sessions of a shard.
pub fn seats(shard: u16, api: &str) -> String {
    format!("d1:{{{shard}}}:seats:{api}")
}

/// What somebody is writing.
pub fn draft(shard: u16, user: Uuid, id: Uuid) -> String {
    format!("d1:{{{shard}}}:draft:{user}:{id}")
}

/// A person's drafts by when they were changed.
pub fn drafts_of(shard: u16, user: Uuid) -> String {
    format!("d1:{{{shard}}}:drafts_of:{user}")
}

/// A person's key, sealed.
pub fn user_key(user: Uuid) -> String {
    format!("d1:userkey:{user}")
}

/// What a link token opens, by the token's hash.
pub fn link(hash_hex: &str) -> String {
    format!("d1:link:{hash_hex}")
}

/// Who is behind a cookie or a token, by its hash.
pub fn pass(hash_hex: &str) -> String {
    format!("d1:pass:{hash_hex}")
}

/// What an account is at a session of somebody else's.
pub fn member(session: Uuid, account: Uuid) -> String {
    format!("d1:member:{session}:{account}")
}

/// Requests of somebody in a window of time.
pub fn limit(name: &str) -> String {
    format!("d1:limit:{name}")
}

/// What a seat said in a window of time.
pub fn seat_window(shard: u16, id: Uuid, seat: &str, name: &str) -> String {
    let seat = Uuid::new_v5(&id, seat.as_bytes()).simple();
    format!("d1:{{{shard}}}:window:{id}:{seat}:{name}")
}

/// What somebody did in a window of time; all windows of one are asked together.
pub fn window(whose: &str, name: &str) -> String {
    let whose = Uuid::new_v5(&Uuid::nil(), whose.as_bytes()).simple();
    format!("d1:window:{{{whose}}}:{name}")
}

/// Who is behind a viewer of the extension, by the hash of Twitch's id for them.
pub fn viewer(hash_hex: &str) -> String {
    format!("d1:viewer:{hash_hex}")
}

/// What opens a socket once, by its hash.
pub fn ticket(hash_hex: &str) -> String {
    format!("d1:ticket:{hash_hex}")
}

/// A sign-in under way, by the hash of its state.
pub fn login(hash_hex: &str) -> String {
    format!("d1:login:{hash_hex}")
}

pub fn loading(key: &str) -> String {
    format!("{key}:loading")
}

/// The lists of workers that are alive: the first on a server, all on a cluster,
/// where each is in another fifth of the slots.
pub const MEMBERS: [&str; 5] =
    ["d1:members", "d1:members:2", "d1:members:4", "d1:members:5", "d1:members:6"];

/// The channel on which workers hear that leases were let go.
pub const MEMBERS_WAKE: &str = "d1:members:wake";
