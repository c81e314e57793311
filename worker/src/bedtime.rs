//! Hot to cold: sessions that nobody watches are closed.

use std::time::Duration;

use downbeat_live::{Closed, Lease, Live};
use downbeat_store::{Asleep, Store};
use metrics::counter;

use crate::{ownership::Leases, turns::Turns, waking::Waking};

/// A session that is due within this time stays hot.
const SOON_MS: i64 = 60_000;
const CLOSED_MAX: usize = 500;

pub struct Bedtime {
    pub live: Live,
    pub store: Store,
    pub leases: Leases,
    /// How long a session stays hot unwatched.
    pub unwatched_ms: i64,
    /// Turned after this one, never beside it: what was closed a moment ago is
    /// cold before it is known when to wake it.
    pub waking: Waking,
}

impl Turns for Bedtime {
    const NAME: &'static str = "bedtime";
    const TURN: Duration = Duration::from_secs(5);

    async fn run_once(&mut self) -> anyhow::Result<()> {
        for lease in self.leases.all() {
            let closed = self.close_shard(&lease).await?;
            if !closed.is_empty() {
                counter!("downbeat_deactivations_total").increment(closed.len() as u64);
                // Should this fail, they are woken when their shard gets another
                // owner, and go to sleep again.
                self.store.asleep(&closed).await?;
            }
        }
        self.waking.run_once().await
    }
}

impl Bedtime {
    async fn close_shard(&self, lease: &Lease) -> anyhow::Result<Vec<Asleep>> {
        let now_ms = self.live.now_ms(lease.shard);
        let since_ms = now_ms - self.unwatched_ms;
        let unwatched = self.live.unwatched(lease.shard, since_ms, CLOSED_MAX).await?;
        let mut closed = Vec::new();
        for hot in self.live.read_many(lease.shard, &unwatched).await? {
            let Ok(Some(hot)) = hot else { continue };
            if hot.session.is_running() {
                continue;
            }
            let wake_ms = hot.session.due_ms();
            if wake_ms.is_some_and(|wake_ms| wake_ms < now_ms + SOON_MS) {
                continue;
            }
            match self.live.close(lease, &hot, since_ms).await? {
                Closed::Done => {
                    let (id, incarnation) = (hot.id, i64::try_from(hot.rev.incarnation)?);
                    closed.push(Asleep { id, incarnation, wake_ms });
                }
                Closed::Kept => {}
                Closed::Fenced => {
                    self.leases.fenced(lease);
                    break;
                }
            }
        }
        Ok(closed)
    }
}
