//! Tells sessions of our shards which seats are gone: the last socket of them ended,
//! or the API that held them has died.
//!
//! A lease is forgotten once that was told, so an heir tells what we could not. A
//! seat that came back meanwhile is told to be here again, and a session that sleeps
//! is brought back for it.

use std::time::Duration;

use downbeat_boot::clock;
use downbeat_job::{ActivateSession, Queue};
use downbeat_live::{CommandError, Gone, Lease, Live};
use downbeat_session::Refusal;
use metrics::counter;

use crate::{
    failures::Failures,
    loops::{ownership::Leases, turns::Turns, wakes::SELDOM},
};

/// Leases of a shard in one turn.
const GONE_MAX: usize = 500;
/// A session that cannot be told for so long is not there any more, or not readable:
/// it would hold up all others of its shard.
const TOLD_WITHIN_MS: i64 = 60_000;

pub struct Presence {
    pub live: Live,
    pub queue: Queue,
    pub leases: Leases,
}

impl Turns for Presence {
    const NAME: &'static str = "presence";
    const TURN: Duration = Duration::from_millis(100);

    /// The look of the beat says where a lease has ended.
    async fn rest(&mut self) {
        let _ = clock::timeout(SELDOM, self.leases.wakes().gone()).await;
    }

    async fn run_once(&mut self) -> anyhow::Result<()> {
        let leases = self.leases.all();
        let shards: Vec<u16> = leases.iter().map(|lease| lease.shard).collect();
        let mut failures = Failures::default();
        for (lease, first) in leases.iter().zip(self.live.first_gone(&shards).await?) {
            let first = failures.note(first).flatten();
            if first.is_some_and(|gone_ms| gone_ms <= self.live.now_ms(lease.shard)) {
                failures.note(self.tell(lease).await);
            }
        }
        failures.outcome()
    }
}

impl Presence {
    async fn tell(&self, lease: &Lease) -> anyhow::Result<()> {
        let Some(gone) = self.live.gone(lease, GONE_MAX).await? else {
            self.leases.fenced(lease);
            return Ok(());
        };
        let mut failures = Failures::default();
        for one in gone {
            failures.note(self.tell_one(lease, &one).await);
        }
        failures.outcome()
    }

    async fn tell_one(&self, lease: &Lease, gone: &Gone) -> anyhow::Result<()> {
        if !gone.is_here && !self.say(lease, gone, "drop").await? {
            return Ok(());
        }
        if !self.live.forget_gone(lease, gone).await? {
            self.say(lease, gone, "arrive").await?;
        }
        Ok(())
    }

    /// Whether it needs to be said no more. Whoever has no seat there is missed by
    /// nobody.
    async fn say(&self, lease: &Lease, gone: &Gone, name: &'static str) -> anyhow::Result<bool> {
        let Err(error) = self.live.tell_presence(&gone.present, name).await else {
            return Ok(told(name));
        };
        let session = gone.present.session;
        match error {
            CommandError::Refused(Refusal::Rejected(_) | Refusal::UnknownCommand) => {
                return Ok(told(name));
            }
            // It is the store's trouble, and every session's: nothing could be forgotten.
            CommandError::AuditFull => return Err(error.into()),
            CommandError::Live(of_redis) if of_redis.is_unavailable() => {
                return Err(of_redis.into());
            }
            _ => {}
        }
        if self.live.now_ms(lease.shard) - gone.until_ms > TOLD_WITHIN_MS {
            tracing::warn!(%session, what = name, %error, "a session is told of a seat no more");
            return Ok(told("given_up"));
        }
        if !matches!(error, CommandError::Cold) {
            return Err(error.into());
        }
        self.queue.signal(&ActivateSession { session }).await?;
        Ok(false)
    }
}

/// Counts what became of it.
fn told(what: &'static str) -> bool {
    counter!("downbeat_presence_told_total", "what" => what).increment(1);
    true
}
