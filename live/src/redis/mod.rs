//! The servers: connections, functions, rights, time.

pub mod call;
pub mod checkup;
pub mod connection;
pub mod inspection;
pub mod library;
pub mod memory;
pub mod primary;
pub mod retiring;
pub mod rights;
pub mod time;
