//! What earlier releases left in live Redis goes once nobody uses it: looked at
//! by the worker that owns shard 0.

use std::{collections::BTreeMap, time::Duration};

use downbeat_boot::clock::{self, Instant};
use downbeat_live::Live;

use crate::loops::{ownership::Leases, turns::Turns};

const SHARD: u16 = 0;

pub struct Retiring {
    live: Live,
    leases: Leases,
    /// So long nobody has used what goes: APIs are replaced after workers.
    grace: Duration,
    /// Since when nobody uses them.
    unused: BTreeMap<String, Instant>,
}

impl Retiring {
    #[must_use]
    pub fn new(live: Live, leases: Leases, grace: Duration) -> Self {
        Self { live, leases, grace, unused: BTreeMap::new() }
    }
}

impl Turns for Retiring {
    const NAME: &'static str = "retiring";
    const TURN: Duration = Duration::from_mins(1);

    async fn run_once(&mut self) -> anyhow::Result<()> {
        let is_ours = self.leases.has(SHARD);
        let unused = if is_ours { self.live.unused_libraries().await? } else { Vec::new() };
        self.unused.retain(|library, _| unused.contains(library));
        for library in unused {
            let since = *self.unused.entry(library.clone()).or_insert_with(clock::monotonic);
            if since.elapsed() >= self.grace {
                self.live.delete_library(&library).await?;
                tracing::info!(library, "deleted the functions of an earlier release");
            }
        }
        Ok(())
    }
}
