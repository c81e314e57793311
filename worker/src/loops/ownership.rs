//! Which shards are ours.
//!
//! Members rank themselves for each shard by rendezvous hashing, so all agree
//! without talking. The first of the living takes the lease; an owner yields
//! only to a member that has been alive for 2 s, so that one who comes and goes
//! does not take the shards with it.

use std::{
    collections::BTreeMap,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use downbeat_boot::clock::{self, Instant};
use downbeat_live::{Lease, Live, Member};
use downbeat_session::hash::stable;
use futures::future::join_all;
use metrics::{counter, gauge};
use parking_lot::RwLock;
use tokio::sync::Notify;

use crate::{failures::Failures, loops::turns::Turns};

const RENEW_EVERY: Duration = Duration::from_millis(250);
const SETTLED_MS: i64 = 2_000;

/// The leases that this worker holds, as far as it knows: Redis has the last
/// word on each write.
#[derive(Clone, Default)]
pub struct Leases(Arc<Held>);

#[derive(Default)]
struct Held {
    leases: RwLock<BTreeMap<u16, Lease>>,
    /// The worker is to own nothing, though it lives.
    is_retired: AtomicBool,
    taken: Notify,
}

impl Leases {
    #[must_use]
    pub fn all(&self) -> Vec<Lease> {
        self.0.leases.read().values().cloned().collect()
    }

    /// A worker that is retired hands its shards over and takes none.
    pub fn set_retired(&self, is_retired: bool) {
        self.0.is_retired.store(is_retired, Ordering::Relaxed);
    }

    fn is_retired(&self) -> bool {
        self.0.is_retired.load(Ordering::Relaxed)
    }

    /// Redis refused a write under this lease: the shard has another owner.
    pub fn fenced(&self, lease: &Lease) {
        counter!("downbeat_fenced_total").increment(1);
        self.lost(lease);
    }

    fn lost(&self, lease: &Lease) {
        if self.drop(lease) {
            tracing::warn!(shard = lease.shard, "lost the lease of a shard");
            count("lost");
        }
    }

    /// Whether it is held, as far as is known.
    #[must_use]
    pub fn holds(&self, lease: &Lease) -> bool {
        let held = self.0.leases.read();
        held.get(&lease.shard).is_some_and(|known| known.value == lease.value)
    }

    /// Whether it was held until now.
    fn drop(&self, lease: &Lease) -> bool {
        let mut held = self.0.leases.write();
        let is_held = held.get(&lease.shard).is_some_and(|known| known.value == lease.value);
        if is_held {
            held.remove(&lease.shard);
        }
        is_held
    }

    /// Until shards were taken that were not ours before.
    pub async fn taken(&self) {
        self.0.taken.notified().await;
    }

    fn hold(&self, lease: Lease) {
        self.0.leases.write().insert(lease.shard, lease);
    }

    /// Its sessions are asked for: nobody does it again.
    pub fn recovered(&self, lease: &Lease) {
        if let Some(held) = self.0.leases.write().get_mut(&lease.shard)
            && held.value == lease.value
        {
            held.is_recovered = true;
        }
    }

    #[must_use]
    pub fn has(&self, shard: u16) -> bool {
        self.0.leases.read().contains_key(&shard)
    }
}

pub struct Ownership {
    live: Live,
    me: Member,
    leases: Leases,
    /// When the leases were renewed last.
    renewed: Option<Instant>,
}

impl Ownership {
    #[must_use]
    pub fn new(live: Live, name: String, leases: Leases) -> Self {
        let since_ms = live.now_ms(0);
        Self { live, me: Member::new(name, since_ms), leases, renewed: None }
    }

    /// Gives everything back at once, for a gap of a beat at most.
    pub async fn hand_over(&self) -> anyhow::Result<()> {
        let mut failures = Failures::default();
        failures.note(self.live.leave(&self.me).await);
        let held = self.leases.all();
        for lease in &held {
            self.leases.drop(lease);
        }
        for released in join_all(held.iter().map(|lease| self.live.release(lease))).await {
            failures.note(released);
        }
        failures.outcome()
    }

    async fn renew(&self, failures: &mut Failures) {
        let held = self.leases.all();
        let Some(answers) = failures.note(self.live.renew(&held).await) else { return };
        for (lease, renewed) in held.iter().zip(answers) {
            match failures.note(renewed) {
                Some(Some(lease)) => self.leases.hold(lease),
                Some(None) => self.leases.lost(lease),
                // It is ours for as long as Redis takes our writes.
                None => {}
            }
        }
    }

    async fn yield_to_better(&self, members: &[Member], failures: &mut Failures) {
        let now_ms = self.live.now_ms(0);
        let is_settled =
            |member: &&Member| *member == &self.me || now_ms - member.since_ms >= SETTLED_MS;
        for lease in self.leases.all() {
            if first(lease.shard, members.iter().filter(is_settled)) != Some(&self.me) {
                self.leases.drop(&lease);
                failures.note(self.live.release(&lease).await);
                count("yielded");
            }
        }
    }

    async fn take_free(&self, members: &[Member], failures: &mut Failures) {
        let ours = (0..self.live.shards())
            .filter(|shard| !self.leases.has(*shard))
            .filter(|shard| first(*shard, members.iter()) == Some(&self.me));
        for taken in join_all(ours.map(|shard| self.live.acquire(shard))).await {
            if let Some(Some(lease)) = failures.note(taken) {
                tracing::debug!(shard = lease.shard, epoch = lease.epoch(), "took a shard");
                count("taken");
                self.leases.hold(lease);
                self.leases.0.taken.notify_one();
            }
        }
    }
}

impl Turns for Ownership {
    const NAME: &'static str = "ownership";
    const TURN: Duration = Duration::from_millis(50);

    async fn run_once(&mut self) -> anyhow::Result<()> {
        if self.leases.is_retired() {
            if !self.leases.all().is_empty() {
                tracing::info!("handing the shards over, as somebody wants it");
                self.hand_over().await?;
            }
            gauge!("downbeat_shards_owned").set(0.0);
            return Ok(());
        }
        let mut failures = Failures::default();
        if self.renewed.is_none_or(|renewed| renewed.elapsed() >= RENEW_EVERY) {
            let began = clock::monotonic();
            self.renew(&mut failures).await;
            // What could not be renewed is tried again in the next turn.
            self.renewed = failures.is_empty().then_some(began);
        }
        if let Some(members) = failures.note(self.live.join(&self.me).await) {
            self.yield_to_better(&members, &mut failures).await;
            self.take_free(&members, &mut failures).await;
        }
        #[expect(clippy::cast_precision_loss, reason = "there are at most 65,536 shards")]
        gauge!("downbeat_shards_owned").set(self.leases.all().len() as f64);
        failures.outcome()
    }
}

/// The member that ranks first for a shard.
fn first<'a>(shard: u16, members: impl Iterator<Item = &'a Member>) -> Option<&'a Member> {
    members.max_by_key(|member| stable(format!("{shard}:{}", member.name).as_bytes()))
}

fn count(outcome: &'static str) {
    counter!("downbeat_leases_total", "outcome" => outcome).increment(1);
}
