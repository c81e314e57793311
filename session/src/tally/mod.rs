//! What Redis counts by itself: votes, of which hundreds come in one instant.
//!
//! A tally is a fixed-width string that only functions write. This file holds
//! its layout, the rules the functions follow, and the same arithmetic in
//! plain Rust, which the functions are tested against. Layouts carry a format
//! byte; integers are big-endian.
//!
//! | tally | bytes | |
//! |---|---|---|
//! | format | 1 | `1` |
//! | seq | 8 | grows with each change |
//! | `at_ms` | 8 | time of that change |
//! | value | 8 | f64, decay model |
//! | tokens | 8 | f64, left in the channel's bucket |
//! | `tokens_at_ms` | 8 | when they were counted |
//! | slots | 100 × (8 + 4 × sides) | window model: bucket number, then a count for each side |
//!
//! While a **round** runs, its votes are counted in a string of their own: 4
//! bytes for each side.

mod moved;
#[cfg(test)]
mod proofs;

pub use moved::Moved;
use uuid::Uuid;

/// Buckets of a window: what an answer costs, however many votes there were.
pub const BUCKETS: u32 = 100;
/// Bounds of the decay model's value.
pub const VALUE_MAX: f64 = 100.0;
pub const FORMAT: u8 = 1;
pub const HEADER_BYTES: usize = 41;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Model {
    Decay,
    Window,
}

/// How votes count. The words are normalised.
#[derive(Debug, Clone, PartialEq)]
pub struct Rules {
    pub model: Model,
    pub decay_per_s: f64,
    pub weight: f64,
    pub bucket_ms: u32,
    pub votes_per_min: u32,
    pub sides: Vec<Vec<String>>,
    /// The round that runs, if one does.
    pub round: Option<Round>,
}

/// A time in which every vote is kept count of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Round {
    pub id: Uuid,
    pub started_ms: i64,
    /// From then on no vote counts.
    pub ends_ms: i64,
    /// Whether its votes move the bar as well.
    pub moves_bar: bool,
}

/// What a commit does to the tally in the same step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Op {
    Zero,
    /// As zero; and what was counted of the round is kept nowhere.
    Discard,
    Add {
        side: u8,
    },
}

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Tally {
    pub seq: u64,
    pub at_ms: i64,
    pub value: f64,
    /// Votes of the round that runs, for each side; empty when none does.
    pub round: Vec<u64>,
    slots: Vec<Slot>,
}

#[derive(Debug, Clone, PartialEq)]
struct Slot {
    bucket: u64,
    counts: Vec<u32>,
}

impl Rules {
    /// As the vote function reads them: numbers, the round, then for each side
    /// its words, each between NULs.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(64);
        bytes.push(match self.model {
            Model::Decay => 0,
            Model::Window => 1,
        });
        bytes.extend(self.decay_per_s.to_be_bytes());
        bytes.extend(self.weight.to_be_bytes());
        bytes.extend(self.bucket_ms.to_be_bytes());
        bytes.extend(self.votes_per_min.to_be_bytes());
        let round = self.round.map(|round| {
            let Round { id, started_ms, ends_ms, moves_bar } = round;
            (if moves_bar { 1 } else { 2 }, started_ms, ends_ms, id)
        });
        let (mode, started_ms, ends_ms, id) = round.unwrap_or((0, 0, 0, Uuid::nil()));
        bytes.push(mode);
        bytes.extend(started_ms.to_be_bytes());
        bytes.extend(ends_ms.to_be_bytes());
        bytes.extend(id.as_bytes());
        bytes.push(u8::try_from(self.sides.len()).unwrap_or(u8::MAX));
        for words in &self.sides {
            let joined = format!("\0{}\0", words.join("\0"));
            bytes.extend(u16::try_from(joined.len()).unwrap_or(u16::MAX).to_be_bytes());
            bytes.extend(joined.as_bytes());
        }
        bytes
    }

    /// What one vote needs of them, as functions read it.
    #[must_use]
    pub fn counting_bytes(&self) -> Vec<u8> {
        let mut bytes = vec![match self.model {
            Model::Decay => 0,
            Model::Window => 1,
        }];
        bytes.extend(self.decay_per_s.to_be_bytes());
        bytes.extend(self.weight.to_be_bytes());
        bytes.extend(self.bucket_ms.to_be_bytes());
        bytes.push(u8::try_from(self.sides.len()).unwrap_or(u8::MAX));
        bytes
    }

    fn bucket(&self, at_ms: i64) -> u64 {
        u64::try_from(at_ms).unwrap_or(0) / u64::from(self.bucket_ms.max(1))
    }
}

impl Slot {
    /// `None` for one that nothing was counted in.
    fn read(bytes: &[u8]) -> Option<Self> {
        let (bucket, counts) = bytes.split_at_checked(8)?;
        let bucket = u64::from_be_bytes(bucket.try_into().ok()?);
        let count = |count: &[u8]| count.try_into().map(u32::from_be_bytes).ok();
        let counts = counts.chunks_exact(4).filter_map(count).collect();
        (bucket > 0).then_some(Self { bucket, counts })
    }
}

impl Tally {
    /// Reads the stored form; `None` when it is not one.
    #[must_use]
    pub fn from_bytes(bytes: &[u8], sides: usize) -> Option<Self> {
        let word = |at: usize| bytes.get(at..at + 8)?.try_into().ok();
        if *bytes.first()? != FORMAT || bytes.len() < HEADER_BYTES {
            return None;
        }
        let slots = bytes.get(HEADER_BYTES..)?.chunks_exact(8 + 4 * sides).filter_map(Slot::read);
        Some(Self {
            seq: u64::from_be_bytes(word(1)?),
            at_ms: i64::from_be_bytes(word(9)?),
            value: f64::from_be_bytes(word(17)?),
            round: Vec::new(),
            slots: slots.collect(),
        })
    }

    /// A tally that has counted nothing, with all of its limit left.
    #[must_use]
    pub fn fresh_bytes(rules: &Rules, now_ms: i64) -> Vec<u8> {
        let mut bytes = vec![FORMAT];
        bytes.extend(0_u64.to_be_bytes());
        bytes.extend(now_ms.to_be_bytes());
        bytes.extend(0.0_f64.to_be_bytes());
        bytes.extend(f64::from(rules.votes_per_min).to_be_bytes());
        // Without a limit as if it were counted long ago: once there is one, all of
        // it is left.
        let counted_ms = if rules.votes_per_min > 0 { now_ms } else { 0 };
        bytes.extend(counted_ms.to_be_bytes());
        bytes
    }

    /// Reads the string in which a round's votes are counted.
    pub fn read_round(&mut self, bytes: &[u8]) {
        let count = |chunk: &[u8]| chunk.try_into().map(u32::from_be_bytes).ok().map(u64::from);
        self.round = bytes.chunks_exact(4).filter_map(count).collect();
    }

    /// That string, for a round with these votes.
    #[must_use]
    pub fn round_bytes(votes: &[u64]) -> Vec<u8> {
        let count = |votes: &u64| u32::try_from(*votes).unwrap_or(u32::MAX).to_be_bytes();
        votes.iter().flat_map(count).collect()
    }

    /// Counts a vote in plain Rust, as the function does in Redis.
    pub fn add(&mut self, rules: &Rules, side: u8, now_ms: i64) {
        let now_ms = now_ms.max(self.at_ms);
        match rules.model {
            Model::Decay => {
                #[expect(clippy::cast_precision_loss, reason = "ages are far below 2^52 ms")]
                let dt_s = (now_ms - self.at_ms) as f64 / 1000.0;
                let push = if side == 0 { rules.weight } else { -rules.weight };
                let decayed = self.value * (-rules.decay_per_s * dt_s).exp();
                self.value = (decayed + push).clamp(-VALUE_MAX, VALUE_MAX);
            }
            Model::Window => self.add_to_slot(rules, side, now_ms),
        }
        self.seq += 1;
        self.at_ms = now_ms;
    }

    fn add_to_slot(&mut self, rules: &Rules, side: u8, now_ms: i64) {
        let bucket = rules.bucket(now_ms);
        let known = self.slots.iter().find(|slot| slot.bucket == bucket);
        let counts = known.map_or_else(|| vec![0; rules.sides.len()], |slot| slot.counts.clone());
        let mut slot = Slot { bucket, counts };
        if let Some(count) = slot.counts.get_mut(usize::from(side)) {
            *count = count.saturating_add(1);
        }
        self.put(slot);
    }

    /// Takes the place of what was there, of this bucket or of one that is over.
    fn put(&mut self, slot: Slot) {
        let place = |slot: &Slot| slot.bucket % u64::from(BUCKETS);
        match self.slots.iter_mut().find(|known| place(known) == place(&slot)) {
            Some(known) => *known = slot,
            None => self.slots.push(slot),
        }
    }

    /// Votes of the window that ends at `at_ms`, for each side.
    #[must_use]
    pub fn counts(&self, rules: &Rules) -> Vec<u64> {
        let newest = rules.bucket(self.at_ms);
        let mut sums = vec![0; rules.sides.len()];
        let inside =
            |slot: &&Slot| slot.bucket <= newest && slot.bucket + u64::from(BUCKETS) > newest;
        for slot in self.slots.iter().filter(inside) {
            for (sum, count) in sums.iter_mut().zip(&slot.counts) {
                *sum += u64::from(*count);
            }
        }
        sums
    }

    /// When the oldest votes inside the window leave it.
    #[must_use]
    pub fn due_ms(&self, rules: &Rules) -> Option<i64> {
        if rules.model != Model::Window {
            return None;
        }
        let newest = rules.bucket(self.at_ms);
        let oldest = self
            .slots
            .iter()
            .filter(|slot| slot.bucket + u64::from(BUCKETS) > newest)
            .filter(|slot| slot.counts.iter().any(|count| *count > 0))
            .map(|slot| slot.bucket)
            .min()?;
        i64::try_from((oldest + u64::from(BUCKETS)) * u64::from(rules.bucket_ms)).ok()
    }
}
