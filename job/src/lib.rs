//! Every background job, and the queue that runs them.
//!
//! A **job** is a struct with its `run` beside it, one a file. Adding one is a
//! file here and a word in the list (see [`signals!`]).
//!
//! A **signal** says "look at X". It carries nothing that exists nowhere else:
//! only which X. Signals for the same X that wait together are one signal
//! ([`Signalled::Coalesced`]); one sent while X is being looked at makes it be
//! looked at again. A signal that fails is logged, counted and dropped:
//! whoever watches the level behind it sends it again. So a `run` must be able
//! to find nothing to do, to run twice, and to be cut off at any `await`.
//!
//! [`queue`] is apalis on Redis, made fit to be relied on. No other room names
//! apalis, and losing that Redis loses nothing but time.

mod activate_session;
mod attempt;
mod drain_events;
mod envelope;
pub mod queue;
mod registry;
mod signal;
mod stand;

signals! { Stand; activate_session::ActivateSession, drain_events::DrainEvents }

pub use queue::{Liveness, Monitor, Queue, QueueError, Signalled};
pub use registry::Registry;
pub use signal::Signal;
pub use stand::Stand;
