//! The servers: connections, functions, rights, time.

pub mod away;
pub mod call;
pub mod checkup;
pub mod connection;
pub mod handle;
pub mod inspection;
pub mod library;
pub mod measured;
pub mod memory;
mod nodes;
pub mod primary;
pub mod retiring;
pub mod rights;
pub mod time;
