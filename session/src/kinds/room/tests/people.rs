//! Seats, the host, mutes and voices.

use serde_json::json;

use super::{InUse, START_MS};

#[test]
fn a_dropped_seat_is_kept_for_a_minute() {
    let mut room = InUse::begun(json!({}));
    room.system("drop", json!({ "seat": "kit" })).wait_ms(59_999);
    assert_eq!(room.view()["seats"]["kit"]["here"], false);
    room.system("arrive", json!({ "seat": "kit" }));
    assert_eq!(room.view()["seats"]["kit"]["here"], true);
    room.system("drop", json!({ "seat": "kit" })).wait_s(60);
    assert_eq!(room.view()["seats"]["kit"], json!(null));
    assert_eq!(room.last().body, json!({ "name": "left", "seat": "kit", "why": "dropped" }));
    // Said again, nothing is new.
    let before = room.history.len();
    room.system("drop", json!({ "seat": "kit" })).system("arrive", json!({ "seat": "lou" }));
    assert_eq!(room.history.len(), before);
    // Its row brings what is known back.
    let mutes = json!({ "chat_ms": room.now_ms + 60_000 });
    room.system("seat", json!({
        "seat": "kit", "name": "KIT", "role": "cohost", "account": true, "mutes": mutes, "take": ["vote"],
    }));
    let kit = room.view()["seats"]["kit"].clone();
    assert_eq!(
        (&kit["role"], &kit["muted_until_ms"]),
        (&json!("cohost"), &json!(room.now_ms + 60_000))
    );
    assert!(!kit["rights"].as_array().unwrap().contains(&json!("vote")));
}

#[test]
fn names_and_seats_are_somebodys() {
    let mut room = InUse::begun(json!({ "seats_max": 3 }));
    assert_eq!(room.refuses("kit", "rename", json!({ "name": "ａＤａ" })), "name_taken");
    assert_eq!(room.invalid("kit", "rename", json!({ "name": "k\u{202e}it" })), ["name"]);
    assert_eq!(room.invalid("kit", "rename", json!({ "name": "k".repeat(31) })), ["name"]);
    room.tells("kit", "rename", json!({ "name": " Kit " }));
    assert_eq!(room.view()["seats"]["kit"]["name"], "Kit");
    let full = json!({ "seat": "tom", "name": "Tom", "role": "guest" });
    let refusal = room.try_as(&crate::Actor::system(), "seat", &full).unwrap_err();
    assert!(matches!(refusal, crate::Refusal::Rejected(no) if no.code == "full"));
}

#[test]
fn a_cohost_or_the_longest_member_stands_in_for_an_owner_who_is_away() {
    let mut room = InUse::begun(json!({}));
    room.wait_s(1).sits("tom", "cohost").sits("zoe", "member");
    room.system("drop", json!({ "seat": "ada" })).wait_ms(14_999);
    assert_eq!(room.view()["host"], json!(null));
    room.wait_ms(1);
    assert_eq!(room.view()["host"], "tom");
    // All that an owner may, but to the owner.
    room.tells("tom", "mute", json!({ "seat": "zoe", "scope": "chat", "minutes": 5 }));
    assert_eq!(room.refuses("tom", "take_back", json!({})), "forbidden");
    assert_eq!(room.refuses("tom", "kick", json!({ "seat": "ada" })), "outranked");
    // The next one, when the host is away, too.
    room.system("drop", json!({ "seat": "tom" })).wait_s(15);
    assert_eq!(room.view()["host"], "kit");
    room.tells("kit", "close", json!({}));
    assert_eq!(room.status(), "closed");
}

#[test]
fn an_owner_who_returns_is_in_charge_however_late() {
    let mut room = InUse::begun(json!({ "stand_in": ["lou", "kit"] }));
    room.system("drop", json!({ "seat": "ada" })).wait_s(15);
    assert_eq!(room.view()["host"], "lou");
    room.wait_s(1_000);
    assert_eq!(room.view()["seats"]["ada"], json!(null));
    room.sits("ada", "owner");
    assert_eq!(room.view()["host"], json!(null));
    assert_eq!(room.last().body, json!({ "name": "taken_back", "why": "returned" }));
    let mut off = InUse::begun(json!({ "stand_in": "off" }));
    off.system("drop", json!({ "seat": "ada" })).wait_s(100);
    assert_eq!(off.view()["host"], json!(null));
    // Nobody who could: whoever comes does.
    let mut room = InUse::of(json!({}));
    room.wait_s(100).sits("lou", "guest");
    assert_eq!(room.view()["host"], json!(null));
    room.sits("kit", "member");
    assert_eq!(room.view()["host"], "kit");
}

#[test]
fn an_owner_hands_over_until_a_time_or_until_they_take_it_back() {
    let mut room = InUse::begun(json!({}));
    let until_ms = START_MS + 600_000;
    room.tells("ada", "hand_over", json!({ "seat": "lou", "until_ms": until_ms }));
    assert_eq!(room.view()["host"], "lou");
    // The owner is here all the time, and away, and back.
    room.system("drop", json!({ "seat": "ada" }))
        .wait_s(30)
        .system("arrive", json!({ "seat": "ada" }));
    assert_eq!(room.view()["host"], "lou");
    assert_eq!(room.refuses("lou", "hand_over", json!({ "seat": "kit" })), "forbidden");
    room.wait_s(570);
    assert_eq!(room.last().body["why"], "time");
    room.tells("ada", "hand_over", json!({ "seat": "kit" })).tells("ada", "take_back", json!({}));
    assert_eq!(room.view()["host"], json!(null));
    room.tells("ada", "hand_over", json!({ "seat": "kit" })).tells("kit", "leave", json!({}));
    assert_eq!(room.last().body, json!({ "name": "taken_back", "why": "left" }));
}

#[test]
fn a_mute_in_the_shadow_is_seen_by_nobody() {
    let mut room = InUse::begun(json!({}));
    let before = (room.view(), room.public());
    room.tells(
        "ada",
        "mute",
        json!({ "seat": "lou", "scope": "chat", "minutes": 60, "shadow": true }),
    );
    assert_eq!((room.view(), room.public()), before);
    let both = json!({ "seat": "lou", "scope": "both", "minutes": 60, "shadow": true });
    assert_eq!(room.invalid("ada", "mute", both), ["shadow"]);
    room.tells("ada", "unmute", json!({ "seat": "lou" }));
    assert_eq!((room.view(), room.public()), before);
}

#[test]
fn eight_talk_and_whoever_is_muted_does_not() {
    let mut room = InUse::begun(json!({}));
    let mic = json!({ "mic": true, "camera": false, "share": false });
    room.tells("lou", "voice", mic.clone());
    assert_eq!(room.view()["seats"]["lou"]["voice"], mic);
    room.tells("ada", "mute", json!({ "seat": "lou", "scope": "both", "minutes": 1 }));
    assert_eq!(room.view()["seats"]["lou"]["voice"], json!(null));
    assert_eq!(room.refuses("lou", "voice", mic.clone()), "muted");
    assert_eq!(room.refuses("lou", "hang_up", json!({})), "not_in_voice");
    room.wait_s(60);
    assert_eq!(room.view()["seats"]["lou"]["muted_until_ms"], json!(null));
    for n in 0..8 {
        let seat = format!("s{n}");
        room.sits(&seat, "guest").tells(&seat, "voice", mic.clone());
    }
    assert_eq!(room.refuses("lou", "voice", mic.clone()), "voice_full");
    room.tells("s3", "hang_up", json!({})).tells("lou", "voice", mic.clone());
    // A drop hangs up.
    room.system("drop", json!({ "seat": "lou" })).system("arrive", json!({ "seat": "lou" }));
    assert_eq!(room.view()["seats"]["lou"]["voice"], json!(null));
    let mut quiet = InUse::begun(json!({ "voice": { "on": true, "camera": false } }));
    let camera = json!({ "mic": true, "camera": true, "share": false });
    assert_eq!(quiet.refuses("lou", "voice", camera), "off");
    quiet.saves(json!({ "voice": { "on": false } }));
    assert_eq!(quiet.refuses("lou", "voice", mic), "off");
}
