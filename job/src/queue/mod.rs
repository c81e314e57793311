//! apalis on Redis, hardened.
//!
//! apalis-redis as it comes polls once in half a minute, ends its worker at
//! the first Redis error, is bricked by a payload that it cannot decode, lets
//! heartbeats starve behind a batch, and keeps finished jobs for ever
//! (`docs/adr/0006-apalis.md`). So its storage is replaced, on its own keys, by
//! a [`Backend`](apalis_core::backend::Backend) that cannot fail:
//!
//! - **push** ([`Queue::signal`]): one script that coalesces, stores, appends
//!   and rings the bell.
//! - **lane**: one queue in one process. It fetches when the **bell** rings, or
//!   a second has passed, and only what fits into free slots; each fetch is a
//!   heartbeat and a sign of life. Nothing that Redis does ends it.
//! - **monitor**: apalis' own, with one worker a lane. A run always ends as
//!   "done" and leaves nothing behind in Redis.
//! - **rescue**: what a worker held that has been silent for 15 s goes back.

mod bell;
mod error;
mod keys;
mod lane;
mod liveness;
mod monitor;
mod push;
mod script;

pub use error::QueueError;
pub use liveness::Liveness;
pub use monitor::Monitor;
pub use push::{Queue, Signalled};
