//! A round, as it is shown and exported.

use std::fmt::Write as _;

use downbeat_session::kinds::meter::{Choice, Counts, Labels};
use downbeat_store::{RoundRecord, RoundSecond};
use poem_openapi::Object;
use serde_json::Value;
use uuid::Uuid;

use crate::{refusal::Refusal, session::file::csv_field};

/// A question to chat, and its answer.
#[derive(Debug, Clone, Object)]
pub struct Round {
    pub id: Uuid,
    pub question: String,
    /// Null when it was about the two sides.
    pub choices: Option<Vec<RoundChoice>>,
    /// What the sides were called.
    pub labels: RoundLabels,
    /// `running` or `stopped`.
    pub state: String,
    /// Live Redis lost it once: the last seconds before that are missing.
    pub is_interrupted: bool,
    pub started_ms: i64,
    /// When it ends or was to end by itself.
    pub ends_ms: Option<i64>,
    pub ended_ms: Option<i64>,
    pub started_by: String,
    /// `{for, against}`, or a list in the order of the choices.
    pub counts: Value,
    pub votes: i64,
    /// How many people voted, about.
    pub voters: i64,
    pub peak: Option<Peak>,
}

/// The second with the most votes.
#[derive(Debug, Clone, Object)]
pub struct Peak {
    pub votes: i32,
    pub at_ms: i64,
}

#[derive(Debug, Clone, Object)]
pub struct RoundChoice {
    pub trigger: String,
    pub label: String,
}

#[derive(Debug, Clone, Object)]
pub struct RoundLabels {
    pub r#for: String,
    pub against: String,
}

/// A round with its votes by second.
#[derive(Debug, Clone, Object)]
pub struct RoundDetail {
    #[oai(flatten)]
    pub round: Round,
    /// `[second, votes, votes, …]`: seconds since `started_ms`, only those with
    /// votes; counts in the order of for and against, or of the choices.
    pub series: Vec<Vec<i64>>,
}

impl Round {
    /// While it runs, `now` has its votes.
    pub fn of(record: RoundRecord, now: Option<&[u64]>) -> Result<Self, Refusal> {
        let choices: Vec<Choice> = serde_json::from_value(record.choices)?;
        let labels: Labels = serde_json::from_value(record.labels)?;
        let counts = match (record.counts, now) {
            (Some(counts), _) => counts,
            (None, votes) => counted(&choices, votes.unwrap_or_default())?,
        };
        let started_by = record.started_name.unwrap_or_else(|| {
            record.started_by.get("role").and_then(Value::as_str).unwrap_or("system").to_owned()
        });
        let peak = record.peak.zip(record.peak_second).map(|(votes, second)| Peak {
            votes,
            at_ms: record.started_ms + i64::from(second) * 1_000,
        });
        let choice = |choice: Choice| {
            let Choice { trigger, label } = choice;
            RoundChoice { trigger, label }
        };
        Ok(Self {
            id: record.id,
            question: record.question,
            labels: RoundLabels { r#for: labels.r#for, against: labels.against },
            state: if record.ended_ms.is_some() { "stopped" } else { "running" }.to_owned(),
            is_interrupted: record.is_interrupted,
            started_ms: record.started_ms,
            ends_ms: record.ends_ms,
            ended_ms: record.ended_ms,
            started_by,
            votes: sum(&counts),
            counts,
            voters: record.voters,
            peak,
            choices: Some(choices.into_iter().map(choice).collect::<Vec<_>>())
                .filter(|choices| !choices.is_empty()),
        })
    }

    /// What its columns are called.
    fn columns(&self) -> Vec<&str> {
        match &self.choices {
            Some(choices) => choices.iter().map(|choice| choice.label.as_str()).collect(),
            None => vec!["for", "against"],
        }
    }
}

impl RoundDetail {
    pub fn of(round: Round, seconds: Vec<RoundSecond>) -> Self {
        let sides = round.columns().len();
        let row = |second: RoundSecond| {
            let mut row = vec![i64::from(second.second)];
            row.extend(second.votes.into_iter().map(i64::from));
            row.resize(sides + 1, 0);
            row
        };
        Self { series: seconds.into_iter().map(row).collect(), round }
    }

    /// RFC 4180, a line for each second with votes.
    pub fn csv(&self) -> String {
        let mut csv = String::from("second,at_ms");
        for column in self.round.columns() {
            let _ = write!(csv, ",{}", csv_field(column));
        }
        csv.push_str("\r\n");
        for row in &self.series {
            let (second, votes) = (row.first().copied().unwrap_or(0), row.iter().skip(1));
            let _ = write!(csv, "{second},{}", self.round.started_ms + second * 1_000);
            for votes in votes {
                let _ = write!(csv, ",{votes}");
            }
            csv.push_str("\r\n");
        }
        csv
    }
}

fn counted(choices: &[Choice], votes: &[u64]) -> Result<Value, Refusal> {
    Ok(serde_json::to_value(Counts::of(choices, votes))?)
}

fn sum(counts: &Value) -> i64 {
    match counts {
        Value::Object(sides) => sides.values().filter_map(Value::as_i64).sum(),
        Value::Array(votes) => votes.iter().filter_map(Value::as_i64).sum(),
        _ => 0,
    }
}
