//! What a streamer chooses. It holds for departures after it.

use std::collections::HashSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    Problem,
    kinds::mission::{
        expedition::{AfterOutage, ThirdMark},
        pack::Pack,
    },
    text,
};

const BLOCKED_NAMES_MAX: usize = 200;
pub const NAME_CHARS_MAX: usize = 20;
const WORD_CHARS_MAX: usize = 50;
const TITLE_CHARS_MAX: usize = 40;
const SECONDS_A_DAY: u32 = 24 * 60 * 60;

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    pub pack: Chosen,
    /// Those that may be chosen: 1 to 3, each once.
    pub difficulties: Vec<u8>,
    /// From one thing that happens to the next: 5,000 to 3,600,000.
    pub tick_ms: i64,
    /// 1 to 4.
    pub party_max: u8,
    /// How many may be out at once: 1 to 20,000.
    pub out_max: u32,
    /// How long whoever came home stays: 0 to 86,400.
    pub rest_s: u32,
    /// Whose names survivors have: the pack's only, or their people's own.
    pub names: Names,
    /// Names of nobody here, up to 200, 1 to 20 characters each.
    #[serde(deserialize_with = "text::each_trimmed")]
    pub blocked_names: Vec<String>,
    /// What the third mark means.
    pub third_mark: ThirdMark,
    /// Whether what was due while nothing ran happens all the same, or later.
    pub after_outage: AfterOutage,
    /// A chat message equal to it goes out alone: 1 to 50 characters.
    #[serde(deserialize_with = "text::trimmed_if_given")]
    pub chat_word: Option<String>,
    pub season: Option<Seasons>,
    pub ticker: Ticker,
}

/// A content pack; the newest one where no version is named.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Chosen {
    pub id: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<i64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Names {
    Pack,
    Free,
}

/// One season follows the other.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Seasons {
    /// 1 to 40 characters.
    #[serde(deserialize_with = "text::trimmed")]
    pub title: String,
    /// 1 to 92.
    pub days: u32,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ticker {
    pub corner: Corner,
    /// 1 to 5.
    pub lines: u8,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Corner {
    TopLeft,
    TopRight,
    BottomLeft,
    BottomRight,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            pack: Chosen { id: "long_ebb".into(), version: None },
            difficulties: vec![1, 2, 3],
            tick_ms: 60_000,
            party_max: 4,
            out_max: 2_000,
            rest_s: 60,
            names: Names::Pack,
            blocked_names: Vec::new(),
            third_mark: ThirdMark::Lost,
            after_outage: AfterOutage::Tell,
            chat_word: None,
            season: None,
            ticker: Ticker { corner: Corner::BottomLeft, lines: 3 },
        }
    }
}

impl Config {
    /// The pack that stories of departures from now on are told from.
    #[must_use]
    pub fn pack(&self) -> Option<&'static Pack> {
        Pack::named(&self.pack.id, self.pack.version)
    }

    pub(super) fn problems(&self) -> Vec<Problem> {
        let Self {
            pack: _,
            difficulties,
            tick_ms,
            party_max,
            out_max,
            rest_s,
            names: _,
            blocked_names,
            third_mark: _,
            after_outage: _,
            chat_word,
            season,
            ticker: Ticker { corner: _, lines },
        } = self;
        let mut problems = Vec::new();
        let mut hold = |good: bool, field: &str, limit: &str| {
            if !good {
                problems.push(Problem::new(field, limit));
            }
        };
        hold(self.pack().is_some(), "pack", "a pack that is there, and a version of it");
        let each: HashSet<_> = difficulties.iter().filter(|one| (1..=3).contains(*one)).collect();
        let is_each = (1..=3).contains(&difficulties.len()) && each.len() == difficulties.len();
        hold(is_each, "difficulties", "1 to 3 of 1, 2 and 3, each once");
        hold((5_000..=3_600_000).contains(tick_ms), "tick_ms", "5,000 to 3,600,000");
        hold((1..=4).contains(party_max), "party_max", "1 to 4");
        hold((1..=20_000).contains(out_max), "out_max", "1 to 20,000");
        hold(*rest_s <= SECONDS_A_DAY, "rest_s", "0 to 86,400");
        let is_short = blocked_names.len() <= BLOCKED_NAMES_MAX;
        hold(is_short, "blocked_names", "up to 200 names");
        let are_names = blocked_names.iter().all(|name| text::is_text(name, NAME_CHARS_MAX));
        hold(are_names, "blocked_names", "names of 1 to 20 characters");
        let is_word = chat_word.as_ref().is_none_or(|word| text::is_text(word, WORD_CHARS_MAX));
        hold(is_word, "chat_word", "1 to 50 characters");
        if let Some(Seasons { title, days }) = season {
            hold(text::is_text(title, TITLE_CHARS_MAX), "season.title", "1 to 40 characters");
            hold((1..=92).contains(days), "season.days", "1 to 92");
        }
        hold((1..=5).contains(lines), "ticker.lines", "1 to 5");
        problems
    }
}
