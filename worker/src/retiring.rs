//! What earlier releases left in live Redis goes once nobody uses it: looked at
//! by the worker that owns shard 0.

use std::time::Duration;

use downbeat_live::Live;

use crate::{ownership::Leases, turns::Turns};

const SHARD: u16 = 0;

pub struct Retiring {
    pub live: Live,
    pub leases: Leases,
}

impl Turns for Retiring {
    const NAME: &'static str = "retiring";
    const TURN: Duration = Duration::from_mins(1);

    async fn run_once(&mut self) -> anyhow::Result<()> {
        if self.leases.has(SHARD) {
            for library in self.live.retire_libraries().await? {
                tracing::info!(library, "deleted the functions of an earlier release");
            }
        }
        Ok(())
    }
}
