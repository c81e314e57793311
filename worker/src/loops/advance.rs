//! What passing time does to the sessions of our shards.

use std::{panic::AssertUnwindSafe, time::Duration};

use downbeat_boot::clock::{self, Instant};
use downbeat_live::{Due, Hot, Lease, Live, LiveError, Reading, Settled};
use futures::{FutureExt, StreamExt, future::join_all, stream};
use tokio::sync::watch;
use uuid::Uuid;

use crate::loops::{ownership::Leases, turns::Turns, wakes::SELDOM};

/// Sessions of a shard in one turn; the rest are due in the next.
const DUE_MAX: usize = 500;
/// Sessions of a shard under way at once.
const AT_ONCE: usize = 8;
/// What comes too soon waits for another turn.
const CLOCKS_APART: Duration = Duration::from_millis(2);
/// How soon a session of a newer release is looked at again.
const NEWER: Duration = Duration::from_secs(1);

pub struct Advance {
    live: Live,
    leases: Leases,
    changes: watch::Receiver<()>,
    /// When the next is due, as far as it was seen; `None`: it looks again.
    next: Option<Instant>,
}

impl Turns for Advance {
    const NAME: &'static str = "advance";
    const TURN: Duration = Duration::from_millis(50);

    /// A wake of a session that is due sooner comes, or the look's.
    async fn rest(&mut self) {
        let Some(next) = self.next.filter(|_| self.leases.are_watched()) else { return };
        tokio::select! {
            () = clock::sleep_until(next) => {}
            () = self.leases.wakes().due() => {}
            _ = self.changes.changed() => {}
        }
    }

    async fn run_once(&mut self) -> anyhow::Result<()> {
        self.next = None;
        self.changes.mark_unchanged();
        let leases = self.leases.all();
        let shards: Vec<u16> = leases.iter().map(|lease| lease.shard).collect();
        let due = self.live.due(&shards, DUE_MAX).await?;
        let now = clock::monotonic();
        let waits = leases.iter().zip(&due).map(|(lease, due)| self.wait(lease, due));
        let wait = waits.min().unwrap_or(SELDOM);
        let turns = leases.iter().zip(due).map(|(lease, due)| self.advance_shard(lease, due));
        join_all(turns).await.into_iter().collect::<Result<(), _>>()?;
        self.next = Some(now + wait);
        Ok(())
    }
}

impl Advance {
    #[must_use]
    pub fn new(live: Live, leases: Leases) -> Self {
        let changes = leases.changes();
        Self { live, leases, changes, next: None }
    }

    /// How long nothing happens in a shard.
    fn wait(&self, lease: &Lease, due: &Result<Due, LiveError>) -> Duration {
        match due {
            Ok(Due::Next(None)) => SELDOM,
            Ok(Due::Next(Some(due_ms))) => {
                let wait_ms = due_ms - self.live.now_ms(lease.shard);
                SELDOM.min(Duration::from_millis(wait_ms.max(0).unsigned_abs()) + CLOCKS_APART)
            }
            // It is due again at once, or fails.
            Ok(Due::Now(_)) | Err(_) => Duration::ZERO,
        }
    }

    async fn advance_shard(
        &self,
        lease: &Lease,
        due: Result<Due, LiveError>,
    ) -> Result<(), LiveError> {
        let Due::Now(due) = due? else { return Ok(()) };
        let ids: Vec<Uuid> = due.into_iter().map(|(id, _)| id).collect();
        let sessions = self.live.read_many(lease.shard, &ids).await?;
        let turns = ids.into_iter().zip(sessions).map(|(id, hot)| self.pass(lease, id, hot));
        let mut passed = stream::iter(turns).buffered(AT_ONCE);
        while let Some(settled) = passed.next().await {
            if settled? == Settled::Fenced {
                self.leases.fenced(lease);
                break;
            }
        }
        Ok(())
    }

    async fn pass(&self, lease: &Lease, id: Uuid, hot: Reading) -> Result<Settled, LiveError> {
        match hot {
            Ok(Some(hot)) => return self.advance_session(lease, &hot).await,
            Ok(None) => self.live.forget_due(lease.shard, id).await?,
            Err(LiveError::Newer(_)) => self.live.postpone(lease.shard, id, NEWER).await?,
            Err(error) => self.live.park(id, &error.to_string()).await?,
        }
        Ok(Settled::Done)
    }

    /// A rule that panics must not take the other sessions with it: its session
    /// is parked for a person to look at.
    async fn advance_session(&self, lease: &Lease, hot: &Hot) -> Result<Settled, LiveError> {
        let advanced = AssertUnwindSafe(self.live.advance(lease, hot)).catch_unwind().await;
        let Ok(settled) = advanced else {
            self.live.park(hot.id, "its rules panicked").await?;
            return Ok(Settled::Done);
        };
        settled
    }
}
