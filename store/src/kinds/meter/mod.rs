//! Rounds, and the votes that they counted.

mod exported;
mod personal;
pub mod rounds;
mod sayings;

pub use exported::{LEFT_OUT as NOT_EXPORTED, PARTS as EXPORTED};
pub use personal::DATA;
