//! Redis emptied: sessions that should be awake come back from Postgres.
//!
//! A shard that was recovered holds a generation. An owner that finds none
//! takes the next from Postgres and asks for the activation of every session
//! that was awake or is to be soon, soonest first; only then does it leave the
//! mark, so an owner that dies in between is followed by one who starts again.

use std::{collections::HashMap, time::Duration};

use downbeat_job::{Queue, RecoverSession};
use downbeat_live::{Lease, Live};
use downbeat_store::{Store, WakeupCursor};
use metrics::counter;

use crate::{
    failures::Failures,
    loops::{ownership::Leases, turns::Turns, wakeups::AHEAD_MS},
};

const PAGE: u32 = 1_000;
/// Pages of a shard in one turn; the rest follow in the next, after those of the
/// other shards.
const PAGES: usize = 10;

pub struct Recovery {
    live: Live,
    store: Store,
    queue: Queue,
    leases: Leases,
    under_way: HashMap<u16, UnderWay>,
}

/// How far the recovery of a shard is.
struct UnderWay {
    lease: String,
    generation: i64,
    until_ms: i64,
    after: Option<WakeupCursor>,
    sessions: u64,
}

impl Turns for Recovery {
    const NAME: &'static str = "recovery";
    const TURN: Duration = Duration::from_millis(250);

    async fn run_once(&mut self) -> anyhow::Result<()> {
        let leases = self.leases.all();
        self.under_way.retain(|shard, under_way| {
            leases.iter().any(|lease| lease.shard == *shard && lease.value == under_way.lease)
        });
        let mut failures = Failures::default();
        for lease in leases.iter().filter(|lease| !lease.is_recovered) {
            failures.note(self.recover(lease).await);
        }
        failures.outcome()
    }
}

impl Recovery {
    #[must_use]
    pub fn new(live: Live, store: Store, queue: Queue, leases: Leases) -> Self {
        Self { live, store, queue, leases, under_way: HashMap::new() }
    }

    async fn recover(&mut self, lease: &Lease) -> anyhow::Result<()> {
        let shard = lease.shard;
        let mut under_way = match self.under_way.remove(&shard) {
            Some(under_way) => under_way,
            None => UnderWay {
                lease: lease.value.clone(),
                generation: self.store.next_generation(shard).await?,
                until_ms: self.live.now_ms(shard) + AHEAD_MS,
                after: None,
                sessions: 0,
            },
        };
        let asked = self.ask(shard, &mut under_way).await;
        if !matches!(asked, Ok(true)) {
            self.under_way.insert(shard, under_way);
            return asked.map(drop);
        }
        let UnderWay { generation, sessions, .. } = under_way;
        if self.live.recovered(lease, generation).await? {
            self.leases.recovered(lease);
            counter!("downbeat_recoveries_total").increment(1);
            if sessions > 0 {
                tracing::warn!(shard, generation, sessions, "recovered a shard");
            }
        }
        Ok(())
    }

    /// Asks for the next sessions; whether those were the last.
    async fn ask(&self, shard: u16, under_way: &mut UnderWay) -> anyhow::Result<bool> {
        for _ in 0..PAGES {
            let UnderWay { until_ms, after, .. } = *under_way;
            let page = self.store.wakeups(shard, until_ms, after, PAGE).await?;
            let ids: Vec<_> = page.iter().map(|wakeup| wakeup.id).collect();
            for some in RecoverSession::of(&ids) {
                self.queue.signal(&some).await?;
            }
            under_way.sessions += page.len() as u64;
            match page.last() {
                Some(last) => under_way.after = Some(WakeupCursor::from(*last)),
                None => return Ok(true),
            }
        }
        Ok(false)
    }
}
