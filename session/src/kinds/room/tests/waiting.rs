//! The room waits, each time for so long at most.

use serde_json::{Value, json};

use super::InUse;

fn waiting() -> InUse {
    let mut room = InUse::begun(json!({ "wait": { "on": true, "limit_s": 10 } }));
    room.says_ready("i1", &["ada", "kit", "lou"]);
    room
}

impl InUse {
    fn says(&mut self, seat: &str, item: &str, state: &str) -> &mut Self {
        self.tells(seat, "player", json!({ "item": item, "state": state }))
    }

    fn says_ready(&mut self, item: &str, seats: &[&str]) -> &mut Self {
        for seat in seats {
            self.says(seat, item, "ready");
        }
        self
    }

    fn player(&self, seat: &str) -> Value {
        self.view()["seats"][seat]["player"].clone()
    }
}

#[test]
fn a_stall_holds_the_room_on_one_picture() {
    let mut room = waiting();
    room.tells("ada", "play", json!({})).wait_s(10).says("kit", "i1", "loading");
    assert_eq!(room.status(), "holding");
    assert_eq!(room.view()["holding"], json!({ "for": ["kit"], "until_ms": room.now_ms + 10_000 }));
    let playback = room.playback();
    assert_eq!(
        (&playback["playing"], &playback["anchor_media_ms"]),
        (&json!(false), &json!(10_000))
    );
    room.wait_s(4).says("lou", "i1", "loading");
    assert_eq!(room.view()["holding"]["for"], json!(["kit", "lou"]));
    room.says_ready("i1", &["kit"]);
    assert_eq!(room.status(), "holding");
    room.wait_s(1).says_ready("i1", &["lou"]);
    assert_eq!((room.status().as_str(), &room.playback()["why"]), ("playing", &json!("ready")));
    assert_eq!(room.playback()["anchor_media_ms"], 10_000);
    assert_eq!(room.playback()["anchor_server_ms"], room.now_ms + 200);
}

#[test]
fn who_is_over_the_limit_is_named_left_out_and_counted_again_once_ready() {
    let mut room = waiting();
    room.tells("ada", "play", json!({})).wait_s(1).says("kit", "i1", "loading");
    room.wait_s(4).says("lou", "i1", "loading").wait_s(6);
    assert_eq!((room.last().name(), &room.last().body["left_out"]), ("held", &json!(["kit"])));
    assert_eq!(room.view()["holding"]["for"], json!(["lou"]));
    assert_eq!(room.player("kit"), "left_out");
    room.wait_s(4);
    assert_eq!((room.last().name(), &room.last().body["left_out"]), ("released", &json!(["lou"])));
    assert_eq!(room.status(), "playing");
    // Still loading, and nobody waits; ready, and it counts again.
    room.says("kit", "i1", "loading");
    assert_eq!(room.status(), "playing");
    room.says("kit", "i1", "ready").says("kit", "i1", "loading");
    assert_eq!(room.status(), "holding");
}

#[test]
fn an_item_is_waited_for_and_whoever_comes_is_not() {
    let mut room = waiting();
    room.tells("ada", "next", json!({}));
    assert_eq!(room.view()["holding"]["for"], json!(["ada", "kit", "lou"]));
    room.says_ready("i2", &["ada", "kit", "lou"]).wait_s(1);
    assert_eq!(room.status(), "playing");
    room.sits("tom", "guest").says("tom", "i2", "loading");
    assert_eq!((room.status().as_str(), room.player("tom")), ("playing", json!("left_out")));
    assert_eq!(
        room.refuses("tom", "player", json!({ "item": "i1", "state": "ready" })),
        "unknown_item"
    );
    // Who wants to be out of step is not waited for either.
    room.says("kit", "i2", "drifting").tells("ada", "next", json!({}));
    assert_eq!(room.view()["holding"]["for"], json!(["ada", "lou", "tom"]));
}

#[test]
fn nobody_is_waited_for_who_is_gone_or_when_it_is_off() {
    let mut room = waiting();
    room.tells("ada", "play", json!({})).says("kit", "i1", "loading");
    room.system("drop", json!({ "seat": "kit" }));
    assert_eq!(room.status(), "playing");
    room.says("lou", "i1", "loading").saves(json!({}));
    assert_eq!((room.status().as_str(), room.player("lou")), ("playing", json!("ready")));
    assert_eq!(room.refuses("lou", "player", json!({ "item": "i1", "state": "loading" })), "off");
    let mut room = waiting();
    room.tells("ada", "play", json!({})).says("kit", "i1", "loading").tells(
        "ada",
        "pause",
        json!({}),
    );
    assert_eq!((room.status().as_str(), room.view()["holding"].clone()), ("paused", json!(null)));
    room.tells("ada", "play", json!({}));
    assert_eq!(room.status(), "holding");
}

#[test]
fn above_fifty_here_nobody_is_waited_for() {
    let mut room = InUse::begun(json!({ "wait": { "on": true }, "seats_max": 100 }));
    room.says_ready("i1", &["ada", "kit", "lou"]);
    for n in 0..47 {
        room.sits(&format!("s{n:02}"), "guest");
    }
    room.tells("ada", "play", json!({})).says("kit", "i1", "loading");
    assert_eq!(room.status(), "holding");
    room.sits("one-more", "guest");
    assert_eq!(room.status(), "playing");
}

#[test]
fn what_fails_for_half_of_those_here_is_skipped() {
    let mut room = InUse::begun(json!({}));
    room.tells("ada", "play", json!({})).says("kit", "i1", "failed");
    assert_eq!(room.item(), "i1");
    room.says("lou", "i1", "failed");
    assert_eq!((room.item().as_str(), &room.playback()["why"]), ("i2", &json!("failed")));
    assert_eq!(room.player("kit"), "ready");
    room.tells("ada", "jump", json!({ "item": "i3" }));
    for seat in ["ada", "kit", "lou"] {
        room.says(seat, "i3", "failed");
    }
    // Nothing comes after it: it stands, and that is said once.
    assert_eq!((room.item().as_str(), room.status().as_str()), ("i3", "paused"));
    assert_eq!(room.count("item_failed"), 2);
}

#[test]
fn a_countdown_goes_on_and_whoever_is_not_ready_then_holds_the_room() {
    let mut room = waiting();
    room.says("kit", "i1", "loading").tells("ada", "play", json!({ "countdown": 30 }));
    assert_eq!(room.status(), "counting");
    let anchor_ms = room.now_ms + 30_000;
    assert_eq!(room.playback()["anchor_server_ms"], anchor_ms);
    room.wait_s(31);
    assert_eq!((room.last().name(), room.last().at_ms), ("held", anchor_ms));
    assert_eq!(room.view()["holding"], json!({ "for": ["kit"], "until_ms": anchor_ms + 10_000 }));
    assert_eq!(room.playback()["anchor_media_ms"], 200);
}
