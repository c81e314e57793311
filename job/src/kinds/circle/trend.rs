//! What is talked about in public circles, joined anew each minute.

use serde::{Deserialize, Serialize};

use crate::{Attempt, Durable, JobContext};

/// It is time to join it.
#[derive(Debug, Serialize, Deserialize)]
pub struct Trend {}

impl Durable for Trend {
    type Context = JobContext;

    const NAME: &'static str = "trend";
    const QUEUE: &'static str = "circles";
    const CONCURRENCY: usize = 1;

    fn key(&self) -> Option<String> {
        Some(String::from("all"))
    }

    async fn run(self, context: &JobContext, _: &Attempt) -> anyhow::Result<()> {
        let messages = context.store.join_trends().await?;
        tracing::debug!(messages, "joined what is talked about");
        Ok(())
    }
}
