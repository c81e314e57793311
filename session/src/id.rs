//! Ids of sessions, and the shard that an id lives on.

use uuid::Uuid;

use crate::hash::stable;

/// Namespace of derived ids; never changes.
const NAMESPACE: Uuid = Uuid::from_u128(0x6d0c_b5d2_3a1e_5f0b_9a57_d0b4_ea7d_0001);

/// The id of the one session that `owner` has of a kind, so that a webhook
/// finds it without a lookup.
#[must_use]
pub fn derived(kind: &str, owner: &str) -> Uuid {
    Uuid::new_v5(&NAMESPACE, format!("{kind}:twitch:{owner}").as_bytes())
}

/// The shard of an id among `shards`.
#[must_use]
pub fn shard(id: Uuid, shards: u16) -> u16 {
    u16::try_from(stable(id.as_bytes()) % u64::from(shards.max(1))).unwrap_or(0)
}

/// An id for a child of a session: drawn until it lives on the same shard.
pub fn of_child(parent: Uuid, shards: u16, mut draw: impl FnMut() -> Uuid) -> Uuid {
    let home = shard(parent, shards);
    loop {
        let id = draw();
        if shard(id, shards) == home {
            return id;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ids and shards are written down in Postgres and in Redis.
    #[test]
    fn ids_and_shards_are_what_they_were() {
        let id = derived("meter", "12345");
        assert_eq!(id, derived("meter", "12345"));
        assert_ne!(id, derived("meter", "12346"));
        assert_eq!(shard(id, 64), shard(id, 64));
        assert_eq!(shard(id, 1), 0);
    }

    #[test]
    fn a_child_lives_where_its_parent_does() {
        for parent in (0..20).map(Uuid::from_u128) {
            let child = of_child(parent, 256, Uuid::new_v4);
            assert_eq!(shard(child, 256), shard(parent, 256));
        }
    }

    #[test]
    fn ids_that_begin_with_a_time_are_spread() {
        let mut counts = [0_u32; 64];
        for n in 0..6_400_u128 {
            let id = Uuid::from_u128((0x0190_0000_0000_7000_8000_0000_0000_0000_u128) + n);
            counts[usize::from(shard(id, 64))] += 1;
        }
        assert!(counts.iter().all(|count| (50..200).contains(count)), "{counts:?}");
    }
}
