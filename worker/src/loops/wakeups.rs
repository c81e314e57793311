//! Cold to hot because of the time: a session that sleeps is brought back
//! before something happens to it, with nobody watching.

use std::collections::HashMap;

use downbeat_job::{ActivateSession, Queue};
use downbeat_live::Live;
use downbeat_store::{Store, WakeupCursor, WakeupRange};

use crate::{failures::Failures, loops::ownership::Leases};

/// So long before its time it is brought back.
pub const AHEAD_MS: i64 = 30_000;
const PAGE: u32 = 1_000;
/// Pages of a shard in one turn; the rest follow in the next.
const PAGES: usize = 20;
/// Once a minute: who was asked for and did not come, because the asking was
/// lost or failed, is asked for again.
const ALL_AGAIN_TURNS: u32 = 12;

pub struct Wakeups {
    live: Live,
    store: Store,
    queue: Queue,
    leases: Leases,
    turns: u32,
    /// Up to when each of our shards was looked at. A new one is looked at from
    /// the beginning: whoever had it may have been away for long.
    looked_ms: HashMap<u16, i64>,
}

impl Wakeups {
    #[must_use]
    pub fn new(live: Live, store: Store, queue: Queue, leases: Leases) -> Self {
        Self { live, store, queue, leases, turns: 0, looked_ms: HashMap::new() }
    }

    pub async fn run_once(&mut self) -> anyhow::Result<()> {
        self.turns += 1;
        if self.turns.is_multiple_of(ALL_AGAIN_TURNS) {
            self.looked_ms.clear();
        }
        // A shard that is being recovered asks for all of its sessions itself.
        let leases = self.leases.all().into_iter().filter(|lease| lease.is_recovered);
        let shards: Vec<u16> = leases.map(|lease| lease.shard).collect();
        self.looked_ms.retain(|shard, _| shards.contains(shard));
        let mut failures = Failures::default();
        let until = |shard: &u16| WakeupRange {
            shard: *shard,
            after_ms: self.looked_ms.get(shard).copied(),
            until_ms: self.live.now_ms(*shard) + AHEAD_MS,
        };
        let ranges: Vec<WakeupRange> = shards.iter().map(until).collect();
        // One question for all: most shards have nothing to wake.
        let waking = self.store.shards_with_wakeups(&ranges).await?;
        for WakeupRange { shard, until_ms, .. } in ranges {
            if waking.contains(&shard) {
                failures.note(self.wake(shard, until_ms).await);
            } else {
                self.looked_ms.insert(shard, until_ms);
            }
        }
        failures.outcome()
    }

    async fn wake(&mut self, shard: u16, until_ms: i64) -> anyhow::Result<()> {
        let mut after = self.looked_ms.get(&shard).copied().map(WakeupCursor::behind);
        for _ in 0..PAGES {
            let page = self.store.wakeups(shard, until_ms, after, PAGE).await?;
            let ids: Vec<_> = page.iter().map(|wakeup| wakeup.id).collect();
            for session in self.live.cold(shard, &ids).await? {
                self.queue.signal(&ActivateSession { session }).await?;
            }
            let Some(last) = page.last() else {
                self.looked_ms.insert(shard, until_ms);
                return Ok(());
            };
            after = Some(WakeupCursor::from(*last));
        }
        // Those of the last one's time may not all have been on its page.
        if let Some(last) = after {
            self.looked_ms.insert(shard, last.wake_ms - 1);
        }
        Ok(())
    }
}
