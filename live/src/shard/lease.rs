//! Who owns which shard.

use std::time::Duration;

use redis::cmd;
use uuid::Uuid;

use crate::{
    Live, LiveError, key,
    redis::{call::Call, library::SHARD},
};

/// A fenced ownership of a shard: `<epoch>:<nonce>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lease {
    pub shard: u16,
    pub value: String,
    /// Whether this store has been recovered from Postgres since it was emptied.
    pub is_recovered: bool,
}

impl Lease {
    #[must_use]
    pub fn epoch(&self) -> u64 {
        self.value.split(':').next().and_then(|epoch| epoch.parse().ok()).unwrap_or(0)
    }

    /// With the shard's generation, or nothing where it is held no more.
    pub(super) fn renewed(&self, generation: Option<String>) -> Option<Self> {
        let is_recovered = !generation?.is_empty();
        Some(Self { is_recovered, ..self.clone() })
    }
}

/// What came of an attempt to take a lease.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Acquired {
    Taken(Lease),
    /// By another, for so long unless it is renewed.
    Held(Duration),
}

impl Live {
    /// Takes a shard's lease if it is free.
    pub async fn acquire(&self, shard: u16) -> Result<Option<Lease>, LiveError> {
        Ok(match self.try_acquire(shard).await? {
            Acquired::Taken(lease) => Some(lease),
            Acquired::Held(_) => None,
        })
    }

    /// The same; answers for how long one is held that is not free.
    pub async fn try_acquire(&self, shard: u16) -> Result<Acquired, LiveError> {
        let call = Call::new(&SHARD, "lease")
            .key(key::lease(shard))
            .key(key::line(shard))
            .key(key::generation(shard))
            .arg(Uuid::new_v4().simple().to_string());
        let (value, told): (String, String) = self.call(&call).await?;
        if value.is_empty() {
            return Ok(Acquired::Held(Duration::from_millis(told.parse().unwrap_or(0))));
        }
        Ok(Acquired::Taken(Lease { shard, value, is_recovered: !told.is_empty() }))
    }

    /// Holds leases for another 750 ms; `None` for one that is no longer ours.
    pub async fn renew(
        &self,
        leases: &[Lease],
    ) -> Result<Vec<Result<Option<Lease>, LiveError>>, LiveError> {
        let call = |leases: &[Lease]| renewing(Call::new(&SHARD, "renew"), leases);
        let answers: Vec<Result<Option<String>, _>> = self.ask_briefly(leases, call).await?;
        Ok(leases.iter().zip(answers).map(|(lease, told)| Ok(lease.renewed(told?))).collect())
    }

    /// Lets other workers take at once what was released.
    pub async fn wake_members(&self) -> Result<(), LiveError> {
        let _heard: u64 =
            self.query(cmd("SPUBLISH").arg(key::MEMBERS_WAKE).arg("released")).await?;
        Ok(())
    }

    pub async fn release(&self, lease: &Lease) -> Result<(), LiveError> {
        let call = Call::new(&SHARD, "release")
            .key(key::lease(lease.shard))
            .key(key::changes(lease.shard))
            .arg(lease.value.as_str());
        let _: u8 = self.call(&call).await?;
        Ok(())
    }

    /// Marks a shard as recovered; `false` when the lease is no longer ours.
    pub async fn recovered(&self, lease: &Lease, generation: i64) -> Result<bool, LiveError> {
        let call = Call::new(&SHARD, "recovered")
            .key(key::lease(lease.shard))
            .key(key::generation(lease.shard))
            .arg(lease.value.as_str())
            .number(generation);
        self.call(&call).await
    }
}

/// Names leases in a call that renews them.
pub(super) fn renewing(call: Call, leases: &[Lease]) -> Call {
    let held = leases.iter().fold(call, |call, lease| {
        let keys = [key::lease(lease.shard), key::generation(lease.shard)];
        call.keys(keys.into_iter()).arg(lease.value.as_str())
    });
    held.keys(leases.iter().map(|lease| key::changes(lease.shard)))
}
