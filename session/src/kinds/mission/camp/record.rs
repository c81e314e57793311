//! What a camp's events write to tables.

use serde_json::json;

use super::Event;
use crate::{Fact, Row, Table};

pub const SEASON: Table = Table {
    name: "mission_seasons",
    key: &["session_id", "number"],
    times: &["begun_at", "ends_at", "closed_at"],
    wins: false,
};

pub fn rows(fact: &Fact<'_, Event>) -> Vec<Row> {
    let (session, at) = (json!(fact.session), json!(fact.at_ms));
    match fact.event {
        Event::SeasonBegun { number, title, ends_ms } => vec![Row::insert(
            &SEASON,
            [
                ("session_id", session),
                ("number", json!(number)),
                ("title", json!(title)),
                ("begun_at", at),
                ("ends_at", json!(ends_ms)),
            ],
        )],
        Event::SeasonClosed { number, .. } => vec![Row::update(
            &SEASON,
            [("session_id", session), ("number", json!(number)), ("closed_at", at)],
        )],
        Event::Opened
        | Event::Closed
        | Event::NameHidden { .. }
        | Event::NameShown { .. }
        | Event::LobbyReset { .. }
        | Event::LineTested => Vec::new(),
    }
}
