//! What a timer keeps beside its history.

pub mod lobby;
mod personal;

pub use personal::DATA;
