//! Durable jobs: rows that are born with the change that wants them, claimed
//! under a lease, and ended in the transaction of their effect.
//!
//! A **claim** raises the attempt number; whoever ends a job names the attempt
//! that it ran, so a run that lost its lease ends nothing. The queue carries
//! ids only: losing it, or sending an id twice, changes nothing here.

mod act;
mod attempts;
mod bulk;
mod charts;
mod claim;
mod enqueue;
mod failures;
mod filter;
mod finish;
mod list;
mod personal;
mod queues;
mod relay;
pub mod schedules;
pub mod workers;

pub use personal::DATA;

pub use act::{Acted, Action};
pub use attempts::{AttemptRecord, FailedSignal};
pub use bulk::{Bulk, BulkOrder, BulkState, NewBulk};
pub use charts::{ChartPoint, Minute};
pub use claim::{Claimed, Claims};
pub use enqueue::{Enqueued, NewJob};
pub use failures::{Durations, FailureGroup, Failures, Like};
pub use filter::{JobFilter, Shown};
pub use finish::{Ending, Next, Outcome};
pub use list::{JobRecord, Listed, StateCount};
pub use queues::{QueueDepth, QueueRecord, QueueState};
pub use relay::WaitingQueue;

use serde::{Deserialize, Serialize};

/// Where a job is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum JobState {
    Scheduled,
    Queued,
    Running,
    Retrying,
    Done,
    Dead,
    Discarded,
}

impl JobState {
    pub const ALL: [Self; 7] = [
        Self::Scheduled,
        Self::Queued,
        Self::Running,
        Self::Retrying,
        Self::Done,
        Self::Dead,
        Self::Discarded,
    ];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Scheduled => "scheduled",
            Self::Queued => "queued",
            Self::Running => "running",
            Self::Retrying => "retrying",
            Self::Done => "done",
            Self::Dead => "dead",
            Self::Discarded => "discarded",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == name)
    }
}
