//! `/api/v1/admin`: the powers of the console.
//!
//! Looking takes a reader, doing takes an admin ([`access`](crate::access)).
//! Whatever is done stands in the audit log, written in the transaction of the
//! action. Everything shown comes from Postgres and live Redis as they are now.

mod archives;
mod audit;
mod bulk;
mod failures;
mod filter;
mod health;
mod job_shown;
mod jobs;
mod overview;
mod quarantine;
mod queues;
mod redact;
mod schedules;
mod session_shown;
mod sessions;
mod shards;
mod why;
mod workers;

pub use archives::Archives;
pub use audit::Audit;
pub use bulk::BulkActions;
pub use failures::Failures;
pub use health::Dependencies;
pub use jobs::Jobs;
pub use overview::Overview;
pub use quarantine::{Quarantine, STATES as QUARANTINE_STATES};
pub use queues::Queues;
pub use schedules::Schedules;
pub use sessions::Sessions;
pub use shards::Shards;
pub use why::{REASON_CHARS_MAX, reason};
pub use workers::{UNKNOWN, Workers};
