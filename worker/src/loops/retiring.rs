//! What earlier releases left in live Redis: while it is there, owners count on
//! nobody to wake them. It goes once nobody uses it, by the worker that owns
//! shard 0.

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
        let older = self.live.older_libraries().await?;
        // A process of an earlier release may run, which wakes nobody.
        self.leases.wakes().set_all_wake(older.is_empty());
        let is_ours = self.leases.has(SHARD) && !older.is_empty();
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
