//! mission: an expedition that goes on by itself.
//!
//! Two kinds: a **camp** is a channel's, an **expedition** is its inner kind, a
//! session a mission. What an expedition says of itself is on its camp's
//! **board**. A **pack** is what a mission meets and by which numbers: data, checked
//! when it is read, known by its hash, never edited once it is out. The
//! **resolver** makes the story of a pack, a seed and a party. It is versioned: a
//! stored mission is resolved by the number that it left with, bit for bit, on any
//! machine and in any release, so nothing in it may change. What should be
//! different is another resolver.

pub mod board;
pub mod camp;
pub mod expedition;
pub mod growth;
pub mod names;
pub mod pack;
pub mod resolver;
#[cfg(test)]
mod tests;

pub use camp::Camp;
pub use expedition::Expedition;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a survivor is good at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stat {
    Craft,
    Grit,
    Heart,
}

impl Stat {
    pub const ALL: [Self; 3] = [Self::Craft, Self::Grit, Self::Heart];

    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Craft => "craft",
            Self::Grit => "grit",
            Self::Heart => "heart",
        }
    }
}

/// A number for each stat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Stats {
    pub craft: i64,
    pub grit: i64,
    pub heart: i64,
}

impl Stats {
    #[must_use]
    pub const fn of(&self, stat: Stat) -> i64 {
        match stat {
            Stat::Craft => self.craft,
            Stat::Grit => self.grit,
            Stat::Heart => self.heart,
        }
    }

    pub const fn of_mut(&mut self, stat: Stat) -> &mut i64 {
        match stat {
            Stat::Craft => &mut self.craft,
            Stat::Grit => &mut self.grit,
            Stat::Heart => &mut self.heart,
        }
    }
}

/// How an encounter went for one of the party.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Success,
    Setback,
    Hurt,
    Lost,
}

impl Outcome {
    pub const ALL: [Self; 4] = [Self::Success, Self::Setback, Self::Hurt, Self::Lost];

    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Success => "success",
            Self::Setback => "setback",
            Self::Hurt => "hurt",
            Self::Lost => "lost",
        }
    }
}
