//! Asks for a drain wherever events wait for Postgres.

use std::time::Duration;

use downbeat_job::{DrainEvents, Queue};
use downbeat_live::Live;
use metrics::gauge;

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
        let mut lag_ms = 0;
        for (shard, waiting_ms) in self.live.events_waiting(&shards).await? {
            lag_ms = lag_ms.max(waiting_ms);
            self.queue.signal(&DrainEvents { shard }).await?;
        }
        #[expect(clippy::cast_precision_loss, reason = "a lag is far below 2^52 ms")]
        gauge!("downbeat_audit_lag_seconds").set(lag_ms as f64 / 1000.0);
        Ok(())
    }
}
