//! The largest room that its limits allow: all seats taken by names of the longest
//! kind, a full queue, and a config without room for another word.

use serde_json::json;

use super::{
    config::{Chat, Config, StandIn, Visibility},
    item::Given,
    limits::{HOSTS_BYTES_MAX, HOSTS_MAX, STAND_INS_MAX, WORDS_BYTES_MAX, WORDS_MAX},
    source::{Hosts, Source},
};
use crate::Example;

const SEATS: usize = 500;
const ITEMS: usize = 500;

pub fn largest() -> Example<Config> {
    let seat = |n: usize| format!("00000000-0000-4000-8000-{n:012}");
    let item = |n: usize| Given {
        source: Source::File {
            url: format!("https://video.example/{n:03}/{}.mp4", "v".repeat(90)),
        },
        title: Some(format!("{n:03}{}", "時".repeat(16))),
        tracks: Vec::new(),
        skips: Vec::new(),
    };
    let host = HOSTS_BYTES_MAX / HOSTS_MAX - ".example".len();
    let config = Config {
        about: Some("時".repeat(300)),
        visibility: Visibility::Unlisted,
        seats_max: 500,
        chat: Chat {
            words: vec!["w".repeat(WORDS_BYTES_MAX / WORDS_MAX); WORDS_MAX],
            ..Chat::default()
        },
        hosts: Some(Hosts::Deny(vec![format!("{}.example", "h".repeat(host)); HOSTS_MAX])),
        stand_in: StandIn::Seats((0..STAND_INS_MAX).map(seat).collect()),
        items: (0..ITEMS).map(item).collect(),
        ..Config::titled(&"時".repeat(120))
    };
    let sit = |n: usize| {
        let role = if n == 0 { "owner" } else { "member" };
        let name = format!("{n:03}{}", "時".repeat(27));
        ("seat", json!({ "seat": seat(n), "name": name, "role": role, "account": true }))
    };
    let commands = (0..SEATS).map(sit).collect();
    Example { config, commands, secrets: Vec::new() }
}
