//! Whose clock it is.

use serde_json::{Value, json};

use super::{Game, config};

#[test]
fn in_per_cycle_every_turn_has_the_same_time() {
    let skip =
        json!({ "budget_ms": 30_000, "on_end": { "kind": "skip_turn", "penalty_ms": 10_000 } });
    let mut game = Game::of(&config("per_cycle", &["a", "b", "c"], skip));
    game.tells("start", &json!({})).wait_s(12).switch();
    assert_eq!(game.shows_ms("a"), 30_000);
    // Nobody answers for b: the turn passes, and their next one is shorter.
    game.wait_s(30);
    assert_eq!(game.active(), "c");
    assert_eq!(game.seen("b")["remaining_ms"], 20_000);
    assert_eq!(game.told()[2..], ["42 expired", "42 turn_skipped", "42 switched"]);
    assert_eq!(game.seen("b")["moves"], 0);
    game.switch();
    assert_eq!((game.active(), game.view()["cycle"].as_u64()), (json!("a"), Some(2)));
    game.switch();
    assert_eq!(game.shows_ms("b"), 20_000);
    // Made in time, and the turn after that is whole again.
    game.wait_s(19).switch();
    assert_eq!(game.seen("b")["remaining_ms"], 30_000);
    assert_eq!(game.seen("b")["used_ms"], 30_000 + 19_000);
}

#[test]
fn no_penalty_takes_a_whole_turn() {
    let skip =
        json!({ "budget_ms": 30_000, "on_end": { "kind": "skip_turn", "penalty_ms": 50_000 } });
    let mut game = Game::of(&config("per_cycle", &["a", "b"], skip));
    game.tells("start", &json!({})).wait_s(30);
    assert_eq!(game.seen("a")["remaining_ms"], 1_000);
    game.tells("adjust", &json!({ "participant": "a", "ms": 4_000, "reason": "a good one" }));
    assert_eq!(game.seen("a")["remaining_ms"], 5_000);
    game.switch();
    assert_eq!(game.shows_ms("a"), 5_000);
}

#[test]
fn turns_of_per_cycle_pass_by_themselves() {
    let rounds = json!({ "budget_ms": 1_000, "on_end": { "kind": "none" }, "auto_advance": true });
    let mut game = Game::of(&config("per_cycle", &["a", "b"], rounds));
    game.tells("start", &json!({})).wait_s(3_600);
    assert_eq!(game.count("switched"), 3_600);
    assert_eq!(game.active(), "a");
    assert_eq!(game.view()["cycle"], 1_801);
}

#[test]
fn a_group_shares_its_clock() {
    let mut teams = config(
        "per_group",
        &["a", "b", "c", "d"],
        json!({
            "budget_ms": 60_000,
            "on_end": { "kind": "skip_turn" },
        }),
    );
    for (n, group) in ["red", "blue", "red", "blue"].into_iter().enumerate() {
        teams["participants"][n]["group"] = group.into();
    }
    let mut game = Game::of(&teams);
    game.tells("start", &json!({})).wait_s(20).switch().wait_s(5).switch();
    // It is c's turn, on the same clock as a's was.
    assert_eq!((game.shows_ms("a"), game.shows_ms("c")), (40_000, 40_000));
    assert_eq!((game.shows_ms("b"), game.shows_ms("d")), (55_000, 55_000));
    game.wait_s(40);
    assert_eq!(game.active(), "d");
    assert_eq!(
        (&game.seen("a")["expired"], &game.seen("c")["expired"]),
        (&json!(true), &json!(true))
    );
    // Red is skipped from then on.
    game.switch();
    assert_eq!(game.active(), "b");
    assert_eq!(game.refuses_owner("switch", &json!({ "to": "a" })), "expired_participant");
    game.wait_s(55);
    assert_eq!(game.status(), "expired");
    assert_eq!(game.last()["outcome"], "all_expired");
}

/// Nine hours of turns of a second, with nobody there to tell them.
#[test]
fn what_a_long_absence_did_comes_in_bounded_parts() {
    use serde_json::json;

    use crate::{Actor, Ask, Beside, Refusal, kinds};

    let kind = kinds::named("timer").unwrap();
    let config = json!({
        "mode": "per_cycle", "budget_ms": 1_000, "auto_advance": true,
        "participants": [{ "name": "Ann" }, { "name": "Bob" }],
        "on_end": { "kind": "skip_turn", "penalty_ms": 0 },
    });
    let mut session = (kind.open)(&(kind.check)(&config).unwrap(), 1, 0).unwrap();
    let (beside, actor, args) = (Beside::default(), Actor::system(), json!({}));
    let ask = |name| Ask { name, args: &args, actor: &actor };
    session = session.decide(&beside, &ask("start"), 0).unwrap().after;
    let now_ms = 9 * 3_600_000;
    assert_eq!(session.decide(&beside, &ask("pause"), now_ms), Err(Refusal::Behind));
    let mut parts = 0;
    loop {
        let step = session.advance(&beside, now_ms);
        assert!(step.events.len() <= 10_000);
        if step.events.is_empty() {
            break;
        }
        parts += 1;
        session = step.after;
    }
    assert!(parts > 3, "{parts}");
    assert!(session.decide(&beside, &ask("pause"), now_ms).is_ok());
}

#[test]
fn all_share_a_global_budget() {
    let mut game = Game::of(&config("global", &["a", "b"], json!({ "budget_ms": 60_000 })));
    game.tells("start", &json!({})).wait_s(20).switch().wait_s(10);
    assert_eq!(game.shows_ms("b"), 30_000);
    game.switch();
    assert_eq!(
        (&game.seen("a")["used_ms"], &game.seen("b")["used_ms"]),
        (&json!(20_000), &json!(10_000))
    );
    game.wait_s(30);
    assert_eq!(game.told()[3..], ["60 expired", "60 ended"]);
    assert_eq!(game.status(), "expired");
}

#[test]
fn a_stopwatch_counts_up() {
    let mut game = Game::of(&config("count_up", &["a"], json!({})));
    game.tells("start", &json!({})).wait_s(100_000);
    assert_eq!(game.session.due_ms(), None);
    assert!(game.session.is_running());
    game.switch();
    assert_eq!(game.view()["cycle"], 2);
    let lap = game.seen("a");
    assert_eq!(
        (&lap["used_ms"], &lap["moves"], &lap["remaining_ms"]),
        (&json!(100_000_000), &json!(1), &Value::Null)
    );
    let adjust = json!({ "participant": "a", "ms": 5, "reason": "late start" });
    assert_eq!(game.invalid("adjust", &adjust), ["ms"]);

    let mut game = Game::of(&config("count_up", &["a"], json!({ "max_ms": 5_000 })));
    game.tells("start", &json!({})).wait_s(3);
    assert_eq!(game.shows_ms("a"), 2_000);
    game.wait_s(2);
    assert_eq!(game.status(), "expired");
}

#[test]
fn somebody_may_have_another_budget() {
    let mut odds = config("per_participant", &["a", "b"], json!({ "budget_ms": 60_000 }));
    odds["participants"][1]["budget_ms"] = 30_000.into();
    let game = Game::of(&odds);
    assert_eq!((game.shows_ms("a"), game.shows_ms("b")), (60_000, 30_000));
}

#[test]
fn a_view_tells_what_is_agreed_and_its_own_time() {
    let mut game = Game::duel(60_000, json!({}));
    game.wait_ms(1_500);
    assert_eq!(
        game.view(),
        json!({
            "status": "running", "mode": "per_participant", "active": "a",
            "since_ms": game.now_ms - 1_500, "cycle": 1, "turn": 1, "now_ms": game.now_ms,
            "participants": [
                { "id": "a", "name": "A", "group": null, "color": null,
                  "remaining_ms": 60_000, "used_ms": 0, "moves": 0, "expired": false },
                { "id": "b", "name": "B", "group": null, "color": null,
                  "remaining_ms": 60_000, "used_ms": 0, "moves": 0, "expired": false },
            ],
        })
    );
}
