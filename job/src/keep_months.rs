//! Months: made before they begin, taken out of their tables when they are old.

use std::time::Duration;

use downbeat_boot::clock;
use downbeat_store::{
    StoreError,
    partitions::{self, Month},
};
use metrics::counter;
use serde::{Deserialize, Serialize};

use crate::{Attempt, Durable, JobContext, archive_month::ArchiveMonth};

const MONTHS_AHEAD: u8 = 2;
/// How often a month is asked for that somebody uses, and how far apart.
const TRIES: u32 = 20;
const BETWEEN: Duration = Duration::from_secs(3);

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
        let store = &context.store;
        for name in partitions::ensure(store, MONTHS_AHEAD).await? {
            tracing::info!(name, "made a month");
        }
        for (monthly, months) in &context.kept_months {
            // Where nothing becomes a file, it stays where it is.
            if monthly.file_order.is_some() && context.archives.is_none() {
                continue;
            }
            for month in partitions::old(store, monthly, *months).await? {
                detach(context, &month).await?;
            }
        }
        if context.archives.is_some() {
            let months = store.unfinished_archives().await?;
            let jobs = months.iter().map(|month| ArchiveMonth::from(month).job());
            let enqueued = store.enqueue(&jobs.collect::<Result<Vec<_>, _>>()?).await?;
            context.queue.announce(&enqueued).await;
        }
        let strays = partitions::strays(store).await?;
        anyhow::ensure!(strays == 0, "{strays} rows lie outside every month");
        Ok(())
    }
}

/// Statements that run hold the table, and those that come would wait behind this
/// one: so it waits for a moment only, and comes again.
async fn detach(context: &JobContext, month: &Month) -> Result<(), StoreError> {
    let mut tries = 1;
    loop {
        match partitions::detach(&context.store, month).await {
            Ok(true) => {
                tracing::info!(name = month.name(), "a month left its table");
                return Ok(());
            }
            Ok(false) => return Ok(()),
            Err(error) if error.is_unavailable() && tries < TRIES => {
                tracing::info!(name = month.name(), %error, "a month is in use");
            }
            Err(error) => {
                counter!("downbeat_archive_failures_total", "step" => "detach").increment(1);
                return Err(error);
            }
        }
        tries += 1;
        clock::sleep(BETWEEN).await;
    }
}
