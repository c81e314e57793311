//! What is stored is held against its seed.

use super::*;
use crate::kinds::mission::{
    expedition::{Stored, StoredLine, Wish},
    resolver::Status,
};

/// As the rows of a life have it.
fn stored_of(life: &Life) -> Stored {
    let way = life.state.way.as_ref().unwrap();
    let end = life.state.end.as_ref().unwrap();
    let logs = life.rows().into_iter().filter(|row| row.table.name == "mission_logs");
    let read = |row: Row| {
        let mut values = Value::Object(row.values);
        values["at_ms"] = values["at"].clone();
        for member in ["marks", "find"] {
            values[member] = values["modifiers"][member].clone();
        }
        serde_json::from_value::<StoredLine>(values).unwrap()
    };
    Stored {
        difficulty: life.state.config.difficulty,
        seed: way.departing.seed,
        terms: way.departing.terms.clone(),
        status: end.status,
        results: end.results.clone().unwrap(),
        turn_backs: way
            .turned
            .iter()
            .map(|(slot, at)| Wish { slot: *slot, from_ms: *at })
            .collect(),
        lines: logs.map(read).collect(),
    }
}

#[test]
fn every_way_to_end_is_told_anew() {
    for seed in 0..40 {
        let mut life = Life::departed(departing([seed; 16], 1 + seed % 4));
        let now_ms = MADE_MS + i64::from(seed % 6) * TICK_MS;
        life.pass(now_ms);
        if seed % 3 == 0 {
            let back = json!({ "command": "turn_back", "survivor": survivor(0),
                "from_ms": now_ms + 2_000 });
            let _ = life.ask(&Actor::system(), back, now_ms);
        }
        if seed % 5 == 0 {
            let recall = json!({ "command": "recall", "from_ms": now_ms + 90_000 });
            let _ = life.ask(&Actor::system(), recall, now_ms);
        }
        life.end();
        assert_eq!(stored_of(&life).is_told_anew(), Some(true), "{seed}");
    }
}

#[test]
fn whatever_is_changed_is_found() {
    let mut life = Life::departed(departing([2; 16], 2));
    life.end();
    let stored = stored_of(&life);
    let changes: [fn(&mut Stored); 8] = [
        |it| it.lines[0].roll += 1,
        |it| it.lines[1].text.push('.'),
        |it| drop(it.lines.pop()),
        |it| it.results.party[0].salvage += 1,
        |it| it.results.party[1].xp -= 1,
        |it| it.results.progress += 1,
        |it| it.status = Status::Abandoned,
        |it| it.terms.party[0].sheet.marks = 1,
    ];
    for (n, change) in changes.into_iter().enumerate() {
        let mut other = stored.clone();
        change(&mut other);
        assert_eq!(other.is_told_anew(), Some(false), "{n}");
    }
    let mut unknown = stored;
    unknown.terms.pack.hash = "00".into();
    assert_eq!(unknown.is_told_anew(), None);
}
