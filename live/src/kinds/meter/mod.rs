//! Votes of chat, and the rounds that count them.

pub mod rounds;
pub mod vote;
