//! Asks for a drain wherever events wait for Postgres.

use std::time::Duration;

use downbeat_job::{Queue, drain_events::DrainEvents};
use downbeat_live::Live;
use futures::future::join_all;
use metrics::gauge;

use crate::ownership::Leases;

pub const TURN: Duration = Duration::from_secs(1);

pub struct AuditWatch {
    pub live: Live,
    pub queue: Queue,
    pub leases: Leases,
}

impl AuditWatch {
    pub async fn run_once(&self) -> anyhow::Result<()> {
        let shards: Vec<u16> = self.leases.all().iter().map(|lease| lease.shard).collect();
        let oldest = join_all(shards.iter().map(|shard| self.live.events(*shard, 1))).await;
        let mut lag_ms = 0;
        for (shard, oldest) in shards.into_iter().zip(oldest) {
            let Some(entry) = oldest?.into_iter().next() else { continue };
            lag_ms = lag_ms.max(self.live.now_ms(shard) - entry.recorded_ms());
            self.queue.signal(&DrainEvents { shard }).await?;
        }
        #[expect(clippy::cast_precision_loss, reason = "a lag is far below 2^52 ms")]
        gauge!("downbeat_audit_lag_seconds").set(lag_ms as f64 / 1000.0);
        Ok(())
    }
}
