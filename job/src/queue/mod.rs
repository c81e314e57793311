//! apalis on Redis, hardened.
//!
//! apalis-redis as it comes polls once in half a minute, ends its worker at
//! the first Redis error, is bricked by a payload that it cannot decode, lets
//! heartbeats starve behind a batch, and keeps finished jobs for ever
//! (`docs/adr/0006-apalis.md`). So its storage is replaced, on its own keys, by
//! a [`Backend`](apalis_core::backend::Backend) that cannot fail:
//!
//! - **push** ([`Queue::signal`], [`Queue::announce`]): one script that
//!   coalesces, stores, appends and rings the bell. Of a durable job only the
//!   id is pushed.
//! - **lane**: one queue in one process. It fetches when the **bell** rings, or
//!   some seconds have passed, and only what fits into free slots; each fetch is a
//!   heartbeat and a sign of life. Nothing that Redis does ends it.
//! - **monitor**: apalis' own, with one worker a lane. A run always ends as
//!   "done" and leaves nothing behind in Redis.
//! - **ledger**: durable jobs in Postgres: claimed in batches as their ids are
//!   fetched, held while they run, ended in batches.
//! - **relay** ([`Relay`]): what waits in Postgres and may not be in Redis.
//! - **rescue**: signals that a worker held go back once it was silent for 15 s.

mod bell;
mod checkup;
mod error;
mod halts;
mod keys;
mod lane;
mod ledger;
mod link;
mod liveness;
mod minutes;
mod monitor;
mod pace;
mod push;
mod relay;
pub mod rights;
mod script;

pub use checkup::Checkup;
pub use error::QueueError;
pub(crate) use ledger::Ledger;
pub use liveness::Liveness;
pub(crate) use minutes::Counted;
pub use monitor::{Board, Monitor};
pub use pace::Pace;
pub use push::{Queue, Signalled};
pub use relay::Relay;
