//! Rounds, and the votes that they counted.

pub mod rounds;

/// As the table of sessions has it.
pub const NAME: &str = "meter";
