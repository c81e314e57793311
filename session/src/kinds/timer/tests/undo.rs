//! As if the last switch had not been.

use serde_json::json;

use super::Game;

fn fast() -> Game {
    Game::duel(60_000, json!({ "increment": { "kind": "fischer", "ms": 2_000 } }))
}

#[test]
fn the_time_since_then_is_whose_turn_it_is_again() {
    let mut game = fast();
    game.wait_s(5).switch().wait_s(3).tells("undo", &json!({}));
    assert_eq!(game.last(), &json!({ "name": "undone", "from": "b", "to": "a" }));
    assert_eq!(
        (game.active(), game.shows_ms("a"), game.shows_ms("b")),
        (json!("a"), 52_000, 60_000)
    );
    assert_eq!(game.seen("a")["moves"], 0);
    assert_eq!(game.refuses_owner("undo", &json!({})), "nothing_to_undo");
}

#[test]
fn ten_seconds_and_no_more() {
    let mut game = fast();
    game.switch().wait_ms(10_001);
    assert_eq!(game.refuses_owner("undo", &json!({})), "nothing_to_undo");
    game.switch().wait_ms(10_000).tells("undo", &json!({}));
    assert_eq!(game.active(), "b");
}

#[test]
fn a_pause_in_between_stays_a_pause() {
    let mut game = fast();
    game.wait_s(5).switch().wait_s(3).tells("pause", &json!({}));
    game.wait_s(4).tells("undo", &json!({}));
    assert_eq!((game.status().as_str(), game.active()), ("paused", json!("a")));
    assert_eq!((game.shows_ms("a"), game.shows_ms("b")), (52_000, 60_000));
    game.tells("resume", &json!({})).wait_s(2).switch();
    assert_eq!(game.shows_ms("a"), 52_000);
    assert_eq!(game.last()["used_ms"], 2_000);
}

#[test]
fn a_pause_that_ended_is_no_time_of_anybodys() {
    let mut game = fast();
    game.wait_s(5).switch().wait_s(1).tells("pause", &json!({})).wait_s(4);
    game.tells("resume", &json!({})).wait_s(2).tells("undo", &json!({}));
    assert_eq!((game.shows_ms("a"), game.shows_ms("b")), (52_000, 60_000));
    assert_eq!(game.status(), "running");
}

#[test]
fn what_else_happens_closes_the_door() {
    for (name, args) in [
        ("adjust", json!({ "participant": "a", "ms": 1, "reason": "x" })),
        ("set_order", json!({ "ids": ["b", "a"] })),
        ("add_participant", json!({ "name": "Lou" })),
        ("remove_participant", json!({ "id": "a" })),
    ] {
        let mut game = fast();
        game.switch().tells(name, &args);
        assert_eq!(game.refuses_owner("undo", &json!({})), "nothing_to_undo", "{name}");
    }
    let mut game = Game::duel(1_000, json!({ "on_end": { "kind": "skip_turn" } }));
    game.switch().wait_s(1);
    assert_eq!(game.active(), "a");
    assert_eq!(game.refuses_owner("undo", &json!({})), "nothing_to_undo");
}

#[test]
fn a_warning_that_was_told_stays_told() {
    let mut game = Game::duel(10_000, json!({ "warnings": { "low_ms": 8_000 } }));
    game.switch().wait_s(3).tells("undo", &json!({}));
    assert_eq!(game.told()[1..], ["0 switched", "2 warned", "3 undone"]);
    assert_eq!(game.shows_ms("b"), 10_000);
    // Ada fell below it meanwhile; Kit does so again, and was told before.
    game.wait_ms(0).switch().wait_s(5);
    assert_eq!(game.count("warned"), 2);
    assert_eq!(
        game.last(),
        &json!({ "name": "switched", "from": "a", "to": "b", "used_ms": 3_000, "cycle": 1 })
    );
}

#[test]
fn whoever_has_no_time_left_runs_out() {
    let mut game = Game::duel(10_000, json!({}));
    game.wait_s(9).switch().wait_s(5).tells("undo", &json!({})).wait_ms(0);
    assert_eq!(game.told()[2..], ["14 undone", "14 expired", "14 ended"]);
    assert_eq!(game.seen("a")["used_ms"], 10_000);
}
