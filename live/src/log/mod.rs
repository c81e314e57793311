//! What is said at a session, and the lines that are kept of it.
//!
//! A saying is decided on a state, and one function counts it, numbers it, keeps it
//! and tells it, if the state is still that one. **Lines** are numbered without
//! gaps. One that others may not see (its seat is muted in the shadow) is numbered
//! for its own seat alone: from there on that seat counts one more than all others,
//! and is told and asks by its own numbers, so that neither sees a gap. Those who
//! keep order see it behind the line before it, with a mark.
//!
//! The newest hundred lines of a session are here; all are on their way to Postgres
//! in a stream of their shard.

pub mod line;
pub mod saved;
pub mod say;
