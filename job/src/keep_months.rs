//! The months of events: made before they begin, taken out when they are old.

use std::time::Duration;

use downbeat_store::partitions;
use serde::{Deserialize, Serialize};

use crate::{Attempt, Durable, JobContext};

const MONTHS_AHEAD: u8 = 2;

/// It is time to look at the months.
#[derive(Debug, Serialize, Deserialize)]
pub struct KeepMonths {}

impl Durable for KeepMonths {
    type Context = JobContext;

    const NAME: &'static str = "keep_months";
    const QUEUE: &'static str = "upkeep";
    const CONCURRENCY: usize = 1;
    const TIMEOUT: Duration = Duration::from_mins(10);

    fn key(&self) -> Option<String> {
        Some(String::from("all"))
    }

    async fn run(self, context: &JobContext, _: &Attempt) -> anyhow::Result<()> {
        for name in partitions::ensure(&context.store, MONTHS_AHEAD).await? {
            tracing::info!(name, "made a month for events");
        }
        for name in partitions::archive(&context.store, context.events_kept_months).await? {
            tracing::info!(name, "archived a month of events");
        }
        let strays = partitions::strays(&context.store).await?;
        anyhow::ensure!(strays == 0, "{strays} events lie outside every month");
        Ok(())
    }
}
