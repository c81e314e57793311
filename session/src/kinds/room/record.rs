//! What a room's events write to its seats' rows: what brings a person back as they
//! were.

use serde_json::{Value, json};

use super::{event::Event, seat::Scope};
use crate::{Fact, Row, Table};

/// Who has sat there. It is written before live Redis is told that somebody sits.
pub const SEAT: Table = Table {
    name: "room_seat",
    key: &["session_id", "id"],
    times: &["chat_muted_until", "voice_muted_until", "shadow_until"],
    wins: false,
};

pub fn rows(fact: &Fact<'_, Event>) -> Vec<Row> {
    let change = |seat: &String, values: Vec<(&str, Value)>| {
        let key = vec![("session_id", json!(fact.session)), ("id", json!(seat))];
        vec![Row::update_of(&SEAT, [key, values].concat())]
    };
    match fact.event {
        Event::Renamed { seat, to } => change(seat, vec![("name", json!(to))]),
        Event::RoleSet { seat, role, by: _ } => change(seat, vec![("role", json!(role))]),
        Event::Admitted { seat, by: _ } => change(seat, vec![("is_admitted", json!(true))]),
        Event::Muted { seat, scope, until_ms, shadow, by: _ } => {
            let columns: &[&str] = match (shadow, scope) {
                (true, _) => &["shadow_until"],
                (false, Scope::Chat) => &["chat_muted_until"],
                (false, Scope::Voice) => &["voice_muted_until"],
                (false, Scope::Both) => &["chat_muted_until", "voice_muted_until"],
            };
            change(seat, columns.iter().map(|column| (*column, json!(until_ms))).collect())
        }
        Event::Unmuted { seat, by: _ } => {
            change(seat, SEAT.times.iter().map(|column| (*column, Value::Null)).collect())
        }
        _ => Vec::new(),
    }
}
