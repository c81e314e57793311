//! What is talked about in public circles now.
//!
//! Of the last hour each act on a message counts: by what it is, and the more the later it
//! was. Time is in **buckets** of five minutes, from 12 for the newest down to the oldest,
//! which weighs 1. A person counts once a message, with what weighs most of what they did there; whoever
//! wrote it does not. A message that fewer than three people did something with is not
//! talked about, and of one author there is one.

pub const BUCKET_S: i64 = 300;
/// The newest weighs as much as there are.
pub const BUCKETS: i64 = 12;

pub const REACTION: i64 = 1;
pub const COMMENT: i64 = 2;
pub const FAVOURITE: i64 = 1;

/// Of fewer people it is nothing.
pub const PEOPLE_MIN: i64 = 3;
/// Messages that one reader is shown.
pub const SHOWN_MAX: u32 = 50;
/// Messages that are joined: not everybody reads all of them.
pub const JOINED_MAX: i64 = 200;
/// Acts of each sort that are looked at: the newest.
pub const ACTS_MAX: i64 = 100_000;
/// What was joined longer ago is shown to nobody.
pub const JOINED_FOR_MIN: i64 = 65;
