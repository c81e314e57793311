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
use downbeat_live::{Acquired, Alive, Lease, Live, Member, Membership};
use downbeat_session::hash::stable;
use futures::future::join_all;
use metrics::{counter, gauge};
use parking_lot::RwLock;
use tokio::sync::{Notify, watch};

use crate::{
    failures::Failures,
    loops::{turns::Turns, wakes::Wakes},
};

/// A third of what a lease and a membership last.
const KEEP_EVERY: Duration = Duration::from_millis(250);
/// What failed is tried again.
const RETRY_AFTER: Duration = Duration::from_millis(50);
/// Redis counts in milliseconds, and what ends is there for the last of them.
const AFTER_THE_END: Duration = Duration::from_millis(2);
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
    /// Which are held has changed.
    changes: watch::Sender<()>,
    wakes: Wakes,
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
            self.0.changes.send_replace(());
        }
        is_held
    }

    /// Told whenever a shard was taken or let go.
    #[must_use]
    pub fn changes(&self) -> watch::Receiver<()> {
        self.0.changes.subscribe()
    }

    /// What wakes the loops of our shards.
    #[must_use]
    pub fn wakes(&self) -> &Wakes {
        &self.0.wakes
    }

    /// Whether we are woken whatever happens in our shards.
    #[must_use]
    pub fn are_watched(&self) -> bool {
        let held = self.0.leases.read();
        self.0.wakes.are_sure(held.keys().copied())
    }

    /// Until shards were taken that were not ours before.
    pub async fn taken(&self) {
        self.0.taken.notified().await;
    }

    fn hold(&self, lease: Lease) {
        let mut held = self.0.leases.write();
        let is_known = held.get(&lease.shard).is_some_and(|known| known.value == lease.value);
        held.insert(lease.shard, lease);
        if !is_known {
            self.0.changes.send_replace(());
        }
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
    /// When it looks again, if nobody wakes it.
    next: Instant,
}

impl Ownership {
    #[must_use]
    pub fn new(live: Live, name: String, leases: Leases) -> Self {
        let since_ms = live.now_ms(0);
        Self { live, me: Member::new(name, since_ms), leases, next: clock::monotonic() }
    }

    /// Gives everything back at once, for a gap of a beat at most.
    pub async fn hand_over(&self) -> anyhow::Result<()> {
        let mut failures = Failures::default();
        failures.note(self.live.leave(&self.me).await);
        self.release(&self.leases.all(), &mut failures).await;
        failures.outcome()
    }

    /// Whoever waits for them is woken.
    async fn release(&self, leases: &[Lease], failures: &mut Failures) {
        if leases.is_empty() {
            return;
        }
        for lease in leases {
            self.leases.drop(lease);
        }
        for released in join_all(leases.iter().map(|lease| self.live.release(lease))).await {
            failures.note(released);
        }
        failures.note(self.live.wake_members().await);
    }

    /// Says that we and our leases live; answers who does.
    async fn keep(&self, failures: &mut Failures) -> Option<Alive> {
        let held = self.leases.all();
        let Membership { alive, leases } = failures.note(self.live.keep(&self.me, &held).await)?;
        for (lease, renewed) in held.iter().zip(leases) {
            match failures.note(renewed) {
                Some(Some(lease)) => self.leases.hold(lease),
                Some(None) => self.leases.lost(lease),
                // It is ours for as long as Redis takes our writes.
                None => {}
            }
        }
        failures.note(alive)
    }

    async fn yield_to_better(&self, alive: &Alive, failures: &mut Failures) {
        let now_ms = self.live.now_ms(0);
        let is_settled =
            |member: &&Member| *member == &self.me || now_ms - member.since_ms >= SETTLED_MS;
        let is_ours =
            |lease: &Lease| first(lease.shard, alive.keys().filter(is_settled)) == Some(&self.me);
        let theirs: Vec<Lease> =
            self.leases.all().into_iter().filter(|lease| !is_ours(lease)).collect();
        self.release(&theirs, failures).await;
        for _ in &theirs {
            count("yielded");
        }
    }

    /// Takes what is free of ours; answers after how long the first of what is not
    /// free may be.
    async fn take_free(&self, alive: &Alive, failures: &mut Failures) -> Option<Duration> {
        let ours = (0..self.live.shards())
            .filter(|shard| !self.leases.has(*shard))
            .filter(|shard| first(*shard, alive.keys()) == Some(&self.me));
        let mut soonest: Option<Duration> = None;
        for taken in join_all(ours.map(|shard| self.live.try_acquire(shard))).await {
            match failures.note(taken) {
                Some(Acquired::Taken(lease)) => {
                    tracing::debug!(shard = lease.shard, epoch = lease.epoch(), "took a shard");
                    count("taken");
                    self.leases.hold(lease);
                    self.leases.0.taken.notify_one();
                }
                Some(Acquired::Held(left)) => {
                    soonest = Some(soonest.map_or(left, |known| known.min(left)));
                }
                None => {}
            }
        }
        soonest
    }

    /// Another member that does not say again that it lives ends with its leases:
    /// that is seen when it happens, without looking all the time.
    fn first_end(&self, alive: &Alive) -> Option<Duration> {
        let others = alive.iter().filter(|(member, _)| **member != self.me);
        others.map(|(_, left)| *left).min()
    }
}

impl Turns for Ownership {
    const NAME: &'static str = "ownership";
    /// What ends may need another look at once.
    const TURN: Duration = Duration::from_millis(5);

    async fn rest(&mut self) {
        tokio::select! {
            () = clock::sleep_until(self.next) => {}
            () = self.leases.wakes().released() => {}
        }
    }

    async fn run_once(&mut self) -> anyhow::Result<()> {
        let began = clock::monotonic();
        self.next = began + RETRY_AFTER;
        if self.leases.is_retired() {
            if !self.leases.all().is_empty() {
                tracing::info!("handing the shards over, as somebody wants it");
                self.hand_over().await?;
            }
            gauge!("downbeat_shards_owned").set(0.0);
            return Ok(());
        }
        let mut failures = Failures::default();
        let kept = clock::monotonic();
        if let Some(alive) = self.keep(&mut failures).await {
            self.yield_to_better(&alive, &mut failures).await;
            let free = self.take_free(&alive, &mut failures).await;
            // What could not be kept or taken is tried again sooner.
            if failures.is_empty() {
                let ends = free.into_iter().chain(self.first_end(&alive)).min();
                let ends = ends.map(|ends| ends + AFTER_THE_END);
                self.next = kept + ends.map_or(KEEP_EVERY, |ends| ends.min(KEEP_EVERY));
            }
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
