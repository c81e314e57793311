//! The limits of a meter's config, and what its view says.

use serde_json::{Value, json};

use super::{Config, Meter, Triggers};
use crate::{
    Audience, Kind,
    tally::{Rules, Tally},
};

/// The fields that a config with this change has problems with.
fn problems(change: &Value) -> Vec<String> {
    let mut config = serde_json::to_value(Config::default()).unwrap();
    for (field, value) in change.as_object().unwrap() {
        config[field] = value.clone();
    }
    let config: Config = serde_json::from_value(config).unwrap();
    config.problems().into_iter().map(|problem| problem.field).collect()
}

#[test]
fn the_default_is_within_its_limits() {
    assert!(problems(&json!({})).is_empty());
}

#[test]
fn each_limit_names_its_field() {
    let long = "x".repeat(101);
    for (change, field) in [
        (json!({ "triggers": { "for": [], "against": ["no"] } }), "triggers.for"),
        (
            json!({ "triggers": { "for": ["a", "b", "c", "d", "e", "f"], "against": ["no"] } }),
            "triggers.for",
        ),
        (json!({ "triggers": { "for": ["yes"], "against": [long] } }), "triggers.against"),
        (json!({ "triggers": { "for": ["yes"], "against": ["  "] } }), "triggers.against"),
        (json!({ "triggers": { "for": ["yes"], "against": ["n\u{0}o"] } }), "triggers.against"),
        (json!({ "triggers": { "for": ["yes"], "against": ["ＹＥＳ"] } }), "triggers.against"),
        (
            json!({ "triggers": { "for": ["\u{2764}\u{fe0f}"], "against": ["\u{2764}"] } }),
            "triggers.against",
        ),
        (json!({ "triggers": { "for": ["\u{fe0f}"], "against": ["no"] } }), "triggers.for"),
        // Each of them is eighteen letters, compared.
        (
            json!({ "triggers": { "for": ["\u{fdfa}".repeat(100)], "against": ["no"] } }),
            "triggers.for",
        ),
        (json!({ "labels": { "for": "", "against": "No" } }), "labels.for"),
        (json!({ "labels": { "for": "\u{200b}", "against": "No" } }), "labels.for"),
        (json!({ "labels": { "for": "Yes", "against": "x".repeat(51) } }), "labels.against"),
        (json!({ "decay_per_s": 0.09 }), "decay_per_s"),
        (json!({ "decay_per_s": 2.1 }), "decay_per_s"),
        (json!({ "weight": 0.5 }), "weight"),
        (json!({ "weight": 51.0 }), "weight"),
        (json!({ "window_s": 4 }), "window_s"),
        (json!({ "window_s": 121 }), "window_s"),
        (json!({ "votes_per_min": 1_000_001 }), "votes_per_min"),
        (
            json!({ "theme": { "for": "blue", "against": "#f97316", "text": "#ffffff", "background": "#000000" } }),
            "theme.for",
        ),
    ] {
        assert_eq!(problems(&change), [field], "{change}");
    }
}

#[test]
fn a_trigger_is_as_long_as_it_is_typed() {
    let sharp = json!({ "triggers": { "for": ["ß".repeat(51)], "against": ["no"] } });
    assert_eq!(problems(&sharp), [""; 0]);
}

/// Their length stands before them in two bytes.
#[test]
fn the_words_of_a_side_fit_where_they_are_kept() {
    let word = |n: char| format!("{n}{}", "\u{1f468}\u{200d}".repeat(49));
    let all = |from: char| (0..5).filter_map(move |n| char::from_u32(from as u32 + n));
    let config = Config {
        triggers: Triggers {
            r#for: all('a').map(word).collect(),
            against: all('f').map(word).collect(),
        },
        shared_chat: true,
        ..Config::default()
    };
    let rules = config.tally_rules();
    for side in &rules.sides {
        assert_eq!(side.len(), 20, "folded, as before, and both of partners");
        assert!(side.iter().map(|word| word.len() + 1).sum::<usize>() < usize::from(u16::MAX));
    }
}

#[test]
fn viewers_of_partners_have_words_of_their_own_where_they_count() {
    let of = |shared_chat| {
        let config = Config { shared_chat, ..Config::default() };
        config.tally_rules().sides
    };
    assert_eq!(of(false), [["yes"], ["no"]]);
    assert_eq!(of(true), [["yes", "\u{1}yes"], ["no", "\u{1}no"]]);
}

#[test]
fn the_view_says_what_the_pages_need() {
    let state = Meter::open(&Config::default(), 0);
    let mut tally = Tally::default();
    tally.add(&state.config.tally_rules(), 0, 1_000);
    let view = serde_json::to_value(Meter::view(
        &state,
        &tally.clone().into(),
        Audience::Public,
        tally.at_ms,
    ))
    .unwrap();
    let expected = json!({
        "model": "decay", "value": 10.0, "at_ms": 1_000, "decay_per_s": 0.5, "tally_seq": 1,
        "labels": { "for": "Yes", "against": "No" },
        "theme": "dark", "display": "combined", "numbers": "none", "round": null, "result": null,
    });
    assert_eq!(view, expected);
}

#[test]
fn a_window_forgets_what_is_older_than_it() {
    let config = Config { model: super::Model::Window, window_s: 30, ..Config::default() };
    let rules: Rules = config.tally_rules();
    let mut tally = Tally::default();
    tally.add(&rules, 0, 100_000);
    tally.add(&rules, 1, 110_000);
    assert_eq!(tally.counts(&rules), [1, 1]);
    tally.add(&rules, 1, 130_000);
    assert_eq!(tally.counts(&rules), [0, 2]);
}
