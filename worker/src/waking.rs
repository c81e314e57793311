//! Cold to hot because of the time: a session that sleeps is brought back
//! before something happens to it, with nobody watching.

use std::collections::HashMap;

use downbeat_job::{ActivateSession, Queue};
use downbeat_live::Live;
use downbeat_store::{Store, WakingCursor};

use crate::ownership::Leases;

/// So long before its time it is brought back.
pub const AHEAD_MS: i64 = 30_000;
const PAGE: u32 = 1_000;

pub struct Waking {
    pub live: Live,
    pub store: Store,
    pub queue: Queue,
    pub leases: Leases,
    /// Up to when each of our shards was looked at. A new one is looked at from
    /// the beginning: whoever had it may have been away for long.
    pub looked_ms: HashMap<u16, i64>,
}

impl Waking {
    pub async fn run_once(&mut self) -> anyhow::Result<()> {
        let shards: Vec<u16> = self.leases.all().iter().map(|lease| lease.shard).collect();
        self.looked_ms.retain(|shard, _| shards.contains(shard));
        for shard in shards {
            self.wake(shard).await?;
        }
        Ok(())
    }

    async fn wake(&mut self, shard: u16) -> anyhow::Result<()> {
        let until_ms = self.live.now_ms(shard) + AHEAD_MS;
        let mut after = self.looked_ms.get(&shard).copied().map(WakingCursor::behind);
        loop {
            let page = self.store.waking(shard, until_ms, after, PAGE).await?;
            let ids: Vec<_> = page.iter().map(|waking| waking.id).collect();
            for session in self.live.cold(shard, &ids).await? {
                self.queue.signal(&ActivateSession { session }).await?;
            }
            match page.last() {
                Some(last) => after = Some(WakingCursor::from(*last)),
                None => break,
            }
        }
        self.looked_ms.insert(shard, until_ms);
        Ok(())
    }
}
