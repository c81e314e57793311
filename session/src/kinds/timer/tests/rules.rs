//! What of a config stands once the timer has started.

use serde_json::{Value, json};

use super::{Game, config};
use crate::{Beside, kinds};

fn saved() -> Value {
    let kind = kinds::named("timer").unwrap();
    let config = config("per_participant", &["a", "b"], json!({ "budget_ms": 60_000 }));
    (kind.check)(&config).unwrap()
}

fn with(member: &str, value: Value) -> Value {
    let mut config = saved();
    config[member] = value;
    (kinds::named("timer").unwrap().check)(&config).unwrap()
}

fn fixed(game: &Game, config: &Value) -> Vec<String> {
    let problems = game.session.fixed(&saved(), config).unwrap();
    problems.into_iter().map(|problem| problem.field).collect()
}

#[test]
fn rules_stand_from_the_start_on_and_each_is_named() {
    let people = |one: Value| json!([one, { "id": "b", "name": "B" }]);
    let grouped = json!({ "id": "a", "name": "A", "group": "red" });
    let rich = json!({ "id": "a", "name": "A", "budget_ms": 5_000 });
    let stages = json!([{ "budget_ms": 9_000 }]);
    let mut game = Game::of(&saved());
    for status in ["pending", "running", "paused", "cancelled"] {
        for (member, value, field) in [
            ("budget_ms", json!(61_000), "budget_ms"),
            ("increment", json!({ "kind": "fischer", "ms": 1 }), "increment"),
            ("stages", stages.clone(), "stages"),
            ("on_end", json!({ "kind": "none" }), "on_end"),
            ("auto_advance", json!(true), "auto_advance"),
            ("cycles", json!(1), "cycles"),
            ("offline_grace_ms", json!(5), "offline_grace_ms"),
            ("mode", json!("global"), "mode"),
            ("participants", json!([{ "id": "a", "name": "A" }]), "participants"),
            ("participants", people(json!({ "id": "c", "name": "A" })), "participants"),
            ("participants", people(grouped.clone()), "participants.0.group"),
            ("participants", people(rich.clone()), "participants.0.budget_ms"),
        ] {
            let told = fixed(&game, &with(member, value));
            assert_eq!(game.status(), status);
            assert_eq!(told, if status == "pending" { vec![] } else { vec![field] }, "{member}");
        }
        for (member, value) in [
            ("title", json!("Final")),
            ("warnings", json!({ "low_ms": 5 })),
            ("idle_end_ms", json!(1_000)),
            (
                "participants",
                json!([
                    { "id": "a", "name": "Ada", "color": "#0f172a", "meta": { "x": 1 } },
                    { "id": "b", "name": "B" },
                ]),
            ),
        ] {
            assert_eq!(fixed(&game, &with(member, value)), [""; 0], "{status} {member}");
        }
        let next = match status {
            "pending" => "start",
            "running" => "pause",
            "paused" => "cancel",
            _ => break,
        };
        game.tells(next, &json!({}));
    }
}

#[test]
fn several_are_all_named() {
    let mut game = Game::of(&saved());
    game.tells("start", &json!({}));
    let mut config = with("budget_ms", json!(61_000));
    config["auto_advance"] = json!(true);
    config["title"] = json!("Final");
    assert_eq!(fixed(&game, &config), ["budget_ms", "auto_advance"]);
}

/// Whoever saves a timer as it is now changes nothing of it.
#[test]
fn what_commands_changed_is_no_change_when_it_is_saved() {
    let mut game = Game::of(&saved());
    game.tells("start", &json!({}));
    game.tells("add_participant", &json!({ "id": "c", "name": "C" }));
    game.tells("set_order", &json!({ "ids": ["c", "a", "b"] }));
    let now = json!([
        { "id": "c", "name": "C" }, { "id": "a", "name": "Ada" }, { "id": "b", "name": "B" },
    ]);
    assert_eq!(fixed(&game, &with("participants", now.clone())), [""; 0]);
    let others = json!([{ "id": "c", "name": "C" }, { "id": "b", "name": "B" }]);
    assert_eq!(fixed(&game, &with("participants", others)), ["participants"]);
    // As it was saved before, it changes nothing either.
    assert_eq!(fixed(&game, &with("title", json!("Final"))), [""; 0]);
    let saved = with("participants", now);
    let step = game.session.configure(&Beside::default(), (2, &saved), game.now_ms).unwrap();
    assert_eq!(step.after.config()["participants"][1]["name"], "Ada");
}

/// Ids that nobody gave are the same each time.
#[test]
fn ids_that_the_timer_gave_are_no_change() {
    let unnamed = json!({
        "mode": "global", "budget_ms": 60_000, "participants": [{ "name": "A" }, { "name": "B" }],
    });
    let kind = kinds::named("timer").unwrap();
    let unnamed = (kind.check)(&unnamed).unwrap();
    let mut game = Game::of(&unnamed);
    game.tells("start", &json!({}));
    let shown = game.session.config();
    assert_eq!(shown["participants"][0]["id"], "p1");
    assert_eq!(game.session.fixed(&unnamed, &shown).unwrap(), []);
}
