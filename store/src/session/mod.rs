//! Sessions as they are configured, how they sleep and wake, and what belongs to
//! them.

pub mod activation;
mod activations;
mod channel;
pub mod finding;
mod personal;
pub mod record;
pub mod sessions;
pub mod subscriptions;
pub mod templates;
pub mod wakeups;
pub mod webhooks;

pub use personal::DATA;
