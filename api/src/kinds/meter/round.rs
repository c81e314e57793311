//! A round, as it is shown and exported.

use std::{fmt::Write as _, iter, ops::Range};

use downbeat_session::kinds::meter::{Choice, Counts, Labels};
use downbeat_store::{RoundRecord, RoundSecond};
use poem_openapi::Object;
use serde_json::Value;
use uuid::Uuid;

use crate::{
    refusal::Refusal,
    session::file::{Bom, csv_field},
};

/// Six hours: a round without an end may go on for days.
const FILLED_S: i64 = 6 * 60 * 60;

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

    /// RFC 4180, a line for each second, so that what is drawn of it is true: without
    /// votes it has zeros. Later than `FILLED_S`, only seconds with votes have one.
    pub fn csv(&self, bom: Bom) -> String {
        let mut csv = format!("{}second,at_ms", bom.text());
        for column in self.round.columns() {
            let _ = write!(csv, ",{}", csv_field(column));
        }
        csv.push_str("\r\n");
        let mut next = 0;
        for row in &self.series {
            let (second, votes) =
                row.split_first().map_or((0, &[][..]), |(first, of)| (*first, of));
            self.quiet(&mut csv, next..second);
            self.line(&mut csv, second, votes.iter());
            next = second + 1;
        }
        let ended_ms = self.round.ended_ms.unwrap_or(self.round.started_ms);
        self.quiet(&mut csv, next..(ended_ms - self.round.started_ms) / 1_000);
        csv
    }

    fn quiet(&self, csv: &mut String, seconds: Range<i64>) {
        let sides = self.round.columns().len();
        for second in seconds.start..seconds.end.min(FILLED_S) {
            self.line(csv, second, iter::repeat_n(&0, sides));
        }
    }

    fn line<'a>(&self, csv: &mut String, second: i64, votes: impl Iterator<Item = &'a i64>) {
        let _ = write!(csv, "{second},{}", self.round.started_ms + second * 1_000);
        for votes in votes {
            let _ = write!(csv, ",{votes}");
        }
        csv.push_str("\r\n");
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

#[cfg(test)]
mod tests {
    use super::*;

    fn detail(ended_s: i64, series: Vec<Vec<i64>>) -> RoundDetail {
        let round = Round {
            id: Uuid::nil(),
            question: "Jump?".into(),
            choices: None,
            labels: RoundLabels { r#for: "Yes".into(), against: "No".into() },
            state: "stopped".into(),
            is_interrupted: false,
            started_ms: 1_000,
            ends_ms: None,
            ended_ms: Some(1_000 + ended_s * 1_000),
            started_by: "owner".into(),
            counts: Value::Null,
            votes: 3,
            voters: 3,
            peak: None,
        };
        RoundDetail { round, series }
    }

    #[test]
    fn a_second_without_votes_has_zeros() {
        let csv = detail(6, vec![vec![1, 2, 0], vec![4, 0, 1]]).csv(Bom::default());
        let lines: Vec<_> = csv.lines().collect();
        let expected = [
            "second,at_ms,for,against",
            "0,1000,0,0",
            "1,2000,2,0",
            "2,3000,0,0",
            "3,4000,0,0",
            "4,5000,0,1",
            "5,6000,0,0",
        ];
        assert_eq!(lines, expected);
    }

    #[test]
    fn a_round_of_days_has_lines_for_six_hours_and_for_its_votes() {
        let late = FILLED_S + 7;
        let csv = detail(10 * FILLED_S, vec![vec![late, 1, 0]]).csv(Bom::default());
        assert_eq!(csv.lines().count(), usize::try_from(1 + FILLED_S + 1).unwrap());
        assert!(csv.lines().last().unwrap().starts_with(&format!("{late},")));
    }
}
