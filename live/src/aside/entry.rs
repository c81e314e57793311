//! A value as the cache has it: a line of numbers, and JSON.

use std::time::Duration;

use downbeat_boot::clock;
use metrics::counter;
use serde::{Serialize, de::DeserializeOwned};

/// How far from its time a value ends, so that those which were loaded together do not
/// end together.
const SPREAD: f64 = 0.1;

/// Something that the cache keeps.
pub trait CachedValue: Serialize + DeserializeOwned + Send + Sync + 'static {
    /// In keys, and in metrics.
    const NAME: &'static str;
    /// Of its JSON: one of another shape is as good as none.
    const SHAPE: u32;
    const TTL: Duration;
    /// A larger one is not kept.
    const BYTES_MAX: usize;
}

/// What a loader found.
#[derive(Debug, Clone)]
pub struct Made<V> {
    pub value: V,
    /// Of its rows: it never gets smaller. 0 where they have none.
    pub version: i64,
}

/// A value, and when it was so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found<V> {
    pub value: V,
    pub version: i64,
    /// When its loader began.
    pub as_of_ms: i64,
    /// From then on it is loaded anew beside whoever asks.
    due_ms: i64,
}

impl<V: CachedValue> Found<V> {
    pub(super) fn of(loaded: Made<V>, as_of_ms: i64) -> Self {
        let Made { value, version } = loaded;
        let ttl = V::TTL.mul_f64(rand::random_range(1.0 - SPREAD..=1.0 + SPREAD));
        let due_ms = as_of_ms.saturating_add(millis(ttl * 3 / 4));
        Self { value, version, as_of_ms, due_ms }
    }

    pub(super) fn is_due(&self) -> bool {
        clock::unix_ms() >= self.due_ms
    }

    /// It is due when three quarters of this are over.
    pub(super) fn ttl_ms(&self) -> i64 {
        (self.due_ms.saturating_sub(self.as_of_ms).saturating_mul(4) / 3).max(1)
    }

    /// `None` of what cannot be written, or is too large.
    pub(super) fn text(&self) -> Option<Vec<u8>> {
        let Self { value, version, as_of_ms, due_ms } = self;
        let mut text = format!("{} {version} {as_of_ms} {due_ms}\n", V::SHAPE).into_bytes();
        if let Err(error) = serde_json::to_writer(&mut text, value) {
            tracing::error!(data = V::NAME, %error, "a value for the cache cannot be written");
            return None;
        }
        if text.len() > V::BYTES_MAX {
            tracing::warn!(
                data = V::NAME,
                bytes = text.len(),
                "a value is too large for the cache"
            );
            return None;
        }
        Some(text)
    }

    /// `None` of word that there was one, and of what this release cannot read.
    pub(super) fn read(text: &[u8]) -> Option<Self> {
        if text.starts_with(b"-") {
            return None;
        }
        let found = Self::read_whole(text);
        if found.is_none() {
            tracing::debug!(data = V::NAME, "what the cache has cannot be read");
            count::<V>("unreadable");
        }
        found
    }

    fn read_whole(text: &[u8]) -> Option<Self> {
        let end = text.iter().position(|byte| *byte == b'\n')?;
        let (head, json) = text.split_at(end);
        let mut numbers = str::from_utf8(head).ok()?.split(' ');
        let mut next = || numbers.next()?.parse::<i64>().ok();
        let (shape, version, as_of_ms, due_ms) = (next()?, next()?, next()?, next()?);
        if shape != i64::from(V::SHAPE) {
            return None;
        }
        Some(Self { value: serde_json::from_slice(json).ok()?, version, as_of_ms, due_ms })
    }
}

/// Counts what became of looking for one.
pub(super) fn count<V: CachedValue>(outcome: &'static str) {
    counter!("downbeat_cache_reads_total", "data" => V::NAME, "outcome" => outcome).increment(1);
}

fn millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
    struct Word(String);

    impl CachedValue for Word {
        const NAME: &'static str = "word";
        const SHAPE: u32 = 3;
        const TTL: Duration = Duration::from_mins(30);
        const BYTES_MAX: usize = 100;
    }

    fn found(text: &str) -> Found<Word> {
        Found::of(Made { value: Word(text.into()), version: 7 }, 1_000)
    }

    #[test]
    fn what_is_written_is_read_and_what_is_of_another_shape_is_not() {
        let kept = found("a\nb");
        let text = kept.text().unwrap();
        assert_eq!(Found::read(&text), Some(kept));
        let other = [b"4".as_slice(), &text[1..]].concat();
        assert_eq!(Found::<Word>::read(&other), None);
        for text in ["", "- 8", "3 7 1000", "3 7 1000 x\n\"a\"", "3 7 1000 2000\n[]", "\n\"a\""] {
            assert_eq!(Found::<Word>::read(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn what_is_too_large_is_not_written() {
        assert!(found(&"a".repeat(50)).text().is_some());
        assert!(found(&"a".repeat(100)).text().is_none());
    }

    #[test]
    fn values_end_within_a_tenth_of_their_time_and_are_due_before() {
        let ttl_ms = millis(Word::TTL);
        let mut all: Vec<i64> = (0..100).map(|_| found("a").ttl_ms()).collect();
        assert!(all.iter().all(|it| (ttl_ms * 89 / 100..=ttl_ms * 111 / 100).contains(it)));
        all.dedup();
        assert!(all.len() > 50, "they do not end together");
        let kept = found("a");
        assert!(kept.is_due(), "1970 is long ago");
        assert!((kept.due_ms - 1_000 - kept.ttl_ms() * 3 / 4).abs() <= 1);
    }
}
