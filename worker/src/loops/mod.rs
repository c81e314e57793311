//! The loops of a worker, one a file.

pub mod advance;
pub mod audit_watch;
pub mod beat;
mod beside;
pub mod broadcasts;
pub mod deactivation;
pub mod drafts;
mod frame_cap;
pub mod notifications;
pub mod ownership;
pub mod presence;
pub mod pulse;
pub mod recovery;
pub mod reporting;
pub mod retiring;
pub mod rows;
pub mod schedules;
pub mod service_metrics;
pub mod turns;
pub mod wakeful;
pub mod wakes;
pub mod wakeups;
