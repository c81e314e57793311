//! The pack of the vectors, and how any numbers become a pack.

use serde_json::{Map, Value, json};

use crate::kinds::mission::{Outcome, pack::Pack};

fn encounter(id: &str, family: &str, tags: &[&str], numbers: [i64; 7]) -> Value {
    let [base_bp, harm_bp, worth, craft, grit, heart, weight] = numbers;
    json!({
        "id": id, "family": family, "tags": tags, "base_bp": base_bp, "harm_bp": harm_bp,
        "worth": worth, "craft": craft, "grit": grit, "heart": heart, "weight": weight,
        "from_difficulty": 1,
    })
}

pub fn rules() -> Value {
    json!({
        "difficulty_bp": 650, "hurt_bp": 900, "mate_bp": 200, "mates_max": 3,
        "team_add_max": 1200, "mul_max": 50, "chance_min": 500, "chance_max": 9500,
        "harm_difficulty_bp": 250, "harm_grit_bp": 150, "harm_min": 100, "harm_max": 6000,
        "stat_max": 12, "ticks_min": 6, "ticks_span": 7, "goal_pct": [45, 50, 55],
        "marks_max": 3, "variants": 6,
        "xp": { "success": 10, "setback": 4, "hurt": 6, "lost": 0, "completed": 25 },
    })
}

/// Its numbers, as the page has them.
pub fn numbers() -> Value {
    json!({
        "id": "tiny", "version": 1, "rules": rules(),
        "encounters": [
            encounter("pool", "weed", &["cold"], [5500, 3000, 5, 100, 150, 0, 10]),
            encounter("hull", "wreck", &["dark", "rope"], [5000, 4000, 9, 200, 0, 50, 10]),
            encounter("nurse", "folk", &["mend"], [6500, 500, 2, 0, 0, 200, 5]),
        ],
        "knacks": [
            { "id": "owl", "level": 1, "on": "tag:dark", "op": "add", "amount": 600, "scope": "self" },
            { "id": "coat", "level": 1, "on": "harm", "op": "mul", "amount": -15, "scope": "self" },
            { "id": "voice", "level": 1, "on": "all", "op": "add", "amount": 200, "scope": "team" },
        ],
    })
}

/// Numbers with words, names and texts.
pub fn dressed(mut pack: Value) -> Value {
    let mut words: Map<String, Value> = [
        "alone",
        "camp",
        "knack",
        "knacks",
        "lobby",
        "mark",
        "marks",
        "memorial",
        "mission",
        "missions",
        "party",
        "salvage",
        "season",
        "survivor",
        "survivors",
        "title",
        "stat:craft",
        "stat:grit",
        "stat:heart",
        "outcome:success",
        "outcome:setback",
        "outcome:hurt",
        "outcome:lost",
        "difficulty:1",
        "difficulty:2",
        "difficulty:3",
    ]
    .into_iter()
    .map(|key| (key.to_owned(), json!(key)))
    .collect();
    let mut word = |key: String| words.insert(key.clone(), json!(key.replace(':', " ")));
    let variants = pack["rules"]["variants"].as_i64().unwrap();
    for encounter in pack["encounters"].as_array_mut().unwrap() {
        word(format!("encounter:{}", encounter["id"].as_str().unwrap()));
        word(format!("family:{}", encounter["family"].as_str().unwrap()));
        for tag in encounter["tags"].as_array().unwrap() {
            word(format!("tag:{}", tag.as_str().unwrap()));
        }
        for outcome in Outcome::ALL.map(Outcome::name) {
            let text = |n| json!(format!("{{me}}, {{mate}}, {outcome} {n}"));
            encounter["texts"][outcome] = (0..variants).map(text).collect();
        }
    }
    for knack in pack["knacks"].as_array().unwrap() {
        word(format!("knack:{}", knack["id"].as_str().unwrap()));
    }
    pack["words"] = Value::Object(words);
    pack["names"] = (0..200).map(|n| json!(format!("Name {n}"))).collect();
    pack
}

pub fn pack() -> Pack {
    Pack::read(&dressed(numbers()).to_string()).unwrap()
}
