//! Rounds, and the votes that they counted.

mod personal;
pub mod rounds;

pub use personal::DATA;
