//! A session that had children was ended: they end with it.

use std::time::Duration;

use downbeat_store::Doer;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Attempt, Durable, JobContext, erasure::end_session};

/// Children that end in one transaction.
const AT_ONCE: u32 = 200;

#[derive(Debug, Serialize, Deserialize)]
pub struct EndChildren {
    pub parent: Uuid,
}

impl Durable for EndChildren {
    type Context = JobContext;

    const NAME: &'static str = "end_children";
    const QUEUE: &'static str = "configs";
    const TIMEOUT: Duration = Duration::from_mins(10);
    const SHOWN: &'static [&'static str] = &["parent"];

    fn key(&self) -> Option<String> {
        Some(self.parent.to_string())
    }

    async fn run(self, context: &JobContext, attempt: &Attempt) -> anyhow::Result<()> {
        let doer = Doer::system();
        loop {
            let transaction = attempt.begin(&context.store).await?;
            let children = transaction.children(self.parent, AT_ONCE).await?;
            let mut jobs = Vec::new();
            for child in &children {
                jobs.extend(end_session(&transaction, *child, None, (&doer, None)).await?.jobs);
            }
            let enqueued = transaction.enqueue(&jobs).await?;
            transaction.commit().await?;
            context.queue.announce(&enqueued).await;
            if children.is_empty() {
                return Ok(());
            }
        }
    }
}
