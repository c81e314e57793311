//! What a person does to many jobs at once.

use std::time::Duration;

use downbeat_store::{Bulk, BulkState, Shown, StoreError};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Attempt, Durable, Hopeless, JobContext};

/// Somebody began, or resumed, an action on many jobs.
#[derive(Debug, Serialize, Deserialize)]
pub struct BulkJobs {
    pub bulk: Uuid,
}

impl Durable for BulkJobs {
    type Context = JobContext;

    const NAME: &'static str = "bulk_jobs";
    const QUEUE: &'static str = "upkeep";
    const CONCURRENCY: usize = 2;
    const TIMEOUT: Duration = Duration::from_hours(1);
    const SHOWN: &'static [&'static str] = &["bulk"];

    fn key(&self) -> Option<String> {
        Some(self.bulk.to_string())
    }

    /// Batch by batch until none is left or somebody says stop. Each batch is a
    /// transaction that moves the mark, so whoever takes over goes on from there.
    async fn run(self, context: &JobContext, _: &Attempt) -> anyhow::Result<()> {
        let known = crate::registry().shown();
        while let Some(bulk) = step(context, self.bulk, &known).await? {
            if bulk.state != BulkState::Running {
                tracing::info!(done = bulk.done, skipped = bulk.skipped, "bulk action over");
                break;
            }
        }
        Ok(())
    }
}

/// What cannot be read is read no better by another attempt.
async fn step(context: &JobContext, bulk: Uuid, known: &Shown) -> anyhow::Result<Option<Bulk>> {
    match context.store.bulk_step(bulk, known).await {
        Err(error @ StoreError::Unreadable(_)) => Err(Hopeless(error.to_string()).into()),
        stepped => Ok(stepped?),
    }
}
