//! A table that lost its network.

use serde_json::{Value, json};

use super::{Game, actor};
use crate::{Actor, Beside, Role};

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

/// A table that has opened it, and lost its network at once.
fn table() -> Game {
    let mut game = Game::duel(60_000, json!({ "offline_grace_ms": 30_000 }));
    game.opens(Role::Table);
    drops(&mut game);
    assert_eq!(game.told(), ["0 started", "0 table_opened", "0 table_dropped"]);
    game
}

fn says(game: &mut Game, name: &str) {
    game.try_as(&Actor::system(), name, &json!({ "seat": "table" })).unwrap();
}

fn drops(game: &mut Game) {
    says(game, "drop");
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
    let lou = json!({ "participant": "b", "ms": 1_000, "reason": "a phone rang" });
    game.wait_s(10).tells("adjust", &lou).wait_s(5);
    tap(&mut game, 12_000).unwrap();
    assert_eq!((game.shows_ms("a"), game.shows_ms("b")), (50_000, 56_000));
    assert_eq!(game.last()["age_ms"], 5_000);
}

#[test]
fn an_end_waits_for_the_grace_and_is_dated_when_it_was() {
    let mut game = table();
    game.wait_s(70);
    assert_eq!((game.status().as_str(), game.told().len()), ("running", 3));
    game.wait_s(20);
    assert_eq!(game.told()[3..], ["60 expired", "60 ended"]);
}

#[test]
fn where_no_table_ever_was_nothing_waits() {
    let grace = json!({ "offline_grace_ms": 30_000 });
    let others = [Role::Owner, Role::Moderator, Role::Participant, Role::Viewer, Role::Overlay];
    let mut game = Game::duel(1_000, grace.clone());
    for role in others {
        game.opens(role);
    }
    game.wait_s(1);
    assert_eq!(game.told()[1..], ["1 expired", "1 ended"]);
    // A table that is there waits for nothing, and is told once; one that is gone is
    // waited for.
    for first in ["opens", "asks"] {
        let mut config = super::config("per_participant", &["a", "b"], grace.clone());
        config["budget_ms"] = json!(1_000);
        let mut game = Game::of(&config);
        if first == "opens" {
            game.opens(Role::Table);
        }
        game.try_as(&actor(Role::Table, Some("link:1")), "start", &json!({})).unwrap();
        game.opens(Role::Table);
        let mut gone = game.clone();
        game.wait_s(1);
        let told = ["0 table_opened", "0 started", "1 expired", "1 ended"];
        assert_eq!(game.told(), told, "{first}");
        drops(&mut gone);
        gone.wait_s(30);
        assert_eq!(gone.told().len(), 3, "{first}");
        gone.wait_s(1);
        assert_eq!(gone.told()[3..], ["1 expired", "1 ended"], "{first}");
    }
    // Rules that are saved before the start do not forget it.
    let mut game = Game::of(&super::config("count_up", &["a"], json!({})));
    game.opens(Role::Table);
    drops(&mut game);
    let mut config = super::config("per_participant", &["a"], grace);
    config["budget_ms"] = json!(1_000);
    let step = game.session.configure(&Beside::default(), (2, &config), game.now_ms).unwrap();
    game.happen(step.events);
    game.tells("start", &json!({})).wait_s(30);
    assert_eq!(game.status(), "running");
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
    game.opens(Role::Table);
    drops(&mut game);
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
    game.opens(Role::Table);
    drops(&mut game);
    game.wait_s(13);
    assert_eq!(game.active(), "a");
    game.wait_s(1);
    assert_eq!((game.active(), game.shows_ms("b")), (json!("b"), 6_000));
    game.wait_s(10);
    assert_eq!(game.told().last().unwrap(), "20 ended");
}

#[test]
fn a_table_that_is_there_is_not_waited_for_and_one_that_comes_back_may_speak() {
    let mut game = Game::duel(1_000, json!({ "offline_grace_ms": 30_000 }));
    game.opens(Role::Table);
    game.wait_s(1);
    assert_eq!(game.told()[2..], ["1 expired", "1 ended"]);
    // Back behind the end: what it has to say is waited for, and then no more.
    let mut game = table();
    game.wait_s(62);
    says(&mut game, "arrive");
    game.wait_ms(1_000);
    tap(&mut game, 4_000).unwrap();
    assert_eq!(game.active(), "b");
    let mut game = table();
    game.wait_s(62);
    says(&mut game, "arrive");
    game.wait_ms(1_999);
    assert_eq!(game.status(), "running");
    game.wait_ms(1);
    assert_eq!(game.told()[4..], ["62 expired", "62 ended"]);
    // Back long before it: nothing waits.
    let mut game = table();
    game.wait_s(10);
    says(&mut game, "arrive");
    says(&mut game, "arrive");
    game.wait_s(50);
    assert_eq!(game.told()[3..], ["10 table_returned", "60 expired", "60 ended"]);
}
