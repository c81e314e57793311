//! What everyone may see of a meter.

use schemars::JsonSchema;
use serde::Serialize;

use super::config::{Config, Display, Labels, Model, Theme};
use crate::tally::Tally;

#[derive(Debug, Serialize, JsonSchema)]
pub struct View {
    #[serde(flatten)]
    pub reading: Reading,
    pub tally_seq: u64,
    pub labels: Labels,
    pub theme: Theme,
    pub display: Display,
    /// The round that runs, if one does.
    pub round: Option<Round>,
}

#[derive(Debug, Serialize, JsonSchema)]
#[serde(tag = "model", rename_all = "snake_case")]
pub enum Reading {
    /// `value` was true at `at_ms`; screens let it decay from there.
    Decay { value: f64, at_ms: i64, decay_per_s: f64 },
    /// Votes of the last `window_s` seconds.
    Window { r#for: u64, against: u64, at_ms: i64, window_s: u32 },
}

#[derive(Debug, Serialize, JsonSchema)]
pub enum Round {}

impl View {
    pub(super) fn of(config: &Config, tally: &Tally) -> Self {
        let at_ms = tally.at_ms;
        let reading = match config.model {
            Model::Decay => {
                Reading::Decay { value: tally.value, at_ms, decay_per_s: config.decay_per_s }
            }
            Model::Window => {
                let counts = tally.counts(&config.tally_rules());
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
            round: None,
        }
    }
}
