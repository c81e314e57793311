//! The largest camp that its limits allow.

use serde_json::json;
use uuid::Uuid;

use super::{
    Config,
    config::{NAME_CHARS_MAX, Seasons},
};
use crate::Example;

/// Characters of four bytes, and few of them are the same.
fn text(seed: usize, chars: usize) -> String {
    let letter = |n: usize| char::from_u32(0x2_0000 + u32::try_from(seed * 31 + n).unwrap_or(0));
    (0..chars).filter_map(letter).collect()
}

pub fn largest() -> Example<Config> {
    let config = Config {
        blocked_names: (0..200).map(|seed| text(seed, NAME_CHARS_MAX)).collect(),
        chat_word: Some(text(200, 50)),
        season: Some(Seasons { title: text(201, 40), days: 92 }),
        out_max: 20_000,
        rest_s: 86_400,
        ..Config::default()
    };
    let hide = |n: u128| {
        let survivor = Uuid::from_u128(u128::MAX - n);
        ("hide_name", json!({ "survivor": survivor, "reason": text(202, 200) }))
    };
    let mut commands: Vec<_> = (0..200).map(hide).collect();
    commands.push(("test_line", json!({})));
    Example { config, commands, secrets: Vec::new() }
}
