//! Asks for a drain wherever events wait for Postgres.

use std::time::Duration;

use downbeat_job::{DrainEvents, Queue};
use downbeat_live::Live;

use crate::{ownership::Leases, turns::Turns};

pub struct AuditWatch {
    pub live: Live,
    pub queue: Queue,
    pub leases: Leases,
}

impl Turns for AuditWatch {
    const NAME: &'static str = "audit watch";
    const TURN: Duration = Duration::from_secs(1);

    async fn run_once(&mut self) -> anyhow::Result<()> {
        let shards: Vec<u16> = self.leases.all().iter().map(|lease| lease.shard).collect();
        for (shard, _) in self.live.events_waiting(&shards).await? {
            self.queue.signal(&DrainEvents { shard }).await?;
        }
        Ok(())
    }
}
