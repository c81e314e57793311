//! Idle, closed, open again, and lost once.

use serde_json::{Value, json};

use super::{InUse, START_MS};
use crate::Event;

#[test]
fn an_idle_room_is_told_and_closes_and_opens_as_it_was() {
    let mut room = InUse::begun(json!({}));
    room.tells("ada", "play", json!({})).wait_s(20).tells("ada", "pause", json!({}));
    room.wait_s(25 * 60 - 1);
    assert_eq!(room.count("idle_warned"), 0);
    room.wait_s(1);
    assert_eq!(room.last().name(), "idle_warned");
    // People talk.
    room.system("tune", json!({ "in_use": true })).wait_s(25 * 60);
    assert_eq!(room.count("idle_warned"), 2);
    room.wait_s(5 * 60);
    assert_eq!(room.last().body, json!({ "name": "closed", "why": "idle" }));
    assert_eq!(
        (room.status().as_str(), room.public()["status"].clone()),
        ("closed", json!("closed"))
    );
    assert_eq!(room.session.due_ms(), None);
    let owner = crate::Actor { role: crate::Role::Owner, id: None };
    let refusal = room.try_as(&owner, "play", &json!({})).unwrap_err();
    assert!(matches!(refusal, crate::Refusal::Rejected(no) if no.code == "closed"));
    room.wait_s(86_400).sits("kit", "member");
    assert_eq!((room.status().as_str(), room.item().as_str()), ("paused", "i1"));
    assert_eq!(room.position_ms(), 20_000);
    assert_eq!(room.order(), ["i1", "i2", "i3"]);
}

#[test]
fn what_plays_or_counts_is_not_idle_and_null_is_never() {
    let mut room = InUse::begun(json!({ "idle_close_min": 10, "at_end": "repeat" }));
    room.tells("ada", "play", json!({})).wait_s(3_600);
    assert_eq!(room.status(), "playing");
    let at_ms = room.now_ms + 7_200_000;
    room.tells("ada", "pause", json!({})).tells("ada", "play", json!({ "at_ms": at_ms }));
    room.wait_s(7_100);
    assert_eq!(room.status(), "counting");
    let mut never = InUse::begun(json!({ "idle_close_min": null }));
    never.wait_s(86_400);
    assert_eq!(never.status(), "paused");
    for minutes in [0, 9, 1_441] {
        assert!(!super::problems(&super::config(json!({ "idle_close_min": minutes }))).is_empty());
    }
}

#[test]
fn whoever_is_in_charge_closes_it() {
    let mut room = InUse::begun(json!({}));
    assert_eq!(room.refuses("kit", "close", json!({})), "forbidden");
    room.tells("ada", "play", json!({})).wait_s(5).tells("ada", "close", json!({}));
    assert_eq!(room.last().body, json!({ "name": "closed", "why": "asked", "by": "ada" }));
    assert_eq!(room.view()["seats"], json!({}));
    assert_eq!(room.playback()["anchor_media_ms"], 4_800);
    let gone =
        room.try_as(&crate::Actor::system(), "arrive", &json!({ "seat": "kit" })).unwrap_err();
    assert!(matches!(gone, crate::Refusal::Rejected(no) if no.code == "unknown_seat"));
}

#[test]
fn a_countdown_far_ahead_needs_nobody_until_then() {
    let mut room = InUse::begun(json!({}));
    let at_ms = START_MS + 86_400_000;
    room.tells("ada", "play", json!({ "at_ms": at_ms }));
    for seat in ["ada", "kit", "lou"] {
        room.tells(seat, "leave", json!({}));
    }
    assert!(!room.session.is_running());
    room.wait_s(86_400 + 59);
    assert_eq!(room.status(), "playing");
    room.wait_s(1);
    assert_eq!((room.status().as_str(), room.position_ms()), ("paused", 0));
}

#[test]
fn after_a_loss_it_goes_on_and_whoever_is_here_says_so_again() {
    let mut room = InUse::begun(json!({}));
    room.tells("ada", "play", json!({})).wait_s(10);
    room.now_ms += 5_000;
    let events: Vec<Event> = room.session.recover(room.now_ms);
    room.happen(events);
    let view: Value = room.view();
    assert_eq!((&view["recovered"], &view["seats"]["kit"]["here"]), (&json!(true), &json!(false)));
    assert_eq!((room.status().as_str(), room.position_ms()), ("playing", 14_800));
    room.system("arrive", json!({ "seat": "kit" })).wait_s(20);
    assert_eq!(room.status(), "playing");
    assert!(!InUse::of(json!({})).session.is_running());
}
