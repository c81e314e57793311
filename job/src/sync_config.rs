//! Postgres' word on a session's config and its owner, carried to live Redis.

use anyhow::Context as _;
use metrics::counter;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Attempt, Durable, JobContext};

/// A session was edited or deleted, or somebody else owns it.
#[derive(Debug, Serialize, Deserialize)]
pub struct SyncConfig {
    pub session: Uuid,
}

impl Durable for SyncConfig {
    type Context = JobContext;

    const NAME: &'static str = "sync_config";
    const QUEUE: &'static str = "configs";
    const CONCURRENCY: usize = 8;
    const SHOWN: &'static [&'static str] = &["session"];

    fn key(&self) -> Option<String> {
        Some(self.session.to_string())
    }

    /// Tells the newest version, whichever edit asked for it: telling it twice,
    /// or after a newer one, changes nothing.
    async fn run(self, context: &JobContext, _: &Attempt) -> anyhow::Result<()> {
        let newest = context.store.config_of(self.session).await?;
        let newest = newest.with_context(|| format!("there is no session {}", self.session))?;
        let version = u64::try_from(newest.version)?;
        let Some(config) = newest.config else {
            context.live.delete(self.session, version).await?;
            // One that was cold could not say itself that it stands there no more.
            if let Some(parent) = newest.parent {
                context.live.leave_board(parent, self.session).await?;
            }
            return Ok(());
        };
        // Whoever saved it should have told it.
        let place = (self.session, newest.owner);
        if context.live.configure_of(place, version, &config).await? {
            counter!("downbeat_config_desync_total").increment(1);
        }
        Ok(())
    }
}
