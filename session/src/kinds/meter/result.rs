//! What a round came to, as screens show it for a while.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::round::{Choice, Counts, Round};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Outcome {
    pub id: Uuid,
    pub question: String,
    /// What chat chose from; absent when it was about the two sides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choices: Option<Vec<Choice>>,
    pub counts: Counts,
    /// Which of the counts is the most; null for a tie.
    pub winner: Option<usize>,
    /// Screens show it until then.
    pub until_ms: i64,
}

impl Outcome {
    pub(super) fn of(round: Round, counts: Counts, until_ms: i64) -> Self {
        let Round { id, question, choices, .. } = round;
        let winner = counts.winner();
        let choices = Some(choices).filter(|choices| !choices.is_empty());
        Self { id, question, choices, counts, winner, until_ms }
    }
}
