//! What the end of a time means, by config.

use serde_json::json;

use super::{Game, config};

fn trio(on_end: &serde_json::Value, auto_advance: bool) -> Game {
    let more = json!({ "budget_ms": 10_000, "on_end": on_end, "auto_advance": auto_advance });
    let mut game = Game::of(&config("per_participant", &["a", "b", "c"], more));
    game.tells("start", &json!({}));
    game
}

#[test]
fn it_may_end_the_session() {
    let end = json!({ "kind": "end_session", "outcome": "flag", "winner_by": "opponent" });
    let mut game = trio(&end, false);
    game.wait_ms(9_999);
    assert_eq!(game.session.due_ms(), Some(game.now_ms + 1));
    game.wait_s(60);
    assert_eq!(game.told(), ["0 started", "10 expired", "10 ended"]);
    assert_eq!(
        game.last(),
        &json!({
            "name": "ended", "status": "expired", "outcome": "flag", "winner": "b",
        })
    );
    let view = game.view();
    assert_eq!((&view["active"], &view["since_ms"]), (&json!(null), &json!(null)));
    assert_eq!((&view["outcome"], &view["winner"]), (&json!("flag"), &json!("b")));
    assert_eq!(game.seen("a")["used_ms"], 10_000);
    assert_eq!(game.refuses_owner("switch", &json!({})), "ended");
    assert_eq!(game.session.due_ms(), None);
}

#[test]
fn the_winner_is_told_by_the_rule() {
    for (by, winner) in
        [("opponent", json!("b")), ("most_remaining", json!("c")), ("least_used", json!("c"))]
    {
        let mut game =
            trio(&json!({ "kind": "end_session", "outcome": "x", "winner_by": by }), false);
        game.switch().wait_s(5).switch().wait_s(2).switch().wait_s(10);
        assert_eq!(game.last()["winner"], winner, "{by}");
    }
    let mut even =
        trio(&json!({ "kind": "end_session", "outcome": "x", "winner_by": "least_used" }), false);
    even.wait_s(10);
    assert_eq!(even.last().get("winner"), None);
}

#[test]
fn it_may_skip_the_turn() {
    let mut game = trio(&json!({ "kind": "skip_turn", "penalty_ms": 3_000 }), false);
    game.wait_s(10);
    assert_eq!(game.told(), ["0 started", "10 expired", "10 turn_skipped", "10 switched"]);
    assert_eq!(game.active(), "b");
    assert_eq!(game.seen("a")["remaining_ms"], 0);
    // Expired is out, until somebody gives more than the penalty.
    game.switch().switch();
    assert_eq!(game.active(), "b");
    let grant = json!({ "participant": "a", "ms": 5_000, "reason": "the door bell" });
    game.tells("adjust", &grant);
    assert_eq!(game.shows_ms("a"), 2_000);
    assert_eq!(game.seen("a")["expired"], false);
    game.switch().switch();
    assert_eq!(game.active(), "a");
    // When all have expired the session ends.
    game.wait_s(60);
    assert_eq!(game.status(), "expired");
    assert_eq!(game.count("expired"), 4);
    assert_eq!(game.last()["outcome"], "all_expired");
}

#[test]
fn it_may_call_for_an_action_and_wait() {
    let mut game = trio(&json!({ "kind": "auto_action", "action": "ask_jury" }), false);
    game.wait_s(15);
    assert_eq!(game.told(), ["0 started", "10 expired", "10 action_due"]);
    assert_eq!(game.last()["action"], "ask_jury");
    // The turn stays, and its clock stands.
    assert_eq!((game.active(), game.status().as_str()), (json!("a"), "running"));
    assert_eq!((game.shows_ms("a"), game.session.is_running()), (0, false));
    // More time sets it going again, from now.
    game.tells("adjust", &json!({ "participant": "a", "ms": 4_000, "reason": "jury" }));
    game.wait_s(1);
    assert_eq!(game.shows_ms("a"), 3_000);
    game.wait_s(3).wait_s(5).switch();
    assert_eq!(game.last().get("gained_ms"), None);
    assert_eq!((game.active(), game.shows_ms("b")), (json!("b"), 10_000));
}

/// Somebody's backend may take its time: what runs is in use.
#[test]
fn what_runs_never_ends_for_want_of_use() {
    for idle_end_ms in [json!(2_000), json!(null)] {
        let mut game = Game::duel(
            1_000,
            json!({ "on_end": { "kind": "auto_action", "action": "act" }, "idle_end_ms": idle_end_ms }),
        );
        game.wait_s(1);
        assert_eq!((game.count("action_due"), game.session.due_ms()), (1, None));
        game.wait_s(1_000_000);
        assert_eq!((game.status().as_str(), game.count("ended")), ("running", 0));
        // Paused it is not, and it ends at last.
        game.tells("pause", &json!({})).wait_s(3_600);
        assert_eq!((game.status().as_str(), game.count("ended")), ("cancelled", 1));
        assert_eq!(game.last()["outcome"], "idle");
    }
}

#[test]
fn an_action_may_pass_the_turn() {
    let mut game = trio(&json!({ "kind": "auto_action", "action": "next" }), true);
    game.wait_s(11);
    assert_eq!(game.told()[1..], ["10 expired", "10 action_due", "10 switched"]);
    assert_eq!(game.shows_ms("b"), 9_000);
    game.wait_s(60);
    assert_eq!((game.count("action_due"), game.status().as_str()), (3, "expired"));
    assert_eq!(game.told().last().unwrap(), "30 ended");
}

#[test]
fn none_counts_on_below_zero() {
    let mut game = trio(&json!({ "kind": "none" }), false);
    game.wait_s(12);
    assert_eq!(game.told(), ["0 started", "10 expired"]);
    assert_eq!(game.shows_ms("a"), -2_000);
    assert_eq!(game.seen("a")["expired"], true);
    game.switch();
    assert_eq!(game.seen("a")["remaining_ms"], -2_000);
    assert_eq!(game.seen("a")["used_ms"], 12_000);
    // Nobody is skipped, and nothing ends by itself.
    game.switch().switch();
    assert_eq!(game.active(), "a");
    game.wait_s(100_000);
    assert_eq!((game.shows_ms("a"), game.count("expired")), (-100_002_000, 1));
    assert!(game.session.is_running());
}

/// What is below zero and stays there has ended once.
#[test]
fn time_that_is_given_below_zero_ends_nothing_again() {
    let mut game = trio(&json!({ "kind": "none" }), false);
    game.wait_s(12);
    let given = |ms: i64| json!({ "participant": "a", "ms": ms, "reason": "x" });
    game.tells("adjust", &given(1_000)).wait_s(1);
    assert_eq!((game.shows_ms("a"), game.count("expired")), (-2_000, 1));
    assert_eq!(game.seen("a")["expired"], true);
    // With time again, it can end again.
    game.tells("adjust", &given(3_000));
    assert_eq!((game.shows_ms("a"), game.seen("a")["expired"].clone()), (1_000, json!(false)));
    game.wait_s(2);
    assert_eq!((game.shows_ms("a"), game.count("expired")), (-1_000, 2));
}

#[test]
fn none_may_still_pass_the_turn() {
    let mut game = trio(&json!({ "kind": "none" }), true);
    game.wait_s(10);
    assert_eq!(game.told()[1..], ["10 expired", "10 switched"]);
    game.wait_s(20);
    assert_eq!(game.status(), "expired");
}

#[test]
fn time_that_is_taken_may_end_it() {
    let mut game = trio(&json!({ "kind": "end_session", "outcome": "flag" }), false);
    game.wait_s(4);
    game.tells("adjust", &json!({ "participant": "a", "ms": -60_000, "reason": "phone" }));
    assert_eq!(game.last()["ms"], -6_000);
    assert_eq!(game.session.due_ms(), Some(game.now_ms));
    game.wait_ms(0);
    assert_eq!(game.told()[1..], ["4 adjusted", "4 expired", "4 ended"]);
    assert_eq!(game.seen("a")["used_ms"], 4_000);
}

#[test]
fn completing_and_cancelling_end_it() {
    let mut game = trio(&json!({ "kind": "none" }), false);
    game.wait_s(3).tells("complete", &json!({ "outcome": "1-0" }));
    assert_eq!(game.told()[1..], ["3 completed", "3 ended"]);
    assert_eq!(
        game.history[1].body,
        json!({ "name": "completed", "outcome": "1-0", "used_ms": 3_000 })
    );
    assert_eq!((game.status().as_str(), game.shows_ms("a")), ("completed", 7_000));
    let mut game = Game::of(&config("global", &["a"], json!({ "budget_ms": 1_000 })));
    assert_eq!(game.refuses_owner("complete", &json!({})), "wrong_status");
    game.tells("cancel", &json!({ "reason": "rain" }));
    assert_eq!((game.status().as_str(), game.count("ended")), ("cancelled", 1));
}
