//! What the events of a round write to the table of rounds.

use serde_json::{Value, json};

use super::Event;
use crate::{Fact, Row, Table};

pub const ROUND: Table = Table {
    name: "round",
    key: &["session_id", "id"],
    times: &["started_at", "ends_at", "ended_at"],
    wins: false,
};

/// What was counted of a round is written behind; events only delete it.
pub const SECOND: Table = Table {
    name: "round_second",
    key: &["session_id", "round_id", "second"],
    times: &[],
    wins: false,
};

pub const VOTERS: Table = Table {
    name: "round_voters",
    key: &["session_id", "round_id"],
    times: &["saved_at"],
    wins: false,
};

pub fn rows(fact: &Fact<'_, Event>) -> Vec<Row> {
    let session = json!(fact.session);
    match fact.event {
        Event::RoundStarted { round, question, choices, labels, started_ms: _, ends_ms } => {
            vec![Row::insert(
                &ROUND,
                [
                    ("session_id", session),
                    ("id", json!(round)),
                    ("question", json!(question)),
                    ("choices", json!(choices)),
                    ("labels", json!(labels)),
                    ("started_by", fact.actor.clone()),
                    ("started_at", json!(fact.at_ms)),
                    ("ends_at", json!(ends_ms)),
                    ("is_interrupted", Value::Bool(false)),
                ],
            )]
        }
        Event::RoundExtended { round, ends_ms } => vec![Row::update(
            &ROUND,
            [("session_id", session), ("id", json!(round)), ("ends_at", json!(ends_ms))],
        )],
        Event::RoundCancelled { round } => {
            let counted = |table| {
                let of_round = [("session_id", session.clone()), ("round_id", json!(round))];
                Row::delete(table, of_round)
            };
            let asked = [("session_id", session.clone()), ("id", json!(round))];
            vec![Row::delete(&ROUND, asked), counted(&SECOND), counted(&VOTERS)]
        }
        Event::RoundStopped { round, counts } => vec![Row::update(
            &ROUND,
            [
                ("session_id", session),
                ("id", json!(round)),
                ("counts", json!(counts)),
                ("ended_at", json!(fact.at_ms)),
            ],
        )],
        Event::RoundInterrupted { round } => vec![Row::update(
            &ROUND,
            [("session_id", session), ("id", json!(round)), ("is_interrupted", json!(true))],
        )],
        Event::Reset | Event::TestVoted { .. } => Vec::new(),
    }
}
