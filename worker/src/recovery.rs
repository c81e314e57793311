//! Redis emptied: sessions that should be awake come back from Postgres.
//!
//! A shard that was recovered holds a generation. An owner that finds none
//! takes the next from Postgres and asks for the activation of every session
//! that was awake or is to be soon, soonest first; only then does it leave the
//! mark, so an owner that dies in between is followed by one who starts again.

use std::time::Duration;

use downbeat_job::{Queue, RecoverSession};
use downbeat_live::{Lease, Live};
use downbeat_store::{Store, WakingCursor};
use metrics::counter;

use crate::{ownership::Leases, turns::Turns, waking::AHEAD_MS};

const PAGE: u32 = 1_000;

pub struct Recovery {
    pub live: Live,
    pub store: Store,
    pub queue: Queue,
    pub leases: Leases,
}

impl Turns for Recovery {
    const NAME: &'static str = "recovery";
    const TURN: Duration = Duration::from_millis(250);

    async fn run_once(&mut self) -> anyhow::Result<()> {
        for lease in self.leases.all().into_iter().filter(|lease| !lease.is_recovered) {
            self.recover(&lease).await?;
        }
        Ok(())
    }
}

impl Recovery {
    async fn recover(&self, lease: &Lease) -> anyhow::Result<()> {
        let generation = self.store.next_generation(lease.shard).await?;
        let until_ms = self.live.now_ms(lease.shard) + AHEAD_MS;
        let mut sessions: u64 = 0;
        let mut after = None;
        loop {
            let page = self.store.waking(lease.shard, until_ms, after, PAGE).await?;
            for waking in &page {
                self.queue.signal(&RecoverSession { session: waking.id }).await?;
            }
            sessions += page.len() as u64;
            match page.last() {
                Some(last) => after = Some(WakingCursor::from(*last)),
                None => break,
            }
        }
        if self.live.recovered(lease, generation).await? {
            self.leases.recovered(lease);
            counter!("downbeat_recoveries_total").increment(1);
            if sessions > 0 {
                tracing::warn!(shard = lease.shard, generation, sessions, "recovered a shard");
            }
        }
        Ok(())
    }
}
