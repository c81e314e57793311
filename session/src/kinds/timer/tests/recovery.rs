//! Live Redis lost it.

use serde_json::json;

use super::{Game, config};
use crate::Event;

fn recover(game: &mut Game) {
    let events: Vec<Event> = game.session.recover(game.now_ms);
    game.happen(events);
    game.wait_ms(0);
}

#[test]
fn a_timer_that_ran_goes_on_and_says_so() {
    let mut game = Game::duel(60_000, json!({}));
    assert_eq!(game.view().get("recovered"), None);
    game.now_ms += 20_000;
    recover(&mut game);
    assert_eq!(game.told()[1..], ["20 recovered"]);
    assert_eq!((game.view()["recovered"].clone(), game.shows_ms("a")), (json!(true), 40_000));
    // A second loss is told again, and the door to undo is as it was.
    game.switch();
    recover(&mut game);
    game.tells("undo", &json!({}));
    assert_eq!(game.active(), "a");
}

#[test]
fn what_ended_meanwhile_ended_on_time() {
    let mut game = Game::duel(60_000, json!({ "warnings": { "low_ms": 10_000 } }));
    game.now_ms += 100_000;
    recover(&mut game);
    assert_eq!(game.told()[1..], ["50 recovered", "50 warned", "60 expired", "60 ended"]);
}

#[test]
fn what_stood_has_nothing_to_tell() {
    let mut game = Game::of(&config("per_participant", &["a"], json!({ "budget_ms": 60_000 })));
    assert!(game.session.recover(game.now_ms).is_empty());
    game.tells("start", &json!({})).tells("pause", &json!({}));
    assert!(game.session.recover(game.now_ms).is_empty());
}
