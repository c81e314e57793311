//! What experience makes of a survivor: levels, stats, room for knacks.

use super::{Stat, Stats};

pub const LEVEL_MAX: u8 = 20;
/// No stat grows beyond it; knacks may still add.
pub const STAT_MAX: i64 = 10;
/// The level at which each slot for a knack opens.
pub const SLOT_LEVELS: [u8; 4] = [1, 3, 6, 10];

/// The experience that a level takes: level L takes `50 L (L - 1)`.
#[must_use]
pub fn takes(level: u8) -> i64 {
    50 * i64::from(level) * (i64::from(level) - 1)
}

/// The level that so much experience makes.
#[must_use]
pub fn level(xp: i64) -> u8 {
    (2..=LEVEL_MAX).rev().find(|level| takes(*level) <= xp).unwrap_or(1)
}

/// The stats of a survivor with that bent: an even level raises the bent, an odd
/// one the lower of the others, the earlier in `Stat::ALL` if they are equal.
#[must_use]
pub fn stats(bent: Stat, level: u8) -> Stats {
    let mut stats = Stats { craft: 4, grit: 4, heart: 4 };
    *stats.of_mut(bent) = 5;
    for at in 2..=level.min(LEVEL_MAX) {
        let others = Stat::ALL.into_iter().filter(|stat| *stat != bent);
        let lower = others.min_by_key(|stat| stats.of(*stat)).unwrap_or(bent);
        let raised = stats.of_mut(if at.is_multiple_of(2) { bent } else { lower });
        *raised = (*raised + 1).min(STAT_MAX);
    }
    stats
}

/// How many knacks a survivor of that level can carry.
#[must_use]
pub fn slots(level: u8) -> usize {
    SLOT_LEVELS.iter().filter(|opens| **opens <= level).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_begins_at_its_experience_and_twenty_is_the_last() {
        for (xp, is) in [(0, 1), (99, 1), (100, 2), (299, 2), (300, 3), (18_999, 19), (19_000, 20)]
        {
            assert_eq!(level(xp), is, "{xp}");
        }
        assert_eq!(level(i64::MAX), LEVEL_MAX);
        assert_eq!(level(-1), 1);
    }

    #[test]
    fn stats_grow_in_turn_and_not_beyond_their_most() {
        let of = |bent, level| {
            let Stats { craft, grit, heart } = stats(bent, level);
            [craft, grit, heart]
        };
        assert_eq!(of(Stat::Craft, 1), [5, 4, 4]);
        assert_eq!(of(Stat::Craft, 6), [8, 5, 5]);
        assert_eq!(of(Stat::Grit, 6), [5, 8, 5]);
        assert_eq!(of(Stat::Heart, 12), [7, 6, 10]);
        assert_eq!(of(Stat::Heart, 20), [9, 8, 10]);
        assert_eq!(of(Stat::Heart, 255), [9, 8, 10]);
    }

    #[test]
    fn slots_open_at_their_levels() {
        assert_eq!([0, 1, 2, 3, 6, 9, 10, 20].map(slots), [0, 1, 1, 2, 3, 3, 4, 4]);
    }
}
