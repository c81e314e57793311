//! A question to chat, and its answer kept.
//!
//! A round counts the votes of the two sides, or of two to five **choices**
//! that stand in their place while it runs.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::config::{TRIGGER_CHARS_MAX, is_trigger};
use crate::{Problem, id, tally, text};

const QUESTION_CHARS_MAX: usize = 200;
const LABEL_CHARS_MAX: usize = 25;
pub(super) const DURATION_S: std::ops::RangeInclusive<u32> = 15..=1_800;
const EXTENSION_S: std::ops::RangeInclusive<u32> = 1..=1_800;
/// A round that nobody stops ends by itself.
const LIMIT_MS: i64 = 4 * 60 * 60 * 1000;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    pub id: Uuid,
    pub question: String,
    /// Empty when it is about the two sides.
    pub choices: Vec<Choice>,
    pub started_ms: i64,
    /// When it ends by the streamer's wish.
    pub ends_ms: Option<i64>,
    /// Live Redis lost it once: some seconds of votes are missing.
    pub is_interrupted: bool,
}

/// One of several answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The word that votes for it, 1 to 100 characters.
    #[schemars(length(min = 1, max = TRIGGER_CHARS_MAX))]
    #[serde(deserialize_with = "text::trimmed")]
    pub trigger: String,
    /// 1 to 25 characters.
    #[schemars(length(min = 1, max = text::code_points_max(LABEL_CHARS_MAX)))]
    #[serde(deserialize_with = "text::trimmed")]
    pub label: String,
}

/// What is asked when a round is to start.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Start {
    /// 1 to 200 characters.
    #[schemars(length(min = 1, max = QUESTION_CHARS_MAX))]
    #[serde(deserialize_with = "text::trimmed")]
    pub question: String,
    /// 2 to 5, in place of the two sides.
    #[serde(default)]
    pub choices: Option<Vec<Choice>>,
    /// 15 to 1,800; without it the round goes on until it is stopped, four hours
    /// at most.
    #[serde(default)]
    pub duration_s: Option<u32>,
}

/// Votes as they are told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Counts {
    Sides {
        r#for: u64,
        against: u64,
    },
    /// In the order of the choices.
    Choices(Vec<u64>),
}

impl Counts {
    /// Votes as they are counted, side by side, under these choices.
    #[must_use]
    pub fn of(choices: &[Choice], votes: &[u64]) -> Self {
        let of = |n: usize| votes.get(n).copied().unwrap_or(0);
        if choices.is_empty() {
            return Self::Sides { r#for: of(0), against: of(1) };
        }
        Self::Choices((0..choices.len()).map(of).collect())
    }

    /// One that has more than each other.
    #[must_use]
    pub fn winner(&self) -> Option<usize> {
        let votes = match self {
            Self::Sides { r#for, against } => &[*r#for, *against][..],
            Self::Choices(votes) => votes,
        };
        let most = votes.iter().max()?;
        let mut first = votes.iter().enumerate().filter(|(_, votes)| *votes == most);
        let (winner, _) = first.next()?;
        first.next().is_none().then_some(winner)
    }
}

impl Start {
    pub(super) fn problems(&self) -> Vec<Problem> {
        let Self { question, choices, duration_s } = self;
        let mut problems = Vec::new();
        let mut hold = |good: bool, field: String, limit: &str| {
            if !good {
                problems.push(Problem::new(field, limit));
            }
        };
        let is_question = text::is_text(question, QUESTION_CHARS_MAX);
        hold(is_question, "question".into(), "1 to 200 characters");
        let is_time = duration_s.is_none_or(|seconds| DURATION_S.contains(&seconds));
        hold(is_time, "duration_s".into(), "15 to 1,800 seconds");
        let Some(choices) = choices else { return problems };
        hold((2..=5).contains(&choices.len()), "choices".into(), "2 to 5 choices");
        let words: Vec<String> =
            choices.iter().map(|choice| text::folded(&choice.trigger)).collect();
        for (n, choice) in choices.iter().enumerate() {
            let trigger = format!("choices.{n}.trigger");
            let is_new = !words[..n].contains(&words[n]);
            hold(is_trigger(&choice.trigger), trigger.clone(), "a word of 1 to 100 characters");
            hold(is_new, trigger, "the same word is on two choices");
            let is_label = text::is_name(&choice.label, LABEL_CHARS_MAX);
            hold(is_label, format!("choices.{n}.label"), "1 to 25 characters");
        }
        problems
    }

    /// The round that begins now, as the session's `number`th.
    pub(super) fn begin(self, number: u64, now_ms: i64) -> Round {
        let Self { question, choices, duration_s } = self;
        Round {
            id: id::derived("round", &format!("{now_ms}:{number}")),
            question,
            choices: choices.unwrap_or_default(),
            started_ms: now_ms,
            ends_ms: duration_s.map(|seconds| now_ms + i64::from(seconds) * 1000),
            is_interrupted: false,
        }
    }
}

/// Why the round that runs cannot go on for so much longer, if one runs.
pub(super) fn extension_problems(round: Option<&Round>, s: u32) -> Vec<Problem> {
    let is_late = |round: &Round| round.extended_ms(s) > round.started_ms + LIMIT_MS;
    let problem = match round {
        _ if !EXTENSION_S.contains(&s) => "1 to 1,800 seconds",
        Some(Round { ends_ms: None, .. }) => "the round has no end that could be later",
        Some(round) if is_late(round) => "a round lasts four hours at most",
        _ => return Vec::new(),
    };
    vec![Problem::new("s", problem)]
}

impl Round {
    /// When it ends, wished or not.
    #[must_use]
    pub fn end_ms(&self) -> i64 {
        self.ends_ms.unwrap_or(self.started_ms + LIMIT_MS)
    }

    /// When it ends once it goes on for so much longer.
    pub(super) fn extended_ms(&self, s: u32) -> i64 {
        self.end_ms() + i64::from(s) * 1_000
    }

    #[must_use]
    pub fn counts(&self, votes: &[u64]) -> Counts {
        Counts::of(&self.choices, votes)
    }

    pub(super) fn tally_round(&self) -> tally::Round {
        tally::Round {
            id: self.id,
            started_ms: self.started_ms,
            ends_ms: self.end_ms(),
            moves_bar: self.choices.is_empty(),
        }
    }
}
