//! Asks for a drain wherever events, or what was said, wait for Postgres.

use std::time::Duration;

use downbeat_boot::clock;
use downbeat_job::{DrainEvents, Queue};
use downbeat_live::Live;

use crate::{
    failures::Failures,
    loops::{ownership::Leases, turns::Turns, wakes::SELDOM},
};

pub struct AuditWatch {
    pub live: Live,
    pub queue: Queue,
    pub leases: Leases,
}

impl Turns for AuditWatch {
    const NAME: &'static str = "audit watch";
    const TURN: Duration = Duration::from_secs(1);

    /// The look of the beat says where events wait.
    async fn rest(&mut self) {
        let _ = clock::timeout(SELDOM, self.leases.wakes().events()).await;
    }

    async fn run_once(&mut self) -> anyhow::Result<()> {
        let shards: Vec<u16> = self.leases.all().iter().map(|lease| lease.shard).collect();
        let mut failures = Failures::default();
        let waiting = self.live.events_waiting(&shards).await?;
        let said = self.live.are_waiting(&shards).await?;
        for (shard, (waited, said)) in shards.into_iter().zip(waiting.into_iter().zip(said)) {
            let has_said = failures.note(said).unwrap_or_default();
            if failures.note(waited).flatten().is_some() || has_said {
                failures.note(self.queue.signal(&DrainEvents { shard }).await);
            }
        }
        failures.outcome()
    }
}
