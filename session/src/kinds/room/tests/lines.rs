//! What a line of the chat may be.

use serde_json::{Value, json};

use super::InUse;
use crate::{Say, SayLimits, Saying, Unsaid, Window};

fn refused(room: &InUse, seat: &str, text: &str) -> Option<(&'static str, Option<i64>)> {
    let refused = room.state().check_line(seat, text, room.now_ms).err()?;
    Some((refused.rejection.code, refused.retry_ms))
}

fn said(room: &InUse, seat: &str, text: &str) -> Saying {
    let (args, actor) = (json!({ "text": text }), room.actor(seat));
    let say = Say { name: "line", args: &args, actor: &actor, limits: SayLimits::default() };
    room.session.say(&say, room.now_ms).unwrap()
}

fn window(said: &Saying, code: &str) -> Option<Window> {
    said.windows.iter().find(|window| window.code == code && window.most > 0).cloned()
}

fn chat(more: Value) -> InUse {
    InUse::begun(json!({ "chat": more }))
}

#[test]
fn a_line_has_a_thousand_characters_and_shows_something() {
    let room = chat(json!({}));
    assert_eq!(refused(&room, "lou", &"x".repeat(1_000)), None);
    for text in ["", " ", "\u{200b}", "a\u{0}b", &"x".repeat(1_001)] {
        assert_eq!(refused(&room, "lou", text), Some(("too_large", None)), "{text:?}");
    }
    assert_eq!(refused(&room, "nobody", "hi"), Some(("unknown_seat", None)));
    let off = chat(json!({ "on": false }));
    assert_eq!(refused(&off, "ada", "hi"), Some(("off", None)));
}

#[test]
fn words_are_found_as_words_in_any_spelling() {
    let room = chat(json!({ "words": ["Spoiler", "big twist", "ネタバレ"] }));
    for text in [
        "a SPOILER!",
        "spoiler",
        "ｓｐｏｉｌｅｒ",
        "the big   TWIST is",
        "これはネタバレです",
        "spo\u{ad}iler",
    ] {
        assert_eq!(refused(&room, "lou", text), Some(("word", None)), "{text}");
    }
    for text in ["spoilers", "unspoiler", "a big one, twist", "ok"] {
        assert_eq!(refused(&room, "lou", text), None, "{text}");
    }
}

#[test]
fn links_are_for_whom_the_config_names() {
    let links =
        ["see https://video.example", "HTTP://x.example", "www.video.example", "ｈttps://x"];
    let members = chat(json!({ "links": "members" }));
    let none = chat(json!({ "links": "none" }));
    for text in links {
        assert_eq!(refused(&members, "lou", text), Some(("link", None)), "{text}");
        assert_eq!(refused(&members, "kit", text), None, "{text}");
        assert_eq!(refused(&none, "kit", text), Some(("link", None)), "{text}");
        assert_eq!(refused(&chat(json!({})), "lou", text), None, "{text}");
    }
    assert_eq!(refused(&none, "lou", "awww. node.js"), None);
}

#[test]
fn slow_is_slow_for_all_but_those_who_keep_order() {
    let room = chat(json!({ "slow_s": 30 }));
    let slow = window(&said(&room, "lou", "c"), "slow").unwrap();
    assert_eq!((slow.most, slow.ms), (1, 30_000));
    assert_eq!(window(&said(&room, "ada", "c"), "slow"), None);
    assert_eq!(window(&said(&chat(json!({})), "lou", "c"), "slow"), None);
}

#[test]
fn the_same_is_counted_as_readers_take_it_for_the_same() {
    let room = chat(json!({}));
    let same = |text| window(&said(&room, "lou", text), "repeated").unwrap();
    let once = same("Hi  there");
    assert_eq!((once.most, once.ms), (2, 60_000));
    assert_eq!(once, same("HI THERE"));
    assert_ne!(once, same("hi you"));
    assert_eq!(window(&said(&room, "ada", "hi"), "repeated"), None);
}

#[test]
fn whoever_has_no_seat_says_nothing() {
    let room = chat(json!({}));
    let (args, stranger) = (json!({ "text": "hi" }), room.actor("nobody"));
    let say = Say { name: "line", args: &args, actor: &stranger, limits: SayLimits::default() };
    let Err(Unsaid::Refused(refused)) = room.session.say(&say, room.now_ms) else { panic!() };
    assert_eq!(refused.rejection.code, "unknown_seat");
}

#[test]
fn a_mute_is_told_and_one_in_the_shadow_is_not() {
    let mut room = chat(json!({}));
    room.tells(
        "ada",
        "mute",
        json!({ "seat": "lou", "scope": "chat", "minutes": 2, "shadow": true }),
    );
    assert_eq!(refused(&room, "lou", "hi"), None);
    room.tells("ada", "mute", json!({ "seat": "lou", "scope": "chat", "minutes": 2 })).wait_s(30);
    assert_eq!(refused(&room, "lou", "hi"), Some(("muted", Some(90_000))));
    room.tells("ada", "mute", json!({ "seat": "kit", "scope": "voice", "minutes": 2 }));
    assert_eq!(refused(&room, "kit", "hi"), None);
    room.tells("ada", "grant", json!({ "seat": "kit", "take": ["chat"] }));
    assert_eq!(refused(&room, "kit", "hi"), Some(("forbidden", None)));
}
