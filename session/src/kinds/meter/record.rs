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
