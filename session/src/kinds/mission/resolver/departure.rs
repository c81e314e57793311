//! What is settled when a party leaves.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Seed;
use crate::kinds::mission::{
    Stats,
    pack::{Knack, Pack},
};

pub const PARTY_MAX: usize = 4;
/// Knacks that one of the party carries.
pub const KNACKS_MAX: usize = 4;
const STAT_MAX: i64 = 100;

/// All that a story comes from, beside its pack and what was wished on the way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Departure {
    pub seed: Seed,
    /// 1 to 3.
    pub difficulty: u8,
    /// By slot.
    pub party: Vec<Sheet>,
}

/// A survivor at departure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Sheet {
    pub stats: Stats,
    /// By their ids.
    pub knacks: Vec<String>,
    pub hurt: bool,
    pub marks: u8,
    /// With how many marks a hurt makes it turn back; 3 never does.
    pub caution: u8,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DepartureError {
    #[error("difficulty {0}; there are 1 to 3")]
    Difficulty(u8),
    #[error("a party of {0}; 1 to {PARTY_MAX}")]
    Party(usize),
    #[error("party.{slot}.stats: each is 1 to {STAT_MAX}")]
    Stats { slot: usize },
    #[error("party.{slot}.knacks: {carried} of at most {KNACKS_MAX}")]
    Knacks { slot: usize, carried: usize },
    #[error("party.{slot}.knacks: the pack has no `{id}`")]
    UnknownKnack { slot: usize, id: String },
    #[error("party.{slot}.knacks: `{id}` is there twice")]
    KnackTwice { slot: usize, id: String },
    #[error("party.{slot}.marks: {marks} are more than a survivor can have")]
    Marks { slot: usize, marks: u8 },
}

/// A departure in its pack.
#[derive(Debug)]
pub struct Mission<'a> {
    pub(super) pack: &'a Pack,
    pub(super) seed: Seed,
    pub(super) difficulty: i64,
    pub(super) party: Vec<Traveller<'a>>,
}

/// A sheet with its knacks at hand.
#[derive(Debug)]
pub(super) struct Traveller<'a> {
    pub sheet: &'a Sheet,
    pub knacks: Vec<&'a Knack>,
}

impl<'a> Mission<'a> {
    /// # Errors
    /// If the pack does not know such a departure.
    pub fn new(pack: &'a Pack, departure: &'a Departure) -> Result<Self, DepartureError> {
        let Departure { seed, difficulty, party } = departure;
        if !(1..=3).contains(difficulty) {
            return Err(DepartureError::Difficulty(*difficulty));
        }
        if !(1..=PARTY_MAX).contains(&party.len()) {
            return Err(DepartureError::Party(party.len()));
        }
        let travellers = party.iter().enumerate();
        let travellers = travellers.map(|(slot, sheet)| Traveller::new(pack, slot, sheet));
        Ok(Self {
            pack,
            seed: *seed,
            difficulty: i64::from(*difficulty),
            party: travellers.collect::<Result<_, _>>()?,
        })
    }
}

impl<'a> Traveller<'a> {
    fn new(pack: &'a Pack, slot: usize, sheet: &'a Sheet) -> Result<Self, DepartureError> {
        let Stats { craft, grit, heart } = sheet.stats;
        if ![craft, grit, heart].iter().all(|stat| (1..=STAT_MAX).contains(stat)) {
            return Err(DepartureError::Stats { slot });
        }
        if i64::from(sheet.marks) >= pack.rules.marks_max {
            return Err(DepartureError::Marks { slot, marks: sheet.marks });
        }
        let carried = sheet.knacks.len();
        if carried > KNACKS_MAX {
            return Err(DepartureError::Knacks { slot, carried });
        }
        let mut knacks = Vec::with_capacity(carried);
        for (n, id) in sheet.knacks.iter().enumerate() {
            if sheet.knacks[..n].contains(id) {
                return Err(DepartureError::KnackTwice { slot, id: id.clone() });
            }
            let unknown = || DepartureError::UnknownKnack { slot, id: id.clone() };
            knacks.push(pack.knack(id).ok_or_else(unknown)?);
        }
        Ok(Self { sheet, knacks })
    }
}
