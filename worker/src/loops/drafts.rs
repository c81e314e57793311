//! Drafts written behind: what people type is in live Redis at once, and in Postgres
//! half a minute later.

use std::time::Duration;

use downbeat_boot::clock;
use downbeat_job::journal::Vault;

use crate::{
    failures::Failures,
    loops::{ownership::Leases, turns::Turns},
};

/// A look at each shard's list; what is due waits so much longer at most.
const LOOK_EVERY: Duration = Duration::from_secs(5);

pub struct Drafts {
    pub vault: Vault,
    pub leases: Leases,
    /// Whether the last turn left something.
    pub is_behind: bool,
}

impl Turns for Drafts {
    const NAME: &'static str = "drafts";
    const TURN: Duration = Duration::from_secs(1);

    async fn rest(&mut self) {
        if !self.is_behind {
            clock::sleep(LOOK_EVERY).await;
        }
    }

    async fn run_once(&mut self) -> anyhow::Result<()> {
        self.is_behind = false;
        let mut failures = Failures::default();
        let shards: Vec<u16> = self.leases.all().iter().map(|lease| lease.shard).collect();
        let looked = self.vault.live.look_at_drafts(&shards).await?;
        for (shard, looked) in shards.into_iter().zip(looked) {
            if !failures.note(looked).is_some_and(|waiting| waiting.is_due) {
                continue;
            }
            let flushed = self.vault.flush_drafts(shard).await;
            self.is_behind |= failures.note(flushed).is_some_and(|flushed| flushed.is_full);
        }
        failures.outcome()
    }
}
