//! An old month becomes a file, step by step.

use std::time::Duration;

use anyhow::Context as _;
use downbeat_store::partitions::Month;
use serde::{Deserialize, Serialize};

use crate::{Attempt, Backoff, Durable, Hopeless, JobContext, archive};

/// A month left its table.
#[derive(Debug, Serialize, Deserialize)]
pub struct ArchiveMonth {
    pub table: String,
    /// As `2026_11`.
    pub month: String,
}

impl Durable for ArchiveMonth {
    type Context = JobContext;

    const NAME: &'static str = "archive_month";
    const QUEUE: &'static str = "upkeep";
    const CONCURRENCY: usize = 1;
    /// Ten million rows take minutes.
    const TIMEOUT: Duration = Duration::from_hours(6);
    const BACKOFF: Backoff =
        Backoff { first: Duration::from_mins(1), max: Duration::from_hours(1) };
    const SHOWN: &'static [&'static str] = &["table", "month"];

    fn key(&self) -> Option<String> {
        Some(format!("{}:{}", self.table, self.month))
    }

    async fn run(self, context: &JobContext, _: &Attempt) -> anyhow::Result<()> {
        let Self { table, month } = self;
        let month = Month::named(&table, &month)
            .ok_or_else(|| Hopeless(format!("there is no month {month} of {table}")))?;
        let folder = context.archives.as_ref().context("worker.archive_folder is not set")?;
        while let Some(state) = archive::step(&context.store, folder, &month).await? {
            tracing::info!(month = month.name(), state = state.as_str(), "archived a step further");
        }
        Ok(())
    }
}

impl From<&Month> for ArchiveMonth {
    fn from(month: &Month) -> Self {
        Self { table: month.of.table.to_owned(), month: month.month.clone() }
    }
}
