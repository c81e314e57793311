//! A hash that never changes: what is spread by it must be found again by
//! every process of every release.

/// FNV-1a over the bytes, then the finaliser of `SplitMix64`, which spreads what
/// differs in its last bytes only.
#[must_use]
pub fn stable(bytes: &[u8]) -> u64 {
    let hash = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    mixed(hash)
}

/// The finaliser of `SplitMix64`: what differs anywhere differs everywhere.
#[must_use]
pub const fn mixed(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

#[cfg(test)]
mod tests {
    use super::stable;

    #[test]
    fn it_is_what_it_was() {
        assert_eq!(stable(b""), 0xf52a_15e9_a9b5_e89b);
        assert_eq!(stable(b"downbeat"), 0xab7b_1be3_69c4_47bb);
        assert_ne!(stable(b"worker-0"), stable(b"worker-1"));
    }
}
