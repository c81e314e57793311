//! Rounds, and the votes that they counted.

mod personal;
pub mod rounds;
mod sayings;

pub use personal::DATA;
