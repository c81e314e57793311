//! Ids of sessions, and the shard that an id lives on.

use uuid::Uuid;

/// Namespace of derived ids; never changes.
const NAMESPACE: Uuid = Uuid::from_u128(0x6d0c_b5d2_3a1e_5f0b_9a57_d0b4_ea7d_0001);

/// The id of the one session that `owner` has of a kind, so that a webhook
/// finds it without a lookup.
#[must_use]
pub fn derived(kind: &str, owner: &str) -> Uuid {
    Uuid::new_v5(&NAMESPACE, format!("{kind}:twitch:{owner}").as_bytes())
}

/// The shard of an id among `shards`: FNV-1a over its bytes, which also spreads
/// ids that begin with a time.
#[must_use]
pub fn shard(id: Uuid, shards: u16) -> u16 {
    let hash = id.as_bytes().iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    u16::try_from((hash ^ (hash >> 32)) % u64::from(shards.max(1))).unwrap_or(0)
}
