//! Jobs, over everything that may happen to them.

mod bulk;
mod chaos;
mod durable;
mod effect;
mod failover;
mod notifications;
mod schedules;
mod signals;
