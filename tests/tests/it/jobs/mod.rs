//! Jobs, over everything that may happen to them.

mod bulk;
mod chaos;
mod durable;
mod effect;
mod failover;
mod notices;
mod schedules;
mod signals;
