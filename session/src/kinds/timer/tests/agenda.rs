//! An agenda: items that are on once, one after the other.

use serde_json::{Value, json};

use super::{Game, actor, config, problems};
use crate::Role;

fn agenda(on_end: Value, more: Value) -> Game {
    let mut config = config("per_participant", &["a", "b", "c"], more);
    config["budget_ms"] = json!(60_000);
    config["cycles"] = json!(1);
    config["on_end"] = on_end;
    let mut game = Game::of(&config);
    game.tells("start", &json!({}));
    game
}

fn skipping() -> Game {
    agenda(json!({ "kind": "skip_turn" }), json!({}))
}

fn overtime() -> Game {
    agenda(json!({ "kind": "none" }), json!({}))
}

fn names(game: &Game) -> Vec<&str> {
    game.history.iter().map(crate::Event::name).collect()
}

#[test]
fn each_is_on_once_by_itself_and_then_it_is_complete() {
    let mut game = skipping();
    for active in ["a", "b", "c"] {
        assert_eq!((game.active(), game.status()), (json!(active), "running".into()));
        game.wait_s(60);
    }
    assert_eq!((game.active(), game.status()), (Value::Null, "completed".into()));
    assert_eq!(game.view()["cycle"], 1);
    assert!(names(&game).ends_with(&["turn_skipped", "completed", "ended"]), "{:?}", names(&game));
}

#[test]
fn a_press_ends_an_item_early_and_the_last_press_ends_it_all() {
    for mut game in [skipping(), overtime()] {
        game.wait_s(10);
        game.switch();
        game.wait_s(20);
        game.switch();
        assert_eq!((game.active(), game.status()), (json!("c"), "running".into()));
        game.wait_s(30);
        game.switch();
        assert_eq!(game.status(), "completed");
        let used = |n: usize| game.view()["participants"][n]["used_ms"].clone();
        assert_eq!([used(0), used(1), used(2)], [json!(10_000), json!(20_000), json!(30_000)]);
        assert_eq!(game.refuses_owner("switch", &json!({})), "ended");
    }
}

#[test]
fn an_item_that_waits_for_a_press_runs_over_and_the_next_has_all_its_time() {
    let mut game = overtime();
    game.wait_s(75);
    assert_eq!((game.active(), game.status()), (json!("a"), "running".into()));
    game.switch();
    assert_eq!(game.active(), json!("b"));
    let view = game.view();
    assert_eq!(view["participants"][0]["remaining_ms"], -15_000);
    assert_eq!(view["participants"][1]["remaining_ms"], 60_000);
}

#[test]
fn whoever_steers_goes_back_and_it_is_no_other_round() {
    let mut game = overtime();
    game.switch();
    game.switch();
    game.tells("switch", &json!({ "to": "a" }));
    assert_eq!((game.active(), game.view()["cycle"].clone()), (json!("a"), json!(1)));
    game.switch();
    assert_eq!(game.active(), json!("b"));
    // A slip of the hand is taken back, as ever.
    game.tells("undo", &json!({}));
    assert_eq!(game.active(), json!("a"));
}

#[test]
fn the_last_item_that_is_taken_out_ends_it() {
    let mut game = overtime();
    game.switch();
    game.switch();
    game.tells("remove_participant", &json!({ "id": "c" }));
    assert_eq!(game.status(), "completed");
    let mut game = overtime();
    game.tells("remove_participant", &json!({ "id": "a" }));
    assert_eq!((game.active(), game.status()), (json!("b"), "running".into()));
}

#[test]
fn an_item_that_is_added_comes_behind_the_last() {
    let mut game = overtime();
    game.switch();
    game.switch();
    game.tells("add_participant", &json!({ "id": "d", "name": "More" }));
    game.switch();
    assert_eq!((game.active(), game.status()), (json!("d"), "running".into()));
    // A table names whoever the order has next, and goes back to nobody.
    game.try_as(&actor(Role::Table, None), "switch", &json!({ "to": "a" })).unwrap();
    assert_eq!(game.status(), "completed");
}

#[test]
fn two_rounds_are_two_and_no_more() {
    let mut config = config("per_cycle", &["a", "b"], json!({ "cycles": 2 }));
    config["budget_ms"] = json!(60_000);
    let mut game = Game::of(&config);
    game.tells("start", &json!({}));
    for active in ["a", "b", "a", "b"] {
        assert_eq!(game.active(), json!(active));
        game.switch();
    }
    assert_eq!(game.status(), "completed");
}

#[test]
fn rounds_are_counted_within_limits() {
    for (cycles, is_good) in [(0, false), (1, true), (1_000, true), (1_001, false)] {
        let mut config = config("per_participant", &["a", "b"], json!({ "budget_ms": 1_000 }));
        config["cycles"] = json!(cycles);
        assert_eq!(problems(&config).is_empty(), is_good, "{cycles}");
    }
}
