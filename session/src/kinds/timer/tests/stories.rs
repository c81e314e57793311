//! Each time control, with numbers worked out by hand.

use serde_json::json;

use super::Game;

#[test]
fn fischer_three_plus_two() {
    let increment = json!({ "increment": { "kind": "fischer", "ms": 2_000 } });
    let mut game = Game::duel(180_000, increment);
    // Ada thinks 10 s: 3:00 - 0:10 + 0:02.
    game.wait_s(10).switch();
    assert_eq!(game.last()["used_ms"], 10_000);
    assert_eq!(game.last()["gained_ms"], 2_000);
    assert_eq!(game.shows_ms("a"), 172_000);
    // Kit moves at once and has more than before: 3:00 - 0:01 + 0:02.
    game.wait_s(1).switch();
    assert_eq!(game.shows_ms("b"), 181_000);
    // Ada's clock runs again from where it was.
    game.wait_s(30);
    assert_eq!(game.shows_ms("a"), 142_000);
    assert_eq!(game.shows_ms("b"), 181_000);
    let seen = game.seen("a");
    assert_eq!((seen["used_ms"].as_i64(), seen["moves"].as_i64()), (Some(10_000), Some(1)));
}

#[test]
fn us_delay_of_five_seconds() {
    let increment = json!({ "increment": { "kind": "delay", "ms": 5_000 } });
    let mut game = Game::duel(60_000, increment);
    assert_eq!(game.view()["since_ms"], game.now_ms + 5_000);
    // Four seconds are free.
    game.wait_s(4);
    assert_eq!(game.shows_ms("a"), 60_000);
    game.switch();
    assert_eq!(game.shows_ms("a"), 60_000);
    // Twelve seconds cost seven, and nothing is given back.
    game.wait_s(12).switch();
    assert_eq!(game.shows_ms("b"), 53_000);
    assert_eq!(game.last()["used_ms"], 7_000);
    assert!(game.last().get("gained_ms").is_none());
    // A pause does not begin the delay anew: 3 s free, pause, 2 s free, 10 s.
    game.wait_s(3).tells("pause", &json!({})).wait_s(100).tells("resume", &json!({}));
    game.wait_s(12);
    assert_eq!(game.shows_ms("a"), 50_000);
    // The end comes a delay later than the clock alone would say.
    game.switch().wait_ms(5_000 + 53_000 - 1);
    assert_eq!(game.status(), "running");
    game.wait_ms(1);
    assert_eq!(game.status(), "expired");
}

#[test]
fn bronstein_of_five_seconds() {
    let increment = json!({ "increment": { "kind": "bronstein", "ms": 5_000 } });
    let mut game = Game::duel(60_000, increment);
    // Three seconds used, three given back.
    game.wait_s(3);
    assert_eq!(game.shows_ms("a"), 57_000);
    game.switch();
    assert_eq!(game.shows_ms("a"), 60_000);
    assert_eq!(game.last()["gained_ms"], 3_000);
    // Twelve used, five given back.
    game.wait_s(12).switch();
    assert_eq!(game.shows_ms("b"), 53_000);
    // What a turn used before a pause counts as well: 2 + 4 used, 5 back.
    game.wait_s(2).tells("pause", &json!({})).wait_s(60).tells("resume", &json!({}));
    game.wait_s(4).switch();
    assert_eq!(game.shows_ms("a"), 59_000);
}

/// 40 moves in 90 minutes, then 30 minutes, with 30 seconds a move throughout.
#[test]
fn forty_in_ninety_and_thirty_more() {
    let stages = json!({
        "increment": { "kind": "fischer", "ms": 30_000 },
        "stages": [{ "moves": 40, "budget_ms": 5_400_000 }, { "budget_ms": 1_800_000 }],
    });
    let mut game = Game::duel(5_400_000, stages);
    // Both take a minute a move: 90:00 - 39 x 0:30 = 70:30.
    for _ in 0..39 {
        game.wait_s(60).switch().wait_s(60).switch();
    }
    assert_eq!(game.shows_ms("a"), 4_230_000);
    // The 40th move brings its 30 s and the half hour: 70:30 - 1:00 + 0:30 + 30:00.
    game.wait_s(60).switch();
    assert_eq!(game.shows_ms("a"), 6_000_000);
    assert_eq!(game.last()["gained_ms"], 1_830_000);
    assert_eq!(game.last()["stage"], 2);
    assert_eq!(game.shows_ms("b"), 4_230_000);
    // The 41st is a move like any other.
    game.wait_s(60).switch();
    game.wait_s(60).switch();
    assert_eq!(game.last()["gained_ms"], 30_000);
    assert!(game.last().get("stage").is_none());
}

/// A last stage with moves comes again, and a stage may have its own increment.
#[test]
fn the_last_stage_repeats() {
    let stages = json!({
        "stages": [
            { "moves": 2, "budget_ms": 100_000 },
            { "moves": 1, "budget_ms": 10_000, "increment": { "kind": "fischer", "ms": 1_000 } },
        ],
    });
    let mut game = Game::duel(100_000, stages);
    let mut gains = Vec::new();
    for _ in 0..4 {
        game.switch();
        gains.push(game.last()["gained_ms"].as_i64().unwrap_or(0));
        game.switch();
    }
    assert_eq!(gains, [0, 10_000, 11_000, 11_000]);
    assert_eq!(game.shows_ms("a"), 132_000);
}

#[test]
fn time_that_is_given_stays_within_a_day() {
    let increment = json!({ "increment": { "kind": "fischer", "ms": 60_000 } });
    let mut game = Game::duel(86_390_000, increment);
    game.switch();
    assert_eq!(game.last()["gained_ms"], 10_000);
    assert_eq!(game.shows_ms("a"), 86_400_000);
}

#[test]
fn warnings_come_on_time_and_once() {
    let warnings = json!({
        "warnings": { "low_ms": 30_000, "critical_ms": 10_000 },
        "increment": { "kind": "fischer", "ms": 60_000 },
    });
    let mut game = Game::duel(60_000, warnings);
    game.wait_s(45).switch();
    assert_eq!(game.told(), ["0 started", "30 warned", "45 switched"]);
    assert_eq!(game.history[1].body["level"], "low");
    assert_eq!(game.history[1].body["participant"], "a");
    // Ada has 1:15 now, and falls below both; only one is new.
    game.switch().wait_s(70);
    assert_eq!(game.count("warned"), 2);
    assert_eq!(game.last()["level"], "critical");
    assert_eq!(game.history.last().unwrap().at_ms, game.now_ms - 5_000);
}

#[test]
fn a_timer_ends_for_want_of_use_but_never_while_it_runs() {
    let mut game = Game::duel(86_400_000, json!({}));
    game.wait_s(80_000);
    assert_eq!(game.status(), "running");
    game.tells("pause", &json!({})).wait_s(3_599);
    assert_eq!(game.status(), "paused");
    game.wait_s(10);
    assert_eq!(game.status(), "cancelled");
    assert_eq!(game.told().last().unwrap(), "83600 ended");
    assert_eq!(game.last()["outcome"], "idle");

    let mut unused = Game::of(&super::config("count_up", &["a"], json!({ "idle_end_ms": 5_000 })));
    unused.wait_s(5);
    assert_eq!(unused.status(), "cancelled");
}
