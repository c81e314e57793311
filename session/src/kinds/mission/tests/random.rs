//! Packs, parties and wishes at random, within their limits.

use serde_json::{Value, json};

use super::tiny::{dressed, rules};
use crate::kinds::mission::{
    Stats,
    resolver::{Departure, Seed, Sheet, TurnBack, Wishes},
};

/// Numbers that a test was given, one after the other, and then zeros.
pub struct Dice<'a>(pub std::slice::Iter<'a, u32>);

impl Dice<'_> {
    fn within(&mut self, low: i64, high: i64) -> i64 {
        low + i64::from(*self.0.next().unwrap_or(&0)) % (high - low + 1)
    }

    fn of<'b, T: ?Sized>(&mut self, choices: &[&'b T]) -> &'b T {
        choices[usize::try_from(self.within(0, last(choices))).unwrap()]
    }

    fn is(&mut self) -> bool {
        self.within(0, 1) == 1
    }
}

fn last<T>(list: &[T]) -> i64 {
    i64::try_from(list.len()).unwrap() - 1
}

const FAMILIES: &[&str] = &["wreck", "weed", "folk"];
const TAGS: &[&str] = &["dark", "mend", "rope"];

pub fn pack(dice: &mut Dice) -> Value {
    let mut rules = rules();
    for (name, high) in [
        ("difficulty_bp", 3_000),
        ("hurt_bp", 3_000),
        ("mate_bp", 1_000),
        ("mates_max", 3),
        ("team_add_max", 1_000),
        ("mul_max", 99),
        ("harm_difficulty_bp", 2_000),
        ("harm_grit_bp", 500),
    ] {
        rules[name] = json!(dice.within(0, high));
    }
    for (low, high) in [("chance_min", "chance_max"), ("harm_min", "harm_max")] {
        let least = dice.within(0, 5_000);
        rules[low] = json!(least);
        rules[high] = json!(dice.within(least, 10_000));
    }
    rules["stat_max"] = json!(dice.within(1, 15));
    rules["ticks_min"] = json!(dice.within(1, 20));
    rules["ticks_span"] = json!(dice.within(1, 20));
    rules["goal_pct"] = (0..3).map(|_| dice.within(0, 100)).collect();
    rules["marks_max"] = json!(dice.within(1, 4));
    rules["variants"] = json!(dice.within(1, 7));
    let encounters: Vec<Value> = (0..dice.within(2, 5)).map(|n| encounter(n, dice)).collect();
    // Every family and tag is somewhere, for knacks may be on any.
    let mut pack = json!({
        "id": "random", "version": 1, "rules": rules, "encounters": encounters,
        "knacks": (0..6).map(|n| knack(n, dice)).collect::<Vec<_>>(),
    });
    for ((family, tag), n) in FAMILIES.iter().zip(TAGS).zip(10..) {
        let mut one = encounter(n, dice);
        one["family"] = json!(family);
        one["tags"] = json!([tag]);
        pack["encounters"].as_array_mut().unwrap().push(one);
    }
    dressed(pack)
}

fn encounter(n: i64, dice: &mut Dice) -> Value {
    json!({
        "id": format!("met_{n}"), "family": dice.of(FAMILIES),
        "tags": TAGS.iter().filter(|_| dice.is()).collect::<Vec<_>>(),
        "base_bp": dice.within(0, 10_000), "harm_bp": dice.within(0, 10_000),
        "worth": dice.within(0, 50), "craft": dice.within(-300, 300),
        "grit": dice.within(-300, 300), "heart": dice.within(-300, 300),
        "weight": dice.within(1, 12),
        // Two are met at every difficulty.
        "from_difficulty": if n < 2 { 1 } else { dice.within(1, 3) },
    })
}

fn knack(n: i64, dice: &mut Dice) -> Value {
    let on = dice.of(&[
        "all",
        "harm",
        "xp",
        "salvage",
        "family:wreck",
        "family:folk",
        "tag:dark",
        "tag:rope",
        "stat:craft",
        "stat:grit",
        "stat:heart",
    ]);
    let op = match on {
        "xp" | "salvage" => "mul",
        _ if on.starts_with("stat") => "add",
        _ => dice.of(&["add", "mul"]),
    };
    let most = match (op, on) {
        ("mul", _) => 80,
        (_, on) if on.starts_with("stat") => 4,
        _ => 2_000,
    };
    let scope = if matches!(on, "xp" | "salvage") { "self" } else { dice.of(&["self", "team"]) };
    let amount = dice.within(-most, most);
    json!({ "id": format!("knack_{n}"), "level": 1, "on": on, "op": op, "amount": amount, "scope": scope })
}

pub fn departure(seed: [u8; 16], pack: &Value, dice: &mut Dice) -> Departure {
    let known = pack["knacks"].as_array().unwrap();
    let marks_max = pack["rules"]["marks_max"].as_i64().unwrap();
    let size = dice.within(1, 4);
    let party = (0..size).map(|_| {
        let mut knacks: Vec<String> = Vec::new();
        for _ in 0..dice.within(0, 4) {
            let at = usize::try_from(dice.within(0, last(known))).unwrap();
            let id = known[at]["id"].as_str().unwrap().to_owned();
            if !knacks.contains(&id) {
                knacks.push(id);
            }
        }
        Sheet {
            stats: Stats {
                craft: dice.within(1, 12),
                grit: dice.within(1, 12),
                heart: dice.within(1, 12),
            },
            knacks,
            hurt: dice.is(),
            marks: u8::try_from(dice.within(0, marks_max - 1)).unwrap(),
            caution: u8::try_from(dice.within(0, 3)).unwrap(),
        }
    });
    Departure {
        seed: Seed(seed),
        party: party.collect(),
        difficulty: u8::try_from(dice.within(1, 3)).unwrap(),
    }
}

pub fn wishes(dice: &mut Dice) -> Wishes {
    let turn_backs = (0..dice.within(0, 3)).map(|_| TurnBack {
        tick: u32::try_from(dice.within(1, 15)).unwrap(),
        slot: u8::try_from(dice.within(0, 4)).unwrap(),
    });
    let turn_backs = turn_backs.collect();
    let is_recalled = dice.within(0, 3) == 0;
    let before = u32::try_from(dice.within(0, 15)).unwrap();
    Wishes { turn_backs, recall: is_recalled.then_some(before) }
}
