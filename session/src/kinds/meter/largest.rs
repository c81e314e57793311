//! The largest meter that its limits allow.

use serde_json::{Value, json};

use super::{ChatWords, Config, Labels, Say, Triggers, config::Colours, config::Theme};
use crate::Example;

/// Characters of four bytes, and few of them are the same.
fn text(seed: usize, chars: usize) -> String {
    let letter = |n: usize| char::from_u32(0x2_0000 + u32::try_from(seed * 131 + n).unwrap_or(0));
    (0..chars).filter_map(letter).collect()
}

pub fn largest() -> Example<Config> {
    let words = |from: usize| (from..from + 5).map(|seed| text(seed, 100)).collect();
    let word = |from: &str| format!("{from}{}", text(12, 23));
    let colour = || "#0f172a".to_owned();
    let config = Config {
        triggers: Triggers { r#for: words(0), against: words(5) },
        labels: Labels { r#for: text(10, 50), against: text(11, 50) },
        theme: Theme::Own(Colours {
            r#for: colour(),
            against: colour(),
            text: colour(),
            background: colour(),
        }),
        votes_per_min: 1_000_000,
        result_s: 60,
        chat: ChatWords {
            on: true,
            start: word("!p"),
            stop: word("!s"),
            extend: word("!e"),
            cancel: word("!c"),
        },
        say: Say { question: true, result: true },
        ..Config::default()
    };
    let choice =
        |seed: usize| json!({ "trigger": text(20 + seed, 100), "label": text(30 + seed, 25) });
    let choices: Vec<Value> = (0..5).map(choice).collect();
    let round = json!({ "question": text(40, 200), "duration_s": 1_800, "choices": choices });
    Example { config, commands: vec![("start_round", round)], secrets: Vec::new() }
}
