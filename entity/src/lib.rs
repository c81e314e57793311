//! The tables, as sea-orm sees them: one table a file, and nothing else.
//!
//! These structs say which columns exist and how they map to Rust. They hold
//! no rule, no query and no default: queries are `store`'s, the shape of the
//! database is `migration`'s, and a test holds the two together. Only `store`
//! may use this crate; what leaves `store` is a struct of its own, with times
//! as epoch milliseconds.

pub mod audit_log;
pub mod event_orphan;
pub mod event_quarantine;
pub mod identities;
pub mod installation;
pub mod job;
pub mod job_attempt;
pub mod job_bulk;
pub mod link_tokens;
pub mod session_event;
pub mod session_snapshot;
pub mod sessions;
pub mod shard_generation;
pub mod users;
