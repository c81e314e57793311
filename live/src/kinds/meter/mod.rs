//! Votes of chat, and the rounds that count them.

use crate::redis::library::{Library, TALLY_PART};

pub mod rounds;
pub mod vote;

pub const LIBRARY: Library =
    Library { idea: "meter", version: 2, parts: &[TALLY_PART, include_str!("votes.lua")] };
