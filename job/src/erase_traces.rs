//! What came late of a person who is gone: events that were on their way.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Attempt, Durable, JobContext};

#[derive(Debug, Serialize, Deserialize)]
pub struct EraseTraces {
    pub user: Uuid,
    pub sessions: Vec<Uuid>,
}

impl Durable for EraseTraces {
    type Context = JobContext;

    const NAME: &'static str = "erase_traces";
    const QUEUE: &'static str = "upkeep";
    const CONCURRENCY: usize = 1;
    const TIMEOUT: Duration = Duration::from_mins(30);

    fn key(&self) -> Option<String> {
        Some(self.user.to_string())
    }

    async fn run(self, context: &JobContext, attempt: &Attempt) -> anyhow::Result<()> {
        let transaction = attempt.begin(&context.store).await?;
        // One that was made again since is another person's.
        let sessions = transaction.still_owned(self.user, &self.sessions).await?;
        transaction.erase_traces(self.user, &sessions).await?;
        transaction.commit().await?;
        Ok(())
    }
}
