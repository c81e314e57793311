//! Limits, each with its field.

use serde_json::{Value, json};

use super::{Game, config, problems};

fn fields(config: &Value) -> Vec<String> {
    problems(config).into_iter().map(|problem| problem.field).collect()
}

fn with(member: &str, value: Value) -> Value {
    let mut duel = config("per_participant", &["a", "b"], json!({ "budget_ms": 60_000 }));
    duel[member] = value;
    duel
}

#[test]
fn what_is_within_its_limits_is_fine() {
    for (member, value) in [
        ("budget_ms", json!(1_000)),
        ("budget_ms", json!(86_400_000)),
        ("increment", json!({ "kind": "delay", "ms": 0 })),
        ("increment", json!({ "kind": "bronstein", "ms": 60_000 })),
        ("offline_grace_ms", json!(30_000)),
        ("on_end", json!({ "kind": "none" })),
        ("on_end", json!({ "kind": "skip_turn" })),
        ("warnings", json!({ "critical_ms": 5_000 })),
        ("participants", json!([{ "name": "A", "meta": { "x": -9_007_199_254_740_991_i64 } }])),
        ("title", json!("Final")),
    ] {
        assert_eq!(fields(&with(member, value.clone())), [""; 0], "{member} {value}");
    }
    let names: Vec<String> = (0..1_000).map(|n| n.to_string()).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    assert!(problems(&config("count_up", &names, json!({}))).is_empty());
}

#[test]
fn what_is_not_is_told_by_field() {
    for (member, value, field) in [
        ("budget_ms", json!(999), "budget_ms"),
        ("budget_ms", json!(90_000_000), "budget_ms"),
        ("budget_ms", json!(null), "budget_ms"),
        ("increment", json!({ "kind": "fischer", "ms": 60_001 }), "increment.ms"),
        ("increment", json!({ "kind": "fischer", "ms": -1 }), "increment.ms"),
        ("stages", json!([{ "budget_ms": 1_000 }, { "budget_ms": 1_000 }]), "stages.0.moves"),
        ("stages", json!([{ "moves": 0, "budget_ms": 1_000 }]), "stages.0.moves"),
        ("stages", json!([{ "budget_ms": 1 }]), "stages.0.budget_ms"),
        ("max_ms", json!(5_000), "max_ms"),
        ("offline_grace_ms", json!(30_001), "offline_grace_ms"),
        ("idle_end_ms", json!(0), "idle_end_ms"),
        ("warnings", json!({ "low_ms": 5, "critical_ms": 5 }), "warnings.critical_ms"),
        ("on_end", json!({ "kind": "skip_turn", "penalty_ms": -1 }), "on_end.penalty_ms"),
        ("on_end", json!({ "kind": "auto_action", "action": "" }), "on_end.action"),
        ("on_end", json!({ "kind": "end_session", "outcome": "\u{0}" }), "on_end.outcome"),
        ("title", json!("x".repeat(101)), "title"),
        ("participants", json!([]), "participants"),
        ("participants", json!([{ "name": "" }]), "participants.0.name"),
        ("participants", json!([{ "name": "A", "color": "red" }]), "participants.0.color"),
        ("participants", json!([{ "name": "A", "id": "link:1" }]), "participants.0.id"),
        ("participants", json!([{ "name": "A", "budget_ms": 1 }]), "participants.0.budget_ms"),
        (
            "participants",
            json!([{ "name": "A", "id": "x" }, { "name": "B", "id": "x" }]),
            "participants.1.id",
        ),
        (
            "participants",
            json!([{ "name": "A", "meta": { "x": "y".repeat(512) } }]),
            "participants.0.meta",
        ),
        (
            "participants",
            json!([{ "name": "A", "meta": { "x": ["\u{0}"] } }]),
            "participants.0.meta",
        ),
        (
            "participants",
            json!([{ "name": "A", "meta": { "x": [9_007_199_254_740_992_u64] } }]),
            "participants.0.meta",
        ),
        ("participants", json!([{ "name": "A", "meta": { "x": -1e22 } }]), "participants.0.meta"),
    ] {
        assert_eq!(fields(&with(member, value.clone())), [field], "{member} {value}");
    }
    let names: Vec<String> = (0..1_001).map(|n| n.to_string()).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    assert_eq!(fields(&config("count_up", &names, json!({}))), ["participants"]);
    assert_eq!(fields(&with("nonsense", json!(1))).len(), 1);
}

#[test]
fn what_a_mode_has_no_use_for_is_told() {
    let increment = json!({ "budget_ms": 1_000, "increment": { "kind": "fischer", "ms": 1 } });
    assert_eq!(fields(&config("per_cycle", &["a"], increment)), ["increment"]);
    assert_eq!(
        fields(&config("per_group", &["a"], json!({ "budget_ms": 1_000 }))),
        ["participants.0.group"]
    );
    let winner = json!({
        "budget_ms": 1_000,
        "on_end": { "kind": "end_session", "outcome": "x", "winner_by": "opponent" },
    });
    assert_eq!(fields(&config("global", &["a"], winner)), ["on_end.winner_by"]);
}

#[test]
fn arguments_have_limits_too() {
    let mut game = Game::duel(60_000, json!({}));
    let adjust = |ms: i64, reason: &str| json!({ "participant": "a", "ms": ms, "reason": reason });
    assert_eq!(game.invalid("adjust", &adjust(0, "x")), ["ms"]);
    assert_eq!(game.invalid("switch", &json!({ "at_ms": -1 })), ["at_ms"]);
    for wrong in [json!({ "turn": -1 }), json!({ "turn": 1.5 }), json!({ "at_ms": 1e300 })] {
        assert_eq!(game.invalid("switch", &wrong).len(), 1, "{wrong}");
    }
    assert_eq!(game.invalid("adjust", &adjust(86_400_001, "x")), ["ms"]);
    assert_eq!(game.invalid("adjust", &adjust(1, " ")), ["reason"]);
    assert_eq!(game.invalid("adjust", &json!({ "participant": "a", "ms": 1 })).len(), 1);
    assert_eq!(game.invalid("cancel", &json!({ "reason": "" })), ["reason"]);
    assert_eq!(game.invalid("complete", &json!({ "outcome": "x".repeat(101) })), ["outcome"]);
    assert_eq!(game.invalid("start", &json!({ "now": true })).len(), 1);
    // A wish beyond the limits is done as far as they go.
    game.tells("adjust", &adjust(86_400_000, "x"));
    assert_eq!((game.last()["ms"].as_i64(), game.shows_ms("a")), (Some(86_340_000), 86_400_000));
}
