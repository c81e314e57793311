//! Rounds, and the votes that they counted.

pub mod rounds;
