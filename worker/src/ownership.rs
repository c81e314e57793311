//! Which shards are ours.
//!
//! Members rank themselves for each shard by rendezvous hashing, so all agree
//! without talking. The first of the living takes the lease; an owner yields
//! only to a member that has been alive for 2 s, so that one who comes and goes
//! does not take the shards with it.

use std::{
    collections::BTreeMap,
    hash::{DefaultHasher, Hash, Hasher},
    sync::Arc,
    time::Duration,
};

use downbeat_live::{Lease, Live, LiveError, Member};
use futures::future::join_all;
use metrics::gauge;
use parking_lot::RwLock;

pub const TURN: Duration = Duration::from_millis(50);
const RENEW_EVERY_TURNS: u64 = 5;
const SETTLED_MS: i64 = 2_000;

/// The leases that this worker holds, as far as it knows: Redis has the last
/// word on each write.
#[derive(Clone, Default)]
pub struct Leases(Arc<RwLock<BTreeMap<u16, Lease>>>);

impl Leases {
    #[must_use]
    pub fn all(&self) -> Vec<Lease> {
        self.0.read().values().cloned().collect()
    }

    pub fn lost(&self, lease: &Lease) {
        let mut held = self.0.write();
        if held.get(&lease.shard).is_some_and(|known| known.value == lease.value) {
            held.remove(&lease.shard);
        }
    }

    fn hold(&self, lease: Lease) {
        self.0.write().insert(lease.shard, lease);
    }

    fn has(&self, shard: u16) -> bool {
        self.0.read().contains_key(&shard)
    }
}

pub struct Ownership {
    live: Live,
    me: Member,
    leases: Leases,
    turn: u64,
}

impl Ownership {
    #[must_use]
    pub fn new(live: Live, name: String, leases: Leases) -> Self {
        let since_ms = live.now_ms(0);
        Self { live, me: Member { name, since_ms }, leases, turn: 0 }
    }

    pub async fn run_once(&mut self) -> Result<(), LiveError> {
        let members = self.live.join(&self.me).await?;
        if self.turn.is_multiple_of(RENEW_EVERY_TURNS) {
            self.renew().await?;
        }
        self.turn += 1;
        self.yield_to_better(&members).await?;
        self.take_free(&members).await?;
        #[expect(clippy::cast_precision_loss, reason = "there are at most 65,536 shards")]
        gauge!("downbeat_shards_owned").set(self.leases.all().len() as f64);
        Ok(())
    }

    /// Gives everything back at once, for a gap of a beat at most.
    pub async fn hand_over(&self) -> Result<(), LiveError> {
        self.live.leave(&self.me).await?;
        let held = self.leases.all();
        for lease in &held {
            self.leases.lost(lease);
        }
        join_all(held.iter().map(|lease| self.live.release(lease))).await.into_iter().collect()
    }

    async fn renew(&self) -> Result<(), LiveError> {
        let held = self.leases.all();
        let renewed = join_all(held.iter().map(|lease| self.live.renew(lease))).await;
        for (lease, renewed) in held.iter().zip(renewed) {
            match renewed? {
                Some(lease) => self.leases.hold(lease),
                None => {
                    tracing::warn!(shard = lease.shard, "lost the lease of a shard");
                    self.leases.lost(lease);
                }
            }
        }
        Ok(())
    }

    async fn yield_to_better(&self, members: &[Member]) -> Result<(), LiveError> {
        let now_ms = self.live.now_ms(0);
        let is_settled =
            |member: &&Member| *member == &self.me || now_ms - member.since_ms >= SETTLED_MS;
        for lease in self.leases.all() {
            if first(lease.shard, members.iter().filter(is_settled)) != Some(&self.me) {
                self.leases.lost(&lease);
                self.live.release(&lease).await?;
            }
        }
        Ok(())
    }

    async fn take_free(&self, members: &[Member]) -> Result<(), LiveError> {
        let ours = (0..self.live.shards())
            .filter(|shard| !self.leases.has(*shard))
            .filter(|shard| first(*shard, members.iter()) == Some(&self.me));
        for taken in join_all(ours.map(|shard| self.live.acquire(shard))).await {
            if let Some(lease) = taken? {
                tracing::debug!(shard = lease.shard, epoch = lease.epoch(), "took a shard");
                self.leases.hold(lease);
            }
        }
        Ok(())
    }
}

/// The member that ranks first for a shard.
fn first<'a>(shard: u16, members: impl Iterator<Item = &'a Member>) -> Option<&'a Member> {
    members.max_by_key(|member| {
        let mut hasher = DefaultHasher::new();
        (shard, &member.name).hash(&mut hasher);
        hasher.finish()
    })
}
