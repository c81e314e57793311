//! Redis emptied: sessions that should be awake come back from Postgres.
//!
//! A shard that was recovered holds a generation. An owner that finds none
//! takes the next from Postgres and asks for the activation of every session
//! that was awake, soonest first; only then does it leave the mark, so an owner
//! that dies in between is followed by one who starts again.

use std::time::Duration;

use downbeat_job::{Queue, activate_session::ActivateSession};
use downbeat_live::{Lease, Live};
use downbeat_store::Store;

use crate::ownership::Leases;

pub const TURN: Duration = Duration::from_millis(250);
const PAGE: u64 = 1_000;

pub struct Recovery {
    pub live: Live,
    pub store: Store,
    pub queue: Queue,
    pub leases: Leases,
}

impl Recovery {
    pub async fn run_once(&self) -> anyhow::Result<()> {
        for lease in self.leases.all().into_iter().filter(|lease| !lease.is_recovered) {
            self.recover(&lease).await?;
        }
        Ok(())
    }

    async fn recover(&self, lease: &Lease) -> anyhow::Result<()> {
        let generation = self.store.next_generation(lease.shard).await?;
        let mut sessions: u64 = 0;
        let mut after = None;
        loop {
            let page = self.store.waking(lease.shard, after, PAGE).await?;
            for waking in &page {
                self.queue.signal(&ActivateSession { session: waking.id }).await?;
            }
            sessions += page.len() as u64;
            match page.last() {
                Some(last) => after = Some((last.wake_at_ms, last.id)),
                None => break,
            }
        }
        if self.live.recovered(lease, generation).await? && sessions > 0 {
            tracing::warn!(shard = lease.shard, generation, sessions, "recovered a shard");
        }
        Ok(())
    }
}
