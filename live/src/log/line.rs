//! A line as it is kept, and as each counts it.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// A line of a session's log.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LogLine {
    /// Its place among all lines.
    pub q: u64,
    /// Its number; of a hidden one that of the line before it.
    pub n: u64,
    /// Of a hidden line, its number as its seat counts.
    #[serde(rename = "o", default, skip_serializing_if = "Option::is_none")]
    pub own: Option<u64>,
    #[serde(rename = "s")]
    pub seat: String,
    #[serde(rename = "t")]
    pub at_ms: i64,
    /// For how many days it is kept.
    #[serde(rename = "d")]
    pub days: u32,
    /// The line that it answers.
    #[serde(rename = "r", default, skip_serializing_if = "Option::is_none")]
    pub reply: Option<u64>,
    /// The hidden one of its own seat that it answers, as that seat counts.
    #[serde(rename = "ro", default, skip_serializing_if = "Option::is_none")]
    pub own_reply: Option<u64>,
    /// `None` once it was taken back.
    #[serde(rename = "b", default, skip_serializing_if = "Option::is_none")]
    pub body: Option<Map<String, Value>>,
}

/// The hidden lines of one seat: how many, and the numbers of the newest as the seat
/// counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Own {
    pub count: u64,
    pub newest: Vec<u64>,
}

impl LogLine {
    #[must_use]
    pub const fn is_hidden(&self) -> bool {
        self.own.is_some()
    }

    /// The same without what it said.
    #[must_use]
    pub fn removed(&self) -> Self {
        Self { body: None, reply: None, own_reply: None, ..self.clone() }
    }
}

impl Own {
    /// As it is kept: a count, and numbers.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Self {
        let mut numbers = bytes.chunks_exact(8).filter_map(|one| one.try_into().ok());
        let count = numbers.next().map_or(0, u64::from_be_bytes);
        Self { count, newest: numbers.map(u64::from_be_bytes).collect() }
    }

    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let numbers = std::iter::once(&self.count).chain(&self.newest);
        numbers.flat_map(|number| number.to_be_bytes()).collect()
    }

    /// How the seat counts a line that all see.
    #[must_use]
    pub fn as_seen(&self, n: u64) -> u64 {
        let older = self.older();
        let before = |(i, own): &(u64, &u64)| (**own).saturating_sub(older + i) < n;
        n + older + (1..).zip(&self.newest).filter(before).count() as u64
    }

    /// How all count the line that the seat means; `None` of one of its own.
    #[must_use]
    pub fn as_counted(&self, seen: u64) -> Option<u64> {
        if self.newest.contains(&seen) {
            return None;
        }
        let before = self.newest.iter().filter(|own| **own < seen).count() as u64;
        Some(seen.saturating_sub(self.older() + before))
    }

    fn older(&self) -> u64 {
        self.count.saturating_sub(self.newest.len() as u64)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Whatever is said in whatever order, each counts from 1 without a gap, and
        /// means the line that they see.
        #[test]
        fn nobody_sees_a_gap(hidden in prop::collection::vec(any::<bool>(), 0..80)) {
            let (mut own, mut n, mut seen) = (Own::default(), 0, Vec::new());
            for is_hidden in hidden {
                if is_hidden {
                    let number = own.as_seen(n + 1);
                    own.count += 1;
                    own.newest.push(number);
                    seen.push((number, None));
                } else {
                    n += 1;
                    seen.push((own.as_seen(n), Some(n)));
                }
            }
            for (at, (number, counted)) in (1..).zip(&seen) {
                prop_assert_eq!(*number, at);
                prop_assert_eq!(own.as_counted(*number), *counted);
                if let Some(counted) = counted {
                    prop_assert_eq!(own.as_seen(*counted), *number);
                }
            }
        }
    }
}
