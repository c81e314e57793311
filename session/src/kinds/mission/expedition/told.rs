//! What happened, as history has it and as a state keeps it.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::kinds::mission::{
    Outcome,
    resolver::{Line, Tick},
};

/// A line in history: what the resolver said, of whom, and its words as they are
/// stored for ever.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ToldLine {
    #[serde(flatten)]
    pub line: Line,
    pub survivor: Uuid,
    /// With `{0}` to `{3}` for people.
    pub told: String,
}

/// A tick that a state keeps for its view, as short as it can be written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(from = "Short", into = "Short")]
pub struct Kept {
    pub at_ms: i64,
    pub tick: Tick,
}

/// Time, tick, encounter, whether it mends; and of each line slot, chance, roll,
/// harm, harm roll, outcome, marks, find, text, and mate or -1.
#[derive(Clone, Serialize, Deserialize)]
struct Short(i64, u32, String, bool, Vec<[i64; 10]>);

impl From<Kept> for Short {
    fn from(kept: Kept) -> Self {
        let Kept { at_ms, tick: Tick { tick, encounter, mends, lines } } = kept;
        let short = |line: Line| {
            let Line { slot, chance, roll, harm, harm_roll, outcome, marks, find, text, mate } =
                line;
            let outcome = Outcome::ALL.iter().position(|one| *one == outcome).unwrap_or(0);
            [
                i64::from(slot),
                i64::from(chance),
                i64::from(roll),
                i64::from(harm),
                i64::from(harm_roll),
                i64::try_from(outcome).unwrap_or(0),
                i64::from(marks),
                i64::from(find),
                i64::from(text),
                mate.map_or(-1, i64::from),
            ]
        };
        Self(at_ms, tick, encounter, mends, lines.into_iter().map(short).collect())
    }
}

impl From<Short> for Kept {
    fn from(Short(at_ms, tick, encounter, mends, lines): Short) -> Self {
        let byte = |number: i64| u8::try_from(number).unwrap_or(0);
        let number = |number: i64| u32::try_from(number).unwrap_or(0);
        let long = |line: [i64; 10]| {
            let [slot, chance, roll, harm, harm_roll, outcome, marks, find, text, mate] = line;
            Line {
                slot: byte(slot),
                chance: number(chance),
                roll: number(roll),
                harm: number(harm),
                harm_roll: number(harm_roll),
                outcome: Outcome::ALL[usize::from(byte(outcome)) % Outcome::ALL.len()],
                marks: byte(marks),
                find: number(find),
                text: byte(text),
                mate: u8::try_from(mate).ok(),
            }
        };
        let lines = lines.into_iter().map(long).collect();
        Self { at_ms, tick: Tick { tick, encounter, mends, lines } }
    }
}
