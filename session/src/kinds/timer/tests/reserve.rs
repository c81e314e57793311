//! A timer that is as large as one is taken can be played to its end.

use serde_json::{Value, json};

use super::{Game, config, problems};
use crate::{Beside, kinds};

/// As many as fit, with notes as long as they may be: one byte more is too much.
fn fullest(mode: &str) -> Value {
    let people = |count: usize, note: usize| -> Value {
        let of = |n: usize| {
            let id = format!("{n:04}{}", "\"".repeat(60));
            let group = format!("{}{}", "g".repeat(36), n % 500);
            let meta = json!({ "n": "n".repeat(if n == 0 { note } else { 470 }) });
            json!({ "id": id, "name": "時".repeat(60), "group": group, "meta": meta })
        };
        (0..count).map(of).collect()
    };
    let with = |count, note| {
        let outcome = json!({ "kind": "end_session", "outcome": "時".repeat(100) });
        let mut config = config(mode, &[], json!({ "on_end": outcome }));
        config["budget_ms"] = json!(60_000);
        config["participants"] = people(count, note);
        config
    };
    let counts: Vec<usize> = (1..=1_000).collect();
    let fit = counts.partition_point(|count| problems(&with(*count, 0)).is_empty());
    let notes: Vec<usize> = (0..=480).collect();
    let note = notes.partition_point(|note| problems(&with(fit, *note)).is_empty()) - 1;
    let over = problems(&with(fit + 1, note));
    assert_eq!(over[0].field, "config", "{over:?}");
    with(fit, note)
}

#[test]
fn the_fullest_timer_is_played_to_its_end_within_its_limits() {
    let kind = kinds::named("timer").unwrap();
    for mode in ["per_participant", "per_group", "per_cycle"] {
        let mut game = Game::of(&fullest(mode));
        let people = game.view()["participants"].as_array().unwrap().len();
        assert!(people > 300, "{mode}: {people}");
        game.tells("start", &json!({}));
        for n in 0..people {
            game.wait_ms(1_000).switch();
            if n % 50 == 0 {
                game.tells("pause", &json!({})).tells("resume", &json!({}));
            }
        }
        let outcome = json!({ "outcome": "時".repeat(100) });
        game.tells("complete", &outcome);
        let bytes = game.session.to_bytes().len();
        let shown = game.session.view_bytes(&Beside::default(), game.now_ms);
        assert!(bytes <= kind.state_bytes_max, "{mode}: {bytes}");
        assert!(shown <= kind.view_bytes_max, "{mode}: {shown}");
    }
}
