//! Rounds are kept as they count.

pub mod rounds;
