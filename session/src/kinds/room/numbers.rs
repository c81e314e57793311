//! A set of seats by their numbers: of 500 likes of an item one bit each is kept.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

/// Written as hexadecimal digits, eight numbers in two of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Numbers(Vec<u8>);

impl Numbers {
    #[must_use]
    pub fn has(&self, number: u16) -> bool {
        let (byte, bit) = place(number);
        self.0.get(byte).is_some_and(|bits| bits & bit != 0)
    }

    pub fn set(&mut self, number: u16, on: bool) {
        let (byte, bit) = place(number);
        if on {
            self.0.resize(self.0.len().max(byte + 1), 0);
            self.0[byte] |= bit;
        } else if let Some(bits) = self.0.get_mut(byte) {
            *bits &= !bit;
            // Two sets of the same numbers are written alike.
            let kept = self.0.iter().rposition(|bits| *bits != 0).map_or(0, |last| last + 1);
            self.0.truncate(kept);
        }
    }

    #[must_use]
    pub fn count(&self) -> u32 {
        self.0.iter().map(|bits| bits.count_ones()).sum()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<u16> for Numbers {
    fn from_iter<I: IntoIterator<Item = u16>>(numbers: I) -> Self {
        let mut set = Self::default();
        for number in numbers {
            set.set(number, true);
        }
        set
    }
}

fn place(number: u16) -> (usize, u8) {
    (usize::from(number / 8), 1 << (number % 8))
}

impl Serialize for Numbers {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&hex::encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for Numbers {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        hex::decode(text).map(Self).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::Numbers;

    proptest! {
        #[test]
        fn it_is_the_set_of_what_was_put_into_it(
            steps in prop::collection::vec((0_u16..500, any::<bool>()), 0..60),
        ) {
            let (mut numbers, mut known) = (Numbers::default(), BTreeSet::new());
            for (number, on) in steps {
                numbers.set(number, on);
                if on { known.insert(number); } else { known.remove(&number); }
            }
            prop_assert_eq!(numbers.count() as usize, known.len());
            prop_assert!((0..500).all(|number| numbers.has(number) == known.contains(&number)));
            prop_assert_eq!(&known.into_iter().collect::<Numbers>(), &numbers);
            let text = serde_json::to_string(&numbers).unwrap();
            prop_assert_eq!(serde_json::from_str::<Numbers>(&text).unwrap(), numbers);
        }
    }
}
