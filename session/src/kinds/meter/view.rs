//! What everyone may see of a meter.

use schemars::JsonSchema;
use serde::Serialize;

use uuid::Uuid;

use super::{
    State,
    config::{Display, Labels, Model, Numbers, Theme},
    result::Outcome,
    round::{self, Choice, Counts},
};
use crate::tally::Tally;

#[derive(Debug, Serialize, JsonSchema)]
pub struct View {
    #[serde(flatten)]
    pub reading: Reading,
    pub tally_seq: u64,
    pub labels: Labels,
    pub theme: Theme,
    pub display: Display,
    pub numbers: Numbers,
    /// The round that runs, if one does.
    pub round: Option<Round>,
    /// What the last one came to, while it is shown.
    pub result: Option<Outcome>,
}

#[derive(Debug, Serialize, JsonSchema)]
#[serde(tag = "model", rename_all = "snake_case")]
pub enum Reading {
    /// `value` was true at `at_ms`; screens let it decay from there.
    Decay { value: f64, at_ms: i64, decay_per_s: f64 },
    /// Votes of the last `window_s` seconds; while a round runs, all of its own.
    Window { r#for: u64, against: u64, at_ms: i64, window_s: u32 },
}

#[derive(Debug, Serialize, JsonSchema)]
pub struct Round {
    pub id: Uuid,
    pub question: String,
    /// What chat chooses from; absent when it is about the two sides.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub choices: Option<Vec<Choice>>,
    pub started_ms: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ends_ms: Option<i64>,
    /// True when some seconds of votes were lost on the way.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub interrupted: bool,
    pub counts: Counts,
}

impl View {
    pub(super) fn of(state: &State, tally: &Tally, now_ms: i64) -> Self {
        let State { config, round, result, rounds: _ } = state;
        let at_ms = tally.at_ms;
        let reading = match config.model {
            Model::Decay => {
                Reading::Decay { value: tally.value, at_ms, decay_per_s: config.decay_per_s }
            }
            Model::Window => {
                let counts = bar_counts(state, tally);
                Reading::Window {
                    r#for: counts.first().copied().unwrap_or(0),
                    against: counts.get(1).copied().unwrap_or(0),
                    at_ms,
                    window_s: config.window_s,
                }
            }
        };
        Self {
            reading,
            tally_seq: tally.seq,
            labels: config.labels.clone(),
            theme: config.theme.clone(),
            display: config.display,
            numbers: config.numbers,
            round: round.as_ref().map(|round| Round::of(round, tally)),
            result: result.clone().filter(|result| now_ms < result.until_ms),
        }
    }
}

/// A round about the two sides shows all of its votes; choices leave the bar be.
fn bar_counts(state: &State, tally: &Tally) -> Vec<u64> {
    match &state.round {
        Some(round) if round.choices.is_empty() => tally.round.clone(),
        Some(_) => Vec::new(),
        None => tally.counts(&state.config.tally_rules()),
    }
}

impl Round {
    fn of(round: &round::Round, tally: &Tally) -> Self {
        let round::Round { id, question, choices, started_ms, ends_ms, is_interrupted } =
            round.clone();
        let counts = round.counts(&tally.round);
        let choices = Some(choices).filter(|choices| !choices.is_empty());
        Self { id, question, choices, started_ms, ends_ms, interrupted: is_interrupted, counts }
    }
}
