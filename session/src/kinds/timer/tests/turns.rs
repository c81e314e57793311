//! A tap is meant for one turn, and for no other.

use serde_json::{Value, json};

use super::{Game, actor};
use crate::{Actor, Role};

fn turn(game: &Game) -> i64 {
    game.view()["turn"].as_i64().unwrap()
}

fn moderator() -> Actor {
    actor(Role::Moderator, Some("link:m"))
}

fn table(grace_ms: i64) -> Game {
    let mut game = Game::duel(60_000, json!({ "offline_grace_ms": grace_ms }));
    game.opens(Role::Table);
    game
}

fn at(game: &Game, before_ms: i64) -> Value {
    json!({ "turn": turn(game), "at_ms": game.now_ms - before_ms })
}

#[test]
fn of_two_who_pass_one_turn_one_passes_it_and_the_other_is_late() {
    let seen = json!({ "turn": 1 });
    for other in [moderator(), actor(Role::Participant, Some("a")), actor(Role::Table, None)] {
        let mut game = table(30_000);
        game.wait_s(1);
        assert_eq!(turn(&game), 1);
        game.try_as(&moderator(), "switch", &seen).unwrap();
        assert_eq!(game.refuses(&other, "switch", &seen), "late", "{other:?}");
        assert_eq!((game.active(), turn(&game)), (json!("b"), 2));
        game.try_as(&moderator(), "switch", &json!({ "turn": 2 })).unwrap();
        // Ada has the turn again, and it is another one.
        assert_eq!(game.refuses(&other, "switch", &seen), "late", "{other:?}");
        assert_eq!(game.refuses(&other, "switch", &json!({ "turn": 4 })), "late", "{other:?}");
    }
}

#[test]
fn a_turn_has_its_number_alone() {
    let mut game = table(0);
    let mut numbers = vec![turn(&game)];
    for (name, args) in [
        ("switch", json!({})),
        ("undo", json!({})),
        ("switch", json!({})),
        ("pause", json!({})),
        ("undo", json!({})),
        ("resume", json!({})),
        ("adjust", json!({ "participant": "a", "ms": 1, "reason": "x" })),
        ("set_order", json!({ "ids": ["b", "a"] })),
        ("add_participant", json!({ "id": "c", "name": "C" })),
        ("remove_participant", json!({ "id": "a" })),
    ] {
        numbers.push(turn(game.tells(name, &args)));
    }
    assert_eq!(numbers, [1, 2, 3, 4, 4, 5, 5, 5, 5, 5, 6]);
    game.tells("complete", &json!({}));
    assert_eq!(turn(&game), 6);
    let pending = Game::of(&super::config("global", &["a"], json!({ "budget_ms": 1_000 })));
    assert_eq!(turn(&pending), 0);
}

#[test]
fn what_time_passes_is_another_turn() {
    let mut game = Game::duel(10_000, json!({ "on_end": { "kind": "skip_turn" } }));
    game.wait_s(10);
    assert_eq!((game.active(), turn(&game)), (json!("b"), 2));
    assert_eq!(game.refuses(&moderator(), "switch", &json!({ "turn": 1 })), "late");
}

#[test]
fn the_switch_that_is_taken_back_is_the_one_that_was_seen() {
    let mut game = table(0);
    game.switch();
    let seen = json!({ "turn": turn(&game) });
    game.switch();
    assert_eq!(game.refuses_owner("undo", &seen), "late");
    game.tells("undo", &json!({ "turn": 3 }));
    assert_eq!((game.active(), turn(&game)), (json!("b"), 4));
}

#[test]
fn a_tap_is_as_old_as_its_moment_says() {
    for actor in [moderator(), actor(Role::Participant, Some("a")), actor(Role::Table, None)] {
        let mut game = table(0);
        game.wait_s(10);
        let (late, soon) = (at(&game, 1_001), at(&game, 1_000));
        assert_eq!(game.refuses(&actor, "switch", &late), "late", "{actor:?}");
        // It was on its way, and counts from now.
        game.try_as(&actor, "switch", &soon).unwrap();
        assert_eq!((game.shows_ms("a"), game.last().get("age_ms")), (50_000, None));
        let mut game = table(0);
        game.wait_s(10);
        // A clock that is ahead makes no tap of the future.
        let ahead = at(&game, -5_000);
        game.try_as(&actor, "switch", &ahead).unwrap();
        assert_eq!(game.shows_ms("a"), 50_000);
    }
}

#[test]
fn a_tap_of_a_table_within_its_grace_stands_at_its_moment() {
    let mut game = table(8_000);
    let clock = actor(Role::Table, Some("link:1"));
    game.wait_s(10);
    let (late, kept) = (at(&game, 8_001), at(&game, 8_000));
    assert_eq!(game.refuses(&clock, "switch", &late), "late");
    assert_eq!(game.refuses(&moderator(), "switch", &kept), "late");
    game.try_as(&clock, "switch", &kept).unwrap();
    assert_eq!((game.shows_ms("a"), game.shows_ms("b")), (58_000, 52_000));
    // The next one that it kept belongs to the turn that the first began.
    let next = at(&game, 3_000);
    game.try_as(&clock, "switch", &next).unwrap();
    assert_eq!((game.shows_ms("b"), game.shows_ms("a")), (55_000, 55_000));
    // Its own clock goes before the server's as it was known then.
    game.wait_s(4);
    let both = json!({ "turn": 3, "at_ms": game.now_ms - 100, "age_ms": 2_000 });
    game.try_as(&clock, "switch", &both).unwrap();
    assert_eq!(game.last()["age_ms"], 2_000);
}

#[test]
fn a_grace_shorter_than_the_way_takes_nothing_from_it() {
    let mut game = table(500);
    let clock = actor(Role::Table, None);
    game.wait_s(10);
    let on_its_way = at(&game, 900);
    game.try_as(&clock, "switch", &on_its_way).unwrap();
    assert_eq!((game.shows_ms("a"), game.last().get("age_ms")), (50_000, None));
}

#[test]
fn a_tap_from_before_the_turn_began_is_late_unless_it_says_which_it_saw() {
    let clock = actor(Role::Table, Some("link:1"));
    for tap in [json!({ "age_ms": 12_000 }), json!({ "at_ms": super::START_MS + 3_000 })] {
        let mut game = table(30_000);
        game.wait_s(10).switch().wait_s(5);
        assert_eq!(game.refuses(&clock, "switch", &tap), "late", "{tap}");
        let mut seen = tap.clone();
        seen["turn"] = json!(2);
        game.try_as(&clock, "switch", &seen).unwrap();
        assert_eq!((game.shows_ms("b"), game.last()["age_ms"].clone()), (60_000, json!(5_000)));
    }
    // So is one of anybody whose turn was passed a moment ago.
    let mut game = table(0);
    game.wait_s(10).switch().wait_ms(200);
    let before = json!({ "at_ms": game.now_ms - 300 });
    assert_eq!(game.refuses(&moderator(), "switch", &before), "late");
    // A turn that came back begins anew.
    game.tells("undo", &json!({})).wait_ms(100);
    let before = json!({ "at_ms": game.now_ms - 200 });
    assert_eq!(game.refuses(&moderator(), "switch", &before), "late");
}
