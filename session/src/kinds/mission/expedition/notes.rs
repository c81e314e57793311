//! What an expedition says on its camp's board.

use serde_json::Value;

use super::{Event, State, config::Party};
use crate::{
    Note,
    kinds::mission::board::{LOBBIES, Lobby, OUT, Person, TICKER, Told, note},
};

/// Everybody who is out, or the party that waits.
pub fn entries(state: &State) -> Vec<Note> {
    if state.is_lobby() {
        return lobby(state).into_iter().collect();
    }
    let Some(way) = state.on_the_way() else { return Vec::new() };
    let out = way.story.upright();
    out.map(|slot| Note { list: &OUT, key: slot.to_string(), value: Value::Bool(true) }).collect()
}

/// Whoever is alone waits for nobody, and shows nowhere.
fn lobby(state: &State) -> Option<Note> {
    let config = &state.config;
    let code = match config.party {
        Party::Solo => return None,
        Party::Open => false,
        Party::Code => true,
    };
    let host = state.host.and_then(|host| state.seat(host));
    let lobby = Lobby {
        mission: config.mission,
        host: host.map(|seat| Person { survivor: seat.who.survivor, name: seat.who.name.clone() }),
        difficulty: config.difficulty,
        code,
        seats: state.seats.len(),
        party_max: config.party_max,
        expires_ms: config.expires_ms(),
    };
    Some(note(&LOBBIES, String::new(), &lobby))
}

/// The lines of a tick, for the ticker.
pub fn lines(state: &State, event: &Event, at_ms: i64) -> Vec<Note> {
    let Event::Ticked { tick, lines, .. } = event else { return Vec::new() };
    let people: Vec<Person> = state
        .seats
        .iter()
        .map(|seat| Person { survivor: seat.who.survivor, name: seat.who.name.clone() })
        .collect();
    let line = |told: &super::told::ToldLine| {
        let (slot, outcome) = (told.line.slot, told.line.outcome);
        let (mission, text, people) = (state.config.mission, told.told.clone(), people.clone());
        let line = Told { at_ms, mission, tick: *tick, slot, outcome, text, people };
        note(&TICKER, format!("{tick}.{slot}"), &line)
    };
    lines.iter().map(line).collect()
}
