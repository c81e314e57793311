//! Every set-up of a timer of four: mode, end, time control, stages, grace.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::config;

pub const IDS: [&str; 4] = ["a", "b", "c", "d"];
const MODES: [&str; 5] = ["per_participant", "per_cycle", "per_group", "global", "count_up"];

/// A time control has no meaning in two of the modes, and is refused there.
pub fn all() -> Vec<Value> {
    let mut setups = Vec::new();
    for mode in MODES {
        for on_end in ends() {
            for (auto_advance, grace) in
                [(false, None), (false, Some(4_000)), (true, None), (true, Some(4_000))]
            {
                let bare = bare(mode, &on_end, auto_advance, grace);
                if matches!(mode, "per_cycle" | "count_up") {
                    setups.push(bare);
                    continue;
                }
                for (increment, stages) in time_controls() {
                    let mut timer = bare.clone();
                    (timer["increment"], timer["stages"]) = (increment, stages);
                    setups.push(timer);
                }
            }
        }
    }
    setups
}

pub fn timers() -> impl Strategy<Value = Value> {
    (prop::sample::select(all()), 2_000..12_000_i64).prop_map(|(mut timer, budget_ms)| {
        timer["budget_ms"] = budget_ms.into();
        if timer["mode"] == "count_up" {
            timer["max_ms"] = (4 * budget_ms).into();
        }
        timer
    })
}

fn bare(mode: &str, on_end: &Value, auto_advance: bool, grace: Option<i64>) -> Value {
    let mut timer = config(
        mode,
        &IDS,
        json!({
            "budget_ms": 5_000, "on_end": on_end, "auto_advance": auto_advance,
            "offline_grace_ms": grace, "warnings": { "low_ms": 3_000, "critical_ms": 1_000 },
        }),
    );
    for (n, group) in ["red", "blue", "red", "blue"].into_iter().enumerate() {
        timer["participants"][n]["group"] = group.into();
    }
    if mode == "count_up" {
        timer["max_ms"] = 20_000.into();
    }
    timer
}

fn ends() -> [Value; 4] {
    [
        json!({ "kind": "end_session", "outcome": "time", "winner_by": null }),
        json!({ "kind": "skip_turn", "penalty_ms": 1_500 }),
        json!({ "kind": "auto_action", "action": "act" }),
        json!({ "kind": "none" }),
    ]
}

fn time_controls() -> impl Iterator<Item = (Value, Value)> {
    let increments = [
        json!(null),
        json!({ "kind": "fischer", "ms": 1_000 }),
        json!({ "kind": "delay", "ms": 2_000 }),
        json!({ "kind": "bronstein", "ms": 2_000 }),
    ];
    let stages = [
        json!([]),
        json!([{ "moves": 2, "budget_ms": 9_000 }, { "budget_ms": 5_000 }]),
        json!([{ "moves": 1, "budget_ms": 4_000, "increment": { "kind": "delay", "ms": 700 } }]),
    ];
    increments
        .into_iter()
        .flat_map(move |increment| stages.clone().map(|stages| (increment.clone(), stages)))
}

#[test]
fn there_are_as_many_as_there_can_be() {
    let setups = all();
    assert_eq!(setups.len(), 3 * 4 * 4 * 3 * 2 * 2 + 2 * 4 * 2 * 2);
    let texts: std::collections::HashSet<String> = setups.iter().map(Value::to_string).collect();
    assert_eq!(texts.len(), setups.len());
    for timer in setups {
        assert_eq!(super::problems(&timer), [], "{timer}");
    }
}
