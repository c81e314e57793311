//! What votes moved in a tally, as their function tells it: behind the header the
//! bucket that the last of them fell into, and the votes of the round that runs,
//! each with its length before it.
//!
//! | moved | bytes | |
//! |---|---|---|
//! | more | 2 | by how much seq grew |
//! | seq, `at_ms`, value | 24 | as in the tally |
//! | slot | 1 + (8 + 4 × sides) | window model: bucket number, then its counts; else nothing |
//! | round | 1 + 4 × sides | while a round runs; else nothing |

use super::{Model, Rules, Slot, Tally};

/// Counts are of all votes, never of these alone, so one that is missed matters
/// only where it filled another bucket.
#[derive(Debug, Clone, PartialEq)]
pub struct Moved {
    pub seq_before: u64,
    pub seq: u64,
    pub at_ms: i64,
    pub value: f64,
    slot: Option<Slot>,
    round: Vec<u64>,
}

impl Moved {
    /// Reads it from the front of what is left, and takes it from there; `None`
    /// where it is none.
    #[must_use]
    pub fn read(bytes: &mut &[u8]) -> Option<Self> {
        let word = |bytes: &mut &[u8]| take(bytes, 8)?.try_into().ok();
        let more = take(bytes, 2)?.try_into().map(u16::from_be_bytes).ok()?;
        let seq: u64 = word(bytes).map(u64::from_be_bytes)?;
        let at_ms = word(bytes).map(i64::from_be_bytes)?;
        let value = word(bytes).map(f64::from_be_bytes)?;
        let slot = match counted(bytes)? {
            [] => None,
            slot => Some(Slot::read(slot)?),
        };
        let mut counts = Tally::default();
        counts.read_round(counted(bytes)?);
        let seq_before = seq.saturating_sub(more.into());
        Some(Self { seq_before, seq, at_ms, value, slot, round: counts.round })
    }
}

impl Tally {
    /// Whether the tally has now what was moved; `false` where votes are missing
    /// between the two.
    pub fn take(&mut self, moved: &Moved, rules: &Rules) -> bool {
        if moved.seq <= self.seq {
            return true;
        }
        if rules.model == Model::Window && moved.seq_before > self.seq {
            return false;
        }
        let Moved { seq_before: _, seq, at_ms, value, slot, round } = moved.clone();
        if let Some(slot) = slot {
            self.put(slot);
        }
        if !round.is_empty() {
            self.round = round;
        }
        (self.seq, self.at_ms, self.value) = (seq, at_ms, value);
        true
    }

    /// One in which all is different that votes can move.
    #[must_use]
    pub fn unlike(&self, rules: &Rules) -> Self {
        let mut other = self.clone();
        for side in (0..rules.sides.len()).filter_map(|side| u8::try_from(side).ok()) {
            other.add_to_slot(rules, side, self.at_ms);
        }
        other.round.iter_mut().for_each(|votes| *votes += 1);
        other.value += if self.value > 0.0 { -1.0 } else { 1.0 };
        other.seq += 1;
        other.at_ms += 1;
        other
    }
}

/// What stands behind its length.
fn counted<'a>(bytes: &mut &'a [u8]) -> Option<&'a [u8]> {
    let length = take(bytes, 1)?.first().copied()?;
    take(bytes, length.into())
}

fn take<'a>(bytes: &mut &'a [u8], length: usize) -> Option<&'a [u8]> {
    let (taken, left) = bytes.split_at_checked(length)?;
    *bytes = left;
    Some(taken)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(model: Model) -> Rules {
        let sides = vec![vec!["yes".into()], vec!["no".into()]];
        let (decay_per_s, weight, bucket_ms, votes_per_min) = (0.5, 10.0, 300, 0);
        Rules { model, decay_per_s, weight, bucket_ms, votes_per_min, sides, round: None }
    }

    fn moved(seq_before: u64, seq: u64, bucket: u64, counts: [u32; 2]) -> Moved {
        let slot = Some(Slot { bucket, counts: counts.into() });
        Moved { seq_before, seq, at_ms: 9_000, value: 5.0, slot, round: vec![] }
    }

    #[test]
    fn a_window_takes_what_follows_and_a_value_takes_what_is_newer() {
        let mut window = Tally::default();
        assert!(window.take(&moved(0, 3, 30, [2, 1]), &rules(Model::Window)));
        assert!(!window.take(&moved(4, 5, 30, [4, 1]), &rules(Model::Window)), "4 is missing");
        assert!(window.take(&moved(1, 2, 30, [1, 1]), &rules(Model::Window)), "it is known");
        assert!(window.take(&moved(2, 4, 30, [3, 1]), &rules(Model::Window)), "with some known");
        assert_eq!(window.counts(&rules(Model::Window)), [3, 1]);
        let mut value = Tally::default();
        assert!(value.take(&moved(7, 8, 30, [0, 0]), &rules(Model::Decay)));
        assert_eq!((value.seq, value.at_ms), (8, 9_000));
    }

    #[test]
    fn what_is_cut_short_is_none() {
        let mut bytes = vec![0; 26];
        bytes.extend([16, 0, 0, 0, 0, 0, 0, 0, 30, 0, 0, 0, 1, 0, 0, 0, 2, 8]);
        bytes.extend([0, 0, 0, 3, 0, 0, 0, 4]);
        for length in 0..bytes.len() {
            assert_eq!(Moved::read(&mut &bytes[..length]), None, "{length}");
        }
        let left = &mut &bytes[..];
        let read = Moved::read(left).unwrap();
        assert!(left.is_empty());
        let counts = vec![1, 2];
        assert_eq!((read.slot, read.round), (Some(Slot { bucket: 30, counts }), vec![3, 4]));
    }
}
