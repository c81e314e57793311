//! Chance that is the same each time: what is told of a journal does not change
//! because it is looked at again.

use crate::hash;

/// What `SplitMix64` goes on by (Steele, Lea and Flood, *Fast Splittable Pseudorandom
/// Number Generators*, OOPSLA 2014).
const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

#[derive(Debug, Clone)]
pub struct Draws(u64);

impl Draws {
    pub fn new(seed: &[u8]) -> Self {
        Self(hash::stable(seed))
    }

    /// Fisher and Yates: each order is as likely as any other.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }

    fn below(&mut self, bound: usize) -> usize {
        let bound = u64::try_from(bound).unwrap_or(u64::MAX);
        let drawn = (u128::from(self.draw()) * u128::from(bound)) >> 64;
        usize::try_from(drawn).unwrap_or(0)
    }

    fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(STEP);
        hash::mixed(self.0)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn each_order_comes_about_as_often() {
        let mut draws = Draws::new(b"ann");
        let mut counts = BTreeMap::new();
        for _ in 0..6_000 {
            let mut items = [1, 2, 3];
            draws.shuffle(&mut items);
            *counts.entry(items).or_insert(0) += 1;
        }
        assert_eq!(counts.len(), 6);
        assert!(counts.values().all(|count| (850..1_150).contains(count)), "{counts:?}");
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_the_same_seed_is_the_same_chance(
            seed in any::<[u8; 16]>(),
            items in prop::collection::vec(0_u8..9, 0..60),
        ) {
            let shuffled = || {
                let mut shuffled = items.clone();
                Draws::new(&seed).shuffle(&mut shuffled);
                shuffled
            };
            let (mut all, again) = (shuffled(), shuffled());
            prop_assert_eq!(&all, &again);
            let mut sorted = items.clone();
            sorted.sort_unstable();
            all.sort_unstable();
            prop_assert_eq!(all, sorted);
        }
    }
}
