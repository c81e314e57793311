//! What is settled when a party leaves, beside its seed.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Problem,
    hash::stable,
    kinds::mission::{
        pack::{Named, is_known},
        resolver::{Departure, Mission, RESOLVER, Seed, Sheet, State},
    },
};

/// From then on it is an outage, and no owner that is late.
pub const OUTAGE_MS: i64 = 10_000;

/// So far ahead lies the moment of what is written to rows before live Redis hears
/// of it: until then nothing can have been told that goes by it.
pub const AHEAD_MS: i64 = 2_000;

/// What the third mark means for a survivor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ThirdMark {
    /// For good.
    Lost,
    /// A rest of twelve hours, and no marks.
    Rest,
}

/// What becomes of ticks that were due while nothing ran.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AfterOutage {
    /// All happen, each dated when it was due.
    Tell,
    /// The rest is shifted.
    Hold,
}

/// What stays secret until the end, and all else that is settled.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Departing {
    pub seed: Seed,
    pub terms: Terms,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Terms {
    #[serde(deserialize_with = "is_known")]
    pub pack: Named,
    /// The number of the rules that the story is told by.
    pub resolver: u32,
    pub depart_ms: i64,
    pub tick_ms: i64,
    pub rest_s: u32,
    pub third_mark: ThirdMark,
    pub after_outage: AfterOutage,
    /// By slot.
    pub party: Vec<Traveller>,
}

/// A survivor who leaves, and what it had by then.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Traveller {
    pub survivor: Uuid,
    pub sheet: Sheet,
    pub xp: i64,
    pub salvage: i64,
    pub missions: u32,
    pub completed: u32,
    /// Missions in a row that were completed without a hurt, since the last mark
    /// that such a row took away.
    pub unhurt: u32,
}

impl Departing {
    pub fn departure(&self, difficulty: u8) -> Departure {
        let party = self.terms.party.iter().map(|one| one.sheet.clone()).collect();
        Departure { seed: self.seed, difficulty, party }
    }

    /// How its story begins, if its pack knows such a departure.
    #[must_use]
    pub fn begun(&self, difficulty: u8) -> Option<State> {
        let departure = self.departure(difficulty);
        Mission::new(self.terms.pack.pack()?, &departure).ok().map(|mission| mission.begin())
    }

    pub fn problems(&self, difficulty: u8) -> Vec<Problem> {
        let Terms { pack, resolver, tick_ms, .. } = &self.terms;
        let departure = self.departure(difficulty);
        let told = pack.pack().map(|pack| Mission::new(pack, &departure).map(|_| ()));
        let wrong = match told {
            Some(Err(error)) => Some(Problem::new("terms.party", error.to_string())),
            None => Some(Problem::new("terms.pack", "is not known")),
            _ if *resolver != RESOLVER => Some(Problem::new("terms.resolver", "is not known")),
            _ if *tick_ms < 1 => Some(Problem::new("terms.tick_ms", "1 or more")),
            _ => None,
        };
        wrong.into_iter().collect()
    }
}

impl Terms {
    /// When the tick is due, the first one as a tick from 1. Missions that leave at
    /// once are spread over a tick, and none drifts.
    pub fn due_ms(&self, mission: Uuid, tick: u32, held_ms: i64) -> i64 {
        let spread = u64::try_from(self.tick_ms).unwrap_or(1).max(1);
        let share = i64::try_from(stable(mission.as_bytes()) % spread).unwrap_or(0);
        let first_ms = self.depart_ms + 1 + share;
        first_ms + (i64::from(tick) - 1) * self.tick_ms + held_ms
    }
}
