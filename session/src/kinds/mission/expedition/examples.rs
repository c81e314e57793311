//! An expedition as documentation and the contract use it, and the largest.

use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    Config, Facts, MemberRow, MissionRow, Party, Seating, Terms, Traveller,
    terms::{AfterOutage, ThirdMark},
};
use crate::{
    Example,
    kinds::mission::{
        Stats,
        pack::{Named, Pack},
        resolver::{RESOLVER, Sheet},
    },
};

const AT_MS: i64 = 1_700_000_000_000;
const SECRET: &str = "00000000-0000-4000-8000-0000000000aa";

fn config(party: Party) -> Config {
    let pack = Pack::named("long_ebb", Some(1)).map(Pack::name);
    Config {
        mission: Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0001),
        camp: Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0002),
        made_ms: AT_MS,
        difficulty: 1,
        party,
        party_max: 4,
        pack: pack.unwrap_or_else(|| Named { id: String::new(), version: 1, hash: String::new() }),
    }
}

fn survivor(n: u128) -> Uuid {
    Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0010 + n)
}

fn seating(slot: u8, name: &str) -> Seating {
    Seating {
        slot,
        survivor: survivor(slot.into()),
        user: Uuid::parse_str(SECRET).unwrap_or_default(),
        name: name.into(),
        level: 6,
        injured: false,
        marks: 0,
    }
}

fn traveller(slot: u8, knacks: &[&str]) -> Traveller {
    let sheet = Sheet {
        stats: Stats { craft: 10, grit: 10, heart: 10 },
        knacks: knacks.iter().map(|id| (*id).to_owned()).collect(),
        hurt: false,
        marks: 0,
        caution: 3,
    };
    Traveller {
        survivor: survivor(slot.into()),
        sheet,
        xp: 19_000,
        salvage: 1_000_000,
        missions: 1_000,
        completed: 1_000,
        unhurt: 1,
    }
}

/// A story of as many ticks as there may be, in which nobody is lost.
fn departing(pack: &Named, party: Vec<Traveller>) -> Value {
    let terms = Terms {
        pack: pack.clone(),
        resolver: RESOLVER,
        depart_ms: AT_MS,
        tick_ms: 60_000,
        rest_s: 60,
        third_mark: ThirdMark::Rest,
        after_outage: AfterOutage::Tell,
        party,
    };
    json!({ "seed": "0000000000000000000000000000000b", "terms": terms })
}

fn seat(seating: &Seating) -> (&'static str, Value) {
    ("seat", json!(seating))
}

pub fn example() -> Example<Config> {
    let config = config(Party::Open);
    let (first, second) = (seating(0, "Ada"), seating(1, "Bo"));
    let (one, other) = (first.survivor, second.survivor);
    let member = MemberRow {
        survivor_id: one,
        user_id: Some(first.user),
        slot: 0,
        name: "Adele".into(),
        level: 6,
        injured: false,
        marks: 0,
        why_left: None,
        turn_back_ms: None,
    };
    let missions = MissionRow {
        host: Some(one),
        is_dissolved: false,
        seed: None,
        terms: None,
        recall_ms: None,
    };
    let facts = Facts { missions: vec![missions], mission_members: vec![member] };
    let commands = vec![
        seat(&first),
        seat(&second),
        ("hand_over", json!({ "survivor": other })),
        ("ready", json!({ "on": true, "survivor": one })),
        ("unseat", json!({ "survivor": other, "why": "left" })),
        ("reconcile", json!(facts)),
        ("depart", departing(&config.pack, vec![traveller(0, &[])])),
        ("turn_back", json!({ "survivor": one, "from_ms": AT_MS + 2_000 })),
        ("recall", json!({ "from_ms": AT_MS + 2_000 })),
    ];
    Example { config, commands, secrets: vec![(SECRET, None)] }
}

pub fn largest() -> Example<Config> {
    let config = config(Party::Code);
    let mut commands: Vec<_> = (0..4).map(|slot| seat(&seating(slot, &"時".repeat(20)))).collect();
    commands.push(("hand_over", json!({ "survivor": survivor(0) })));
    let party = (0..4).map(|slot| traveller(slot, &[])).collect();
    commands.push(("depart", departing(&config.pack, party)));
    Example { config, commands, secrets: Vec::new() }
}
