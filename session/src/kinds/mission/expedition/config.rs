//! What a mission is made with.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Problem,
    kinds::mission::{
        pack::{Named, is_known},
        resolver::PARTY_MAX,
    },
};

/// How long a party may wait.
pub const LOBBY_MS: i64 = 30 * 60 * 1_000;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Its own id, by which its time is spread.
    pub mission: Uuid,
    pub camp: Uuid,
    pub made_ms: i64,
    /// 1 to 3.
    pub difficulty: u8,
    pub party: Party,
    /// 1 to 4.
    pub party_max: u8,
    #[serde(deserialize_with = "is_known")]
    pub pack: Named,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Party {
    /// It leaves at once.
    Solo,
    /// For whoever comes.
    Open,
    /// For those who have the code.
    Code,
}

impl Config {
    pub(super) fn problems(&self) -> Vec<Problem> {
        let Self { mission: _, camp: _, made_ms: _, difficulty, party, party_max, pack: _ } = self;
        let most = if *party == Party::Solo { 1 } else { PARTY_MAX };
        let is_party = (1..=most).contains(&usize::from(*party_max));
        let problem =
            |good: bool, field: &str, limit: &str| (!good).then(|| Problem::new(field, limit));
        let difficulty = problem((1..=3).contains(difficulty), "difficulty", "1 to 3");
        difficulty
            .into_iter()
            .chain(problem(is_party, "party_max", "1 to 4, and 1 alone"))
            .collect()
    }

    pub fn expires_ms(&self) -> i64 {
        self.made_ms + LOBBY_MS
    }
}
