//! Who may do what, and when.

use serde_json::{Value, json};

use super::{Game, actor, config};
use crate::Role;

#[test]
fn participants_pass_their_own_turn_only() {
    let mut game = Game::duel(60_000, json!({}));
    let (ada, kit) = (actor(Role::Participant, Some("a")), actor(Role::Participant, Some("b")));
    assert_eq!(game.refuses(&kit, "switch", &json!({})), "not_your_turn");
    assert_eq!(
        game.refuses(&actor(Role::Participant, None), "switch", &json!({})),
        "not_your_turn"
    );
    // Passing to oneself would earn time.
    assert_eq!(game.refuses(&ada, "switch", &json!({ "to": "a" })), "forbidden");
    game.try_as(&ada, "switch", &json!({})).unwrap();
    assert_eq!(game.refuses(&ada, "switch", &json!({})), "not_your_turn");
    game.try_as(&kit, "switch", &json!({ "to": "a" })).unwrap();
    game.try_as(&actor(Role::Table, None), "switch", &json!({})).unwrap();
    assert_eq!(game.active(), "b");
}

#[test]
fn a_table_works_its_clock() {
    let mut game =
        Game::of(&config("per_participant", &["a", "b"], json!({ "budget_ms": 60_000 })));
    let table = actor(Role::Table, Some("link:1"));
    for name in ["start", "switch", "undo", "pause", "resume"] {
        game.try_as(&table, name, &json!({})).unwrap();
    }
    for name in ["complete", "cancel"] {
        assert_eq!(game.refuses(&table, name, &json!({})), "forbidden", "{name}");
    }
}

#[test]
fn only_whoever_steers_does_the_rest() {
    let commands: [(&str, Value); 11] = [
        ("start", json!({})),
        ("switch", json!({})),
        ("undo", json!({})),
        ("pause", json!({})),
        ("resume", json!({})),
        ("adjust", json!({ "participant": "a", "ms": 1, "reason": "x" })),
        ("add_participant", json!({ "id": "c", "name": "C" })),
        ("set_order", json!({ "ids": ["c", "b", "a"] })),
        ("remove_participant", json!({ "id": "c" })),
        ("complete", json!({})),
        ("cancel", json!({})),
    ];
    let mut game =
        Game::of(&config("per_participant", &["a", "b"], json!({ "budget_ms": 60_000 })));
    for (name, args) in &commands[..10] {
        for role in [Role::Viewer, Role::Overlay, Role::Participant, Role::Table] {
            let is_tap = *name == "switch" && matches!(role, Role::Participant | Role::Table);
            let works = matches!(*name, "start" | "undo" | "pause" | "resume");
            let may = is_tap || works && role == Role::Table;
            if !may {
                assert_eq!(
                    game.refuses(&actor(role, Some("a")), name, args),
                    "forbidden",
                    "{name}"
                );
            }
        }
        game.try_as(&actor(Role::Moderator, None), name, args).unwrap();
    }
    let late = actor(Role::Viewer, None);
    assert_eq!(game.refuses(&late, "cancel", &json!({})), "forbidden");
    assert_eq!(game.refuses_owner("cancel", &json!({})), "ended");
}

#[test]
fn each_command_has_its_status() {
    let mut game =
        Game::of(&config("per_participant", &["a", "b"], json!({ "budget_ms": 60_000 })));
    for name in ["switch", "pause", "resume", "undo", "complete"] {
        assert_eq!(game.refuses_owner(name, &json!({})), "wrong_status", "{name}");
    }
    game.tells("start", &json!({}));
    for name in ["start", "resume"] {
        assert_eq!(game.refuses_owner(name, &json!({})), "wrong_status", "{name}");
    }
    assert_eq!(game.refuses_owner("undo", &json!({})), "nothing_to_undo");
    game.tells("pause", &json!({}));
    for name in ["start", "switch", "pause"] {
        assert_eq!(game.refuses_owner(name, &json!({})), "wrong_status", "{name}");
    }
    let nobody = json!({ "participant": "z", "ms": 1, "reason": "x" });
    assert_eq!(game.refuses_owner("adjust", &nobody), "unknown_participant");
    game.tells("resume", &json!({}));
    assert_eq!(game.refuses_owner("switch", &json!({ "to": "z" })), "unknown_participant");
}
