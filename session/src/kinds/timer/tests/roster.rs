//! Who takes part, and in which order.

use serde_json::{Value, json};

use super::{Game, config};

fn trio() -> Game {
    let mut game =
        Game::of(&config("per_participant", &["a", "b", "c"], json!({ "budget_ms": 60_000 })));
    game.tells("start", &json!({}));
    game
}

fn ids(game: &Game) -> Vec<Value> {
    game.view()["participants"].as_array().unwrap().iter().map(|one| one["id"].clone()).collect()
}

#[test]
fn whoever_goes_passes_the_turn() {
    let mut game = trio();
    game.wait_s(5).tells("remove_participant", &json!({ "id": "a" }));
    assert_eq!(game.told()[1..], ["5 switched", "5 participant_removed"]);
    assert_eq!((game.active(), ids(&game)), (json!("b"), vec![json!("b"), json!("c")]));
    game.wait_s(5);
    assert_eq!(game.shows_ms("b"), 55_000);
    game.tells("remove_participant", &json!({ "id": "c" }));
    assert_eq!(game.active(), "b");
    assert_eq!(game.refuses_owner("remove_participant", &json!({ "id": "b" })), "wrong_status");
    assert_eq!(
        game.refuses_owner("remove_participant", &json!({ "id": "z" })),
        "unknown_participant"
    );
}

#[test]
fn with_the_last_who_had_time_it_ends() {
    let skip = json!({ "on_end": { "kind": "skip_turn" } });
    let mut game = Game::duel(10_000, skip);
    game.wait_s(10).tells("remove_participant", &json!({ "id": "b" }));
    assert_eq!(game.told()[4..], ["10 participant_removed", "10 ended"]);
    assert_eq!(game.status(), "expired");
}

#[test]
fn an_order_is_a_permutation() {
    let mut game = trio();
    game.tells("set_order", &json!({ "ids": ["c", "b", "a"] }));
    assert_eq!((ids(&game), game.active()), (vec![json!("c"), json!("b"), json!("a")], json!("a")));
    game.switch();
    assert_eq!((game.active(), game.view()["cycle"].as_u64()), (json!("c"), Some(2)));
    for wrong in [json!(["c", "b"]), json!(["c", "b", "b"]), json!(["a", "b", "c", "c"])] {
        assert_eq!(game.invalid("set_order", &json!({ "ids": wrong })), ["ids"]);
    }
    let stranger = json!({ "ids": ["a", "b", "z"] });
    assert_eq!(game.refuses_owner("set_order", &stranger), "unknown_participant");
}

#[test]
fn newcomers_come_last_with_an_id_of_their_own() {
    let nameless = json!({ "participants": [{ "name": "A" }, { "name": "B", "id": "p1" }] });
    let mut game = Game::of(&config("per_participant", &[], {
        let mut more = nameless;
        more["budget_ms"] = 60_000.into();
        more
    }));
    assert_eq!(ids(&game), ["p2", "p1"]);
    game.tells("add_participant", &json!({ "name": "C", "budget_ms": 5_000 }));
    assert_eq!((game.last()["number"].as_u64(), game.shows_ms("p3")), (Some(3), 5_000));
    // An id is not given twice.
    game.tells("remove_participant", &json!({ "id": "p3" }));
    game.tells("add_participant", &json!({ "name": "D" }));
    assert_eq!(ids(&game), ["p2", "p1", "p4"]);
    assert_eq!(game.invalid("add_participant", &json!({ "id": "p1", "name": "E" })), ["id"]);
    assert_eq!(game.invalid("add_participant", &json!({ "name": " " })), ["name"]);
}

#[test]
fn there_is_room_for_a_thousand() {
    let names: Vec<String> = (0..1_000).map(|n| format!("n{n}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut game = Game::of(&config(
        "per_participant",
        &names,
        json!({
            "budget_ms": 1_000, "on_end": { "kind": "skip_turn" },
        }),
    ));
    assert_eq!(game.refuses_owner("add_participant", &json!({ "name": "X" })), "too_many");
    let untouched = game.session.to_bytes().len();
    assert!(untouched < 40_000, "{untouched} bytes");
    game.tells("start", &json!({})).wait_s(1_000);
    assert_eq!((game.count("expired"), game.status().as_str()), (1_000, "expired"));
    assert_eq!(game.told().last().unwrap(), "1000 ended");
}

#[test]
fn a_budget_of_ones_own_needs_the_mode() {
    let mut game = Game::of(&config("global", &["a"], json!({ "budget_ms": 1_000 })));
    let wrong = json!({ "name": "B", "budget_ms": 5_000 });
    assert_eq!(game.invalid("add_participant", &wrong), ["budget_ms"]);
    let mut teams = config("per_group", &["a"], json!({ "budget_ms": 1_000 }));
    teams["participants"][0]["group"] = "red".into();
    assert_eq!(Game::of(&teams).invalid("add_participant", &json!({ "name": "B" })), ["group"]);
}

#[test]
fn a_saved_config_is_whole_before_the_start_and_words_after_it() {
    use crate::Session;
    let mut saved = config("per_participant", &["a", "x"], json!({ "budget_ms": 5_000 }));
    saved["participants"][0]["name"] = "Ada".into();
    let mut game = trio();
    game.happen(vec![Session::configured(2, &saved, game.now_ms)]);
    assert_eq!((&game.seen("a")["name"], game.shows_ms("a")), (&json!("Ada"), 60_000));
    assert_eq!(ids(&game), ["a", "b", "c"]);
    let mut game = Game::of(&config("global", &["b"], json!({ "budget_ms": 1_000 })));
    game.happen(vec![Session::configured(2, &saved, game.now_ms)]);
    assert_eq!((ids(&game), game.shows_ms("a")), (vec![json!("a"), json!("x")], 5_000));
}

#[test]
fn what_commands_did_before_the_start_outlives_a_saved_word() {
    use crate::Session;
    let first = config("per_participant", &["a", "b"], json!({ "budget_ms": 60_000 }));
    let mut game = Game::of(&first);
    let adjust = json!({ "participant": "a", "ms": 5_000, "reason": "late" });
    game.tells("adjust", &adjust);
    game.tells("add_participant", &json!({ "id": "c", "name": "Cid" }));
    let mut titled = first.clone();
    titled["title"] = "Club night".into();
    titled["participants"][1]["name"] = "Bea".into();
    game.happen(vec![Session::configured(2, &titled, game.now_ms)]);
    assert_eq!(ids(&game), ["a", "b", "c"]);
    assert_eq!((&game.seen("b")["name"], game.shows_ms("a")), (&json!("Bea"), 65_000));

    let mut longer = titled.clone();
    longer["budget_ms"] = 90_000.into();
    game.happen(vec![Session::configured(3, &longer, game.now_ms)]);
    assert_eq!((ids(&game).len(), game.shows_ms("a")), (3, 90_000), "other rules, the same people");
    longer["participants"].as_array_mut().unwrap().pop();
    game.happen(vec![Session::configured(4, &longer, game.now_ms)]);
    assert_eq!(ids(&game), ["a"], "other people");
}
