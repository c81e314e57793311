//! Notices: what somebody is told of, each once.

pub mod delivering;
pub mod devices;
pub mod digests;
pub mod groups;
pub mod list;
pub mod now;
mod personal;
pub mod settings;
pub mod telling;

pub use personal::DATA;
