//! What an expedition's events write to tables, in the transaction that stores
//! them for the first time.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    Event,
    event::Results,
    homecoming::{After, Homecoming},
    told::ToldLine,
};
use crate::{
    Fact, Row, Table,
    kinds::mission::resolver::{Line, Status},
};

/// Who sits where, what was settled, what was wished: written before live Redis is
/// told.
pub const MISSION: Table =
    Table { name: "missions", key: &["session_id"], times: &["ended_at"], wins: true };

pub const MEMBER: Table = Table {
    name: "mission_members",
    key: &["session_id", "survivor_id"],
    times: &["home_at"],
    wins: true,
};

pub const LOG: Table = Table {
    name: "mission_logs",
    key: &["session_id", "tick", "slot", "at"],
    times: &["at"],
    wins: false,
};

/// What survivors are, in all channels.
pub const SURVIVOR: Table = Table {
    name: "survivors",
    key: &["id"],
    times: &["heals_at", "rests_until", "lost_at"],
    wins: false,
};

pub fn rows(fact: &Fact<'_, Event>) -> Vec<Row> {
    let session = || json!(fact.session);
    match fact.event {
        Event::Ticked { tick, encounter, mends, lines } => {
            let row = |line| log(fact, (*tick, encounter, *mends), line);
            lines.iter().map(row).collect()
        }
        Event::TurnedBack { survivor, from_ms } => vec![Row::update(
            &MEMBER,
            [
                ("session_id", session()),
                ("survivor_id", json!(survivor)),
                ("turn_back_ms", json!(from_ms)),
            ],
        )],
        Event::Recalled { from_ms } => {
            vec![Row::update(&MISSION, [("session_id", session()), ("recall_ms", json!(from_ms))])]
        }
        // What is settled before live Redis hears of it is there already.
        Event::Departed { .. }
        | Event::Held { ms: _ }
        | Event::Seated { .. }
        | Event::Unseated { .. }
        | Event::HostChanged { .. }
        | Event::Readied { .. }
        | Event::Recovered => Vec::new(),
        Event::Ended { status, results, released } => {
            ended(fact, *status, results.as_ref(), released)
        }
    }
}

fn log(
    fact: &Fact<'_, Event>,
    (tick, encounter, mends): (u32, &str, bool),
    line: &ToldLine,
) -> Row {
    let ToldLine { line, survivor, told } = line;
    let Line { slot, chance, roll, harm, harm_roll, outcome, marks, find, text: _, mate } = line;
    Row::insert(
        &LOG,
        [
            ("session_id", json!(fact.session)),
            ("tick", json!(tick)),
            ("slot", json!(slot)),
            ("survivor_id", json!(survivor)),
            ("at", json!(fact.at_ms)),
            ("encounter", json!(encounter)),
            ("outcome", json!(outcome)),
            ("chance", json!(chance)),
            ("roll", json!(roll)),
            ("harm", json!(harm)),
            ("harm_roll", json!(harm_roll)),
            ("modifiers", json!({ "marks": marks, "find": find, "mate": mate, "mends": mends })),
            ("text", json!(told)),
        ],
    )
}

fn ended(
    fact: &Fact<'_, Event>,
    status: Status,
    results: Option<&Results>,
    released: &[Uuid],
) -> Vec<Row> {
    let (session, at) = (json!(fact.session), json!(fact.at_ms));
    let mut rows = vec![Row::update(
        &MISSION,
        [
            ("session_id", session.clone()),
            ("status", json!(status)),
            ("results", json!(results)),
            ("ended_at", at.clone()),
        ],
    )];
    let party = results.map(|results| results.party.as_slice()).unwrap_or_default();
    for survivor in released {
        let came = party.iter().find(|one| one.survivor == *survivor);
        let brought = |number: fn(&Homecoming) -> i64| came.map_or(0, number);
        rows.push(Row::update(
            &MEMBER,
            [
                ("session_id", session.clone()),
                ("survivor_id", json!(survivor)),
                ("is_active", json!(false)),
                ("home_at", at.clone()),
                ("xp", json!(brought(|one| one.xp))),
                ("salvage", json!(brought(|one| one.salvage))),
                ("is_lost", json!(came.is_some_and(|one| one.lost))),
            ],
        ));
    }
    rows.extend(party.iter().map(|came| survivor(fact, came)));
    rows
}

fn survivor(fact: &Fact<'_, Event>, came: &Homecoming) -> Row {
    let Homecoming { survivor, lost, marks, level, after, .. } = came;
    let After { xp, salvage, missions, completed, unhurt, heals_ms, rests_ms } = after;
    let mut values = vec![
        ("id", json!(survivor)),
        ("xp", json!(xp)),
        ("level", json!(level)),
        ("salvage", json!(salvage)),
        ("missions", json!(missions)),
        ("completed", json!(completed)),
        ("unhurt", json!(unhurt)),
        ("marks", json!(marks)),
        ("heals_at", json!(heals_ms)),
        ("rests_until", json!(rests_ms)),
    ];
    if *lost {
        values.push(("state", Value::from("lost")));
        values.push(("lost_at", json!(fact.at_ms)));
        values.push(("lost_in", json!(fact.session)));
    }
    Row::update_of(&SURVIVOR, values)
}
