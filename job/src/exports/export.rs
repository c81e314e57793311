//! Somebody asked for all that they have here.

use std::time::Duration;

use downbeat_boot::clock;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    contents,
    file::{NotOurs, SealedFile, TooLarge},
};
use crate::{Attempt, Backoff, Durable, Hopeless, JobContext, away::is_away, journal::Vault};

/// An export waits for its file.
#[derive(Debug, Serialize, Deserialize)]
pub struct Export {
    pub export: Uuid,
}

impl Durable for Export {
    type Context = JobContext;

    const NAME: &'static str = "export";
    const QUEUE: &'static str = "upkeep";
    const CONCURRENCY: usize = 1;
    /// A gigabyte is packed, sealed and stored.
    const TIMEOUT: Duration = Duration::from_mins(15);
    const ATTEMPTS: u32 = 4;
    const BACKOFF: Backoff =
        Backoff { first: Duration::from_secs(10), max: Duration::from_mins(10) };

    fn key(&self) -> Option<String> {
        Some(self.export.to_string())
    }

    async fn run(self, context: &JobContext, attempt: &Attempt) -> anyhow::Result<()> {
        let written = self.write(context, attempt).await;
        let Err(error) = written else { return Ok(()) };
        if error.is::<NotOurs>() {
            return Ok(());
        }
        // Nobody but their person can do anything about that.
        if error.is::<TooLarge>() {
            tracing::warn!(export = %self.export, %error, "an export is not made");
            return Ok(context.store.fail_export(self.export, "too_large").await?);
        }
        let is_last = attempt.number >= i32::try_from(Self::ATTEMPTS).unwrap_or(i32::MAX);
        if (is_last || error.is::<Hopeless>()) && !is_away(&error) {
            context.store.fail_export(self.export, "broken").await?;
        }
        Err(error)
    }
}

impl Export {
    async fn write(&self, context: &JobContext, attempt: &Attempt) -> anyhow::Result<()> {
        let ours = (self.export, attempt.number);
        let Some(user) = context.store.begin_export(self.export, attempt.number).await? else {
            return Ok(());
        };
        let Some(keys) = context.journal_keys.clone() else {
            return Err(Hopeless("journal.keys is empty: nothing can be sealed".to_owned()).into());
        };
        let vault = Vault { live: context.live.clone(), store: context.store.clone(), keys };
        // As Postgres has it: what live Redis knows may be of a journal that is gone.
        let stored = context.store.user_key_or_new(user, &vault.keys).await?;
        let key = stored.open(&vault.keys, user)?;
        let mut file = SealedFile::new(context.store.clone(), key.clone(), ours, clock::unix_ms());
        let marks = match context.store.author_key(&context.keys).await? {
            Some(authors) => context.store.marks_of(user, &authors).await?,
            None => Vec::new(),
        };
        contents::write(&vault, (user, &key, marks), &mut file).await?;
        let bytes = file.finish().await?;
        let transaction = attempt.begin(&context.store).await?;
        // Where nobody waits for it any more, that is all.
        transaction.end_export(ours, bytes).await?;
        transaction.commit().await?;
        tracing::info!(export = %self.export, bytes, "all that somebody has was written into a file");
        Ok(())
    }
}
