//! What is old goes.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::{Attempt, Durable, JobContext};

/// Batches in one run; what is left goes with the next, within the hour.
const BATCHES: usize = 10_000;

/// It is time to look for what has been kept for long enough.
#[derive(Debug, Serialize, Deserialize)]
pub struct Prune {}

impl Durable for Prune {
    type Context = JobContext;

    const NAME: &'static str = "prune";
    const QUEUE: &'static str = "upkeep";
    const CONCURRENCY: usize = 1;
    const TIMEOUT: Duration = Duration::from_mins(30);

    fn key(&self) -> Option<String> {
        Some(String::from("all"))
    }

    async fn run(self, context: &JobContext, _: &Attempt) -> anyhow::Result<()> {
        let mut rows = 0;
        for _ in 0..BATCHES {
            match context.store.prune(context.keep).await? {
                0 => break,
                gone => rows += gone,
            }
        }
        tracing::info!(rows, "pruned what was old");
        Ok(())
    }
}
