//! A table that lost its network.

use serde_json::{Value, json};

use super::{Game, actor};
use crate::Role;

fn aged(age_ms: i64) -> Value {
    json!({ "age_ms": age_ms })
}

fn tap(game: &mut Game, age_ms: i64) -> Result<(), &'static str> {
    let before = game.session.clone();
    game.try_as(&actor(Role::Table, Some("link:1")), "switch", &aged(age_ms)).map_err(|refusal| {
        assert_eq!(game.session, before);
        match refusal {
            crate::Refusal::Rejected(rejection) => rejection.code,
            other => panic!("{other:?}"),
        }
    })
}

fn table() -> Game {
    Game::duel(60_000, json!({ "offline_grace_ms": 30_000 }))
}

#[test]
fn taps_stand_where_they_were_made() {
    let mut game = table();
    // Away for 20 s, with taps at 2, 10 and 15 s.
    game.wait_s(20);
    tap(&mut game, 18_000).unwrap();
    tap(&mut game, 10_000).unwrap();
    tap(&mut game, 5_000).unwrap();
    assert_eq!(game.active(), "b");
    assert_eq!(game.shows_ms("a"), 60_000 - 2_000 - 5_000);
    assert_eq!(game.shows_ms("b"), 60_000 - 8_000 - 5_000);
    assert_eq!(game.last()["age_ms"], 5_000);
    game.wait_s(1);
    assert_eq!(game.shows_ms("b"), 46_000);
}

#[test]
fn no_tap_stands_before_the_last_action() {
    let mut game = table();
    game.wait_s(10).switch().wait_s(5);
    tap(&mut game, 12_000).unwrap();
    assert_eq!((game.shows_ms("a"), game.shows_ms("b")), (45_000, 60_000));
    assert_eq!(game.last()["age_ms"], 5_000);
}

#[test]
fn an_end_waits_for_the_grace_and_is_dated_when_it_was() {
    let mut game = table();
    game.wait_s(70);
    assert_eq!((game.status().as_str(), game.told().len()), ("running", 1));
    game.wait_s(20);
    assert_eq!(game.told()[1..], ["60 expired", "60 ended"]);
}

#[test]
fn a_tap_in_time_undoes_an_end_that_was_not_told() {
    let mut game = table();
    game.wait_s(70);
    tap(&mut game, 15_000).unwrap();
    assert_eq!(
        (game.active(), game.shows_ms("a"), game.shows_ms("b")),
        (json!("b"), 5_000, 45_000)
    );
    game.wait_s(44);
    assert_eq!(game.status(), "running");
}

#[test]
fn any_other_late_tap_is_late() {
    let mut game = table();
    game.wait_s(70);
    // Made after the end, then older than the grace, then by another device.
    assert_eq!(tap(&mut game, 9_000), Err("late"));
    assert_eq!(tap(&mut game, 10_000), Err("late"));
    assert_eq!(tap(&mut game, 0), Err("late"));
    assert_eq!(tap(&mut game, 30_001), Err("late"));
    assert_eq!(game.refuses(&actor(Role::Participant, Some("a")), "switch", &aged(20_000)), "late");
    assert_eq!(game.refuses_owner("switch", &aged(20_000)), "late");
    assert_eq!(game.refuses_owner("switch", &json!({})), "late");
    assert_eq!(game.refuses_owner("pause", &json!({})), "late");
    let mut strict = Game::duel(60_000, json!({}));
    strict.wait_s(5);
    assert_eq!(tap(&mut strict, 1), Err("late"));
    assert_eq!(strict.invalid("switch", &aged(-1)), ["age_ms"]);
}

#[test]
fn an_open_end_may_be_settled_by_whoever_steers() {
    let mut game = table();
    game.wait_s(70).tells("complete", &json!({ "outcome": "flag" }));
    assert_eq!(game.seen("a")["used_ms"], 60_000);
    assert_eq!(game.seen("a")["remaining_ms"], 0);
    assert_eq!(game.status(), "completed");
}

#[test]
fn warnings_do_not_hold_a_tap_back() {
    let mut game = Game::duel(
        60_000,
        json!({
            "offline_grace_ms": 30_000, "warnings": { "low_ms": 50_000 },
        }),
    );
    game.wait_s(20);
    assert_eq!(game.count("warned"), 1);
    tap(&mut game, 15_000).unwrap();
    assert_eq!((game.shows_ms("a"), game.shows_ms("b")), (55_000, 45_000));
    assert_eq!(game.count("warned"), 1);
}

#[test]
fn the_next_turn_began_when_the_time_ended() {
    let mut game = Game::duel(
        10_000,
        json!({
            "offline_grace_ms": 4_000, "on_end": { "kind": "skip_turn", "penalty_ms": 0 },
        }),
    );
    game.wait_s(13);
    assert_eq!(game.active(), "a");
    game.wait_s(1);
    assert_eq!((game.active(), game.shows_ms("b")), (json!("b"), 6_000));
    game.wait_s(10);
    assert_eq!(game.told().last().unwrap(), "20 ended");
}
