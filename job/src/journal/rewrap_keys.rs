//! People's keys, sealed anew with the first of `journal.keys`.

use std::time::Duration;

use anyhow::{Context as _, ensure};
use downbeat_store::Doer;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Attempt, Durable, JobContext};

#[derive(Debug, Serialize, Deserialize)]
pub struct RewrapKeys {
    /// The name of the key that is to seal them.
    pub key: String,
}

impl Durable for RewrapKeys {
    type Context = JobContext;

    const NAME: &'static str = "rewrap_keys";
    const QUEUE: &'static str = "upkeep";
    const CONCURRENCY: usize = 1;
    const TIMEOUT: Duration = Duration::from_mins(30);

    fn key(&self) -> Option<String> {
        Some(String::from("all"))
    }

    /// In batches; one that is cut off begins again and finds what is left.
    async fn run(self, context: &JobContext, _: &Attempt) -> anyhow::Result<()> {
        let keys = context.journal_keys.as_ref().context("journal.keys is empty")?;
        // A worker that was not restarted since would seal nothing, and say it was done.
        ensure!(keys.newest() == self.key, "journal.keys begin with another key here: restart");
        let (mut people, mut after) = (0, Some(Uuid::nil()));
        while let Some(at) = after {
            let (count, next) = context.store.rewrap(keys, at, &Doer::system()).await?;
            people += count;
            after = next;
        }
        tracing::info!(people, key = keys.newest(), "people's keys were sealed anew");
        Ok(())
    }
}
