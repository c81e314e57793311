//! Notices: what somebody is told of, each once.

pub mod delivering;
pub mod devices;
pub mod digests;
pub mod groups;
pub mod list;
mod personal;
pub mod settings;
pub mod telling;

pub use personal::DATA;
