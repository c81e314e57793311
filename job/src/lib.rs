//! Every background job, and the queue that runs them.
//!
//! A **job** is a struct with its `run` beside it, one a file. Adding one is a
//! file here and a word in the list (see [`jobs!`]).
//!
//! A **durable job** ([`Durable`]) must be done. It is a row in Postgres, born
//! in the transaction of the change that wants it; queues carry its id only.
//!
//! A **signal** ([`Signal`]) says "look at X". It carries nothing that exists
//! nowhere else: only which X. Signals for the same X that wait together are
//! one signal ([`Signalled::Coalesced`]); one sent while X is being looked at
//! makes it be looked at again. A signal that fails is put on record and
//! dropped: whoever watches the level behind it sends it again. So a `run` must
//! be able to find nothing to do, to run twice, and to be cut off at any
//! `await`.
//!
//! While one of our own stores is away a durable job **waits**: it is tried again
//! and again and no attempt is counted (`away.rs`), so an outage ends no job,
//! however long it lasts.
//!
//! [`queue`] is apalis on Redis, made fit to be relied on. No other room names
//! apalis, and losing that Redis loses nothing but time.

mod activate_session;
pub mod api_token;
mod away;
mod bulk_jobs;
mod conduit;
mod context;
mod deliver_webhook;
mod drain_events;
mod durable;
mod end_children;
mod envelope;
mod erase_traces;
pub mod erasure;
pub mod fold;
mod forget_link;
mod forget_members;
mod forget_passes;
mod handle_revocation;
mod keep_months;
mod outside;
mod prune;
pub mod quarantine;
pub mod queue;
pub mod reach;
mod reconcile_subscription;
mod recover_session;
mod registry;
mod restore_session;
mod run;
pub mod schedules;
pub mod sign_up;
mod signal;
mod snapshots;
mod sweep_subscriptions;
mod sync_config;

jobs! {
    JobContext;
    signals: activate_session::ActivateSession, drain_events::DrainEvents, recover_session::RecoverSession;
    durable: bulk_jobs::BulkJobs, deliver_webhook::DeliverWebhook,
        end_children::EndChildren, erase_traces::EraseTraces, forget_link::ForgetLink,
        forget_members::ForgetMembers, forget_passes::ForgetPasses,
        handle_revocation::HandleRevocation, keep_months::KeepMonths, prune::Prune, reconcile_subscription::ReconcileSubscription,
        restore_session::RestoreSession, sweep_subscriptions::SweepSubscriptions, sync_config::SyncConfig
}

pub use away::Stores;
pub use context::JobContext;
pub use deliver_webhook::{SECRET_PREFIX, webhook_cell};
pub use durable::{Attempt, Backoff, Durable, Hopeless, Later};
pub use forget_link::{LINK_CACHED_FOR, forget_link};
pub use forget_members::{forget_members, forgetting_members, invalidate_members};
pub use forget_passes::{
    BELIEVED, forget_passes, forgetting, forgetting_for_good, invalidate_passes,
};
pub use outside::{NotOutside, Outside};
pub use queue::{Board, Liveness, Monitor, Pace, Queue, QueueError, Relay, Signalled};
pub use registry::{Described, Registry};
pub use signal::Signal;
