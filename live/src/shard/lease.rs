//! Who owns which shard.

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
}

impl Live {
    /// Takes a shard's lease if it is free.
    pub async fn acquire(&self, shard: u16) -> Result<Option<Lease>, LiveError> {
        let call = Call::new(&SHARD, "lease")
            .key(key::lease(shard))
            .key(key::line(shard))
            .key(key::generation(shard))
            .arg(Uuid::new_v4().simple().to_string());
        let taken: Option<(String, String)> = self.call(&call).await?;
        Ok(taken.map(|(value, generation)| Lease {
            shard,
            value,
            is_recovered: !generation.is_empty(),
        }))
    }

    /// Holds leases for another 750 ms; `None` for one that is no longer ours.
    pub async fn renew(
        &self,
        leases: &[Lease],
    ) -> Result<Vec<Result<Option<Lease>, LiveError>>, LiveError> {
        let call = |leases: &[Lease]| {
            leases.iter().fold(Call::new(&SHARD, "renew"), |call, lease| {
                let shard = lease.shard;
                let keys = [key::lease(shard), key::generation(shard), key::changes(shard)];
                call.keys(keys.into_iter()).arg(lease.value.as_str())
            })
        };
        let answers: Vec<Result<Option<String>, _>> = self.call_shards(leases, call).await?;
        let renewed = |(lease, answer): (&Lease, Result<Option<String>, LiveError>)| {
            let held = |generation: String| Lease {
                is_recovered: !generation.is_empty(),
                ..lease.clone()
            };
            answer.map(|generation| generation.map(held))
        };
        Ok(leases.iter().zip(answers).map(renewed).collect())
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
