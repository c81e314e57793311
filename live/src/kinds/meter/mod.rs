//! Votes of chat, and the rounds that count them.
//!
//! Votes that come while a **call** is out are a **group**, and go in the next
//! one: on a server those of all shards, on a cluster those of each shard, for a
//! function runs on one node. Each such queue of groups is a **lane**. Nothing is
//! waited for: a vote that comes while none is out goes at once.

use std::sync::LazyLock;

use crate::redis::library::{Library, TALLY_PART};

mod ballots;
mod group;
pub mod lanes;
pub mod marks;
mod others;
pub mod pace;
pub mod rounds;
pub mod vote;

pub const LIBRARY: Library = Library {
    idea: "meter",
    version: 3,
    parts: &[
        TALLY_PART,
        include_str!("rounds.lua"),
        include_str!("marks.lua"),
        include_str!("match.lua"),
        include_str!("count.lua"),
        include_str!("votes.lua"),
    ],
};
/// The function that counts.
static VOTES: LazyLock<String> = LazyLock::new(|| format!("{}_votes", LIBRARY.name()));
