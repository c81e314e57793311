//! Chance by its place: what is drawn for one purpose does not depend on what else
//! was drawn, or on when.

use siphasher::sip::SipHasher24;

use super::Seed;

/// The slot of the party as a whole.
pub const PARTY: u8 = 255;

/// What something is drawn for, of the party or of a slot.
pub mod purpose {
    /// Of the party: how many ticks.
    pub const LENGTH: u8 = 0;
    /// Of the party: which encounter.
    pub const ENCOUNTER: u8 = 1;
    pub const ROLL: u8 = 0;
    pub const HARM_ROLL: u8 = 1;
    pub const TEXT: u8 = 2;
    pub const FIND: u8 = 3;
    pub const MATE: u8 = 4;
}

impl Seed {
    /// `SipHash-2-4` under the seed of the tick (little-endian), the slot, the
    /// purpose and two zeros.
    #[must_use]
    pub fn draw(&self, tick: u32, slot: u8, purpose: u8) -> u64 {
        let [a, b, c, d] = tick.to_le_bytes();
        SipHasher24::new_with_key(&self.0).hash(&[a, b, c, d, slot, purpose, 0, 0])
    }
}

/// What was drawn as a number from 0 on, less than `below`, which is not negative.
#[must_use]
pub fn pick(drawn: u64, below: i64) -> i64 {
    ((i128::from(drawn) * i128::from(below)) >> 64) as i64
}
