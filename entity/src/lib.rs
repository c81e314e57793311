//! The tables, as sea-orm sees them: one table a file, and nothing else.
//!
//! These structs say which columns exist and how they map to Rust. They hold
//! no rule, no query and no default: queries are `store`'s, the shape of the
//! database is `migration`'s, and a test holds the two together. Only `store`
//! may use this crate; what leaves `store` is a struct of its own, with times
//! as epoch milliseconds.

pub mod event_orphan;
pub mod identities;
pub mod installation;
pub mod link_tokens;
pub mod session_event;
pub mod sessions;
pub mod shard_generation;
pub mod users;
