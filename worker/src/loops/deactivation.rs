//! Hot to cold: sessions that nobody watches are closed.

use std::time::Duration;

use downbeat_live::{Closed, Lease, Live};
use downbeat_store::{Asleep, Store};
use metrics::counter;
use uuid::Uuid;

use crate::{
    failures::Failures,
    loops::{ownership::Leases, turns::Turns, wakeups::Wakeups},
};

/// A session that is due within this time stays hot.
const SOON_MS: i64 = 60_000;
const CLOSED_MAX: usize = 500;

pub struct Deactivation {
    pub live: Live,
    pub store: Store,
    pub leases: Leases,
    /// How long a session stays hot unwatched.
    pub unwatched_ms: i64,
    /// Turned after this one, never beside it: what was closed a moment ago is
    /// cold before it is known when to wake it.
    pub wakeups: Wakeups,
}

impl Turns for Deactivation {
    const NAME: &'static str = "deactivation";
    const TURN: Duration = Duration::from_secs(5);

    async fn run_once(&mut self) -> anyhow::Result<()> {
        let mut failures = Failures::default();
        let leases = self.leases.all();
        let since =
            |lease: &Lease| (lease.shard, self.live.now_ms(lease.shard) - self.unwatched_ms);
        let since: Vec<(u16, i64)> = leases.iter().map(since).collect();
        let unwatched = failures.note(self.live.unwatched(&since, CLOSED_MAX).await);
        let unwatched = unwatched.unwrap_or_default();
        for ((lease, (_, since_ms)), unwatched) in leases.iter().zip(since).zip(unwatched) {
            let unwatched = failures.note(unwatched).unwrap_or_default();
            if unwatched.is_empty() {
                continue;
            }
            let mut closed = Vec::new();
            failures.note(self.close_shard(lease, (unwatched, since_ms), &mut closed).await);
            if !closed.is_empty() {
                counter!("downbeat_deactivations_total").increment(closed.len() as u64);
                // Should this fail, they are woken when their shard gets another
                // owner, and go to sleep again.
                failures.note(self.store.asleep(&closed).await);
            }
        }
        failures.note(self.wakeups.run_once().await);
        failures.outcome()
    }
}

impl Deactivation {
    /// Closes what it can of a shard. What stays for now is looked at again after
    /// as long as if it had been watched, so that it stands before nobody.
    async fn close_shard(
        &self,
        lease: &Lease,
        (unwatched, since_ms): (Vec<Uuid>, i64),
        closed: &mut Vec<Asleep>,
    ) -> anyhow::Result<()> {
        let now_ms = self.live.now_ms(lease.shard);
        let mut staying = Vec::new();
        let mut failures = Failures::default();
        let read = self.live.read_many(lease.shard, &unwatched).await?;
        for (id, hot) in unwatched.into_iter().zip(read) {
            // A state that is gone is closed as one that is there.
            let Ok(Some(hot)) = hot else {
                staying.push(id);
                continue;
            };
            let wake_ms = hot.session.due_ms();
            let is_due = wake_ms.is_some_and(|wake_ms| wake_ms < now_ms + SOON_MS);
            if hot.session.is_running() || is_due {
                staying.push(id);
                continue;
            }
            match failures.note(self.live.close(lease, &hot, since_ms).await) {
                Some(Closed::Done) => {
                    let incarnation = i64::try_from(hot.rev.incarnation)?;
                    closed.push(Asleep { id, incarnation, wake_ms });
                }
                Some(Closed::Kept) | None => staying.push(id),
                Some(Closed::Fenced) => {
                    self.leases.fenced(lease);
                    return failures.outcome();
                }
            }
        }
        failures.note(self.live.look_later(lease.shard, &staying, now_ms).await);
        failures.outcome()
    }
}
