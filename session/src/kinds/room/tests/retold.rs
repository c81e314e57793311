//! What everybody may read of what happened.

use serde_json::{Value, json};

use super::{InUse, ROOM, film};

fn retold(room: &InUse, from: usize) -> Vec<Value> {
    let told = room.history[from..].iter().filter_map(|event| {
        let mut told = ROOM.retell(&event.body)?;
        told.insert("name".into(), event.name().into());
        Some(Value::Object(told))
    });
    told.collect()
}

#[test]
fn it_is_told_who_came_and_went_what_played_and_no_more() {
    let mut room = InUse::begun(json!({}));
    let from = room.history.len();
    room.sits("tom", "viewer").tells("ada", "admit", json!({ "seat": "tom" }));
    room.tells("tom", "rename", json!({ "name": "Tim" }));
    room.tells("ada", "role", json!({ "seat": "kit", "role": "cohost" }));
    room.tells("ada", "hand_over", json!({ "seat": "kit" }));
    room.tells("ada", "take_back", json!({}));
    for shadow in [true, false] {
        let mute = json!({ "seat": "lou", "scope": "chat", "minutes": 1, "shadow": shadow });
        room.tells("ada", "mute", mute);
    }
    room.tells("ada", "unmute", json!({ "seat": "lou" }));
    room.tells("kit", "kick", json!({ "seat": "lou", "reason": "too loud" }));
    room.tells("kit", "next", json!({}));
    room.tells("kit", "seek", json!({ "media_ms": 9_000 })).tells("kit", "pause", json!({}));
    room.tells("tom", "leave", json!({})).tells("ada", "add", json!({ "items": [film("d")] }));
    room.tells("ada", "close", json!({}));
    let told = retold(&room, from);
    assert_eq!(
        told,
        [
            json!({ "name": "seated", "seat": "tom", "called": "TOM", "role": "viewer" }),
            json!({ "name": "admitted", "seat": "tom" }),
            json!({ "name": "renamed", "seat": "tom", "to": "Tim" }),
            json!({ "name": "role_set", "seat": "kit", "role": "cohost" }),
            json!({ "name": "handed_over", "seat": "kit" }),
            json!({ "name": "taken_back" }),
            json!({ "name": "kicked", "seat": "lou" }),
            json!({ "name": "item_started", "item": "i2", "by": "kit", "why": "asked" }),
            json!({ "name": "left", "seat": "tom" }),
            json!({ "name": "closed" }),
        ]
    );
}

#[test]
fn what_ends_by_itself_is_told_with_what_comes_next() {
    let mut room = InUse::begun(json!({}));
    room.tells("ada", "play", json!({}));
    let from = room.history.len();
    room.wait_s(70);
    assert_eq!(
        retold(&room, from),
        [
            json!({ "name": "item_ended", "item": "i1" }),
            json!({ "name": "item_started", "item": "i2", "why": "ended" }),
        ]
    );
}
