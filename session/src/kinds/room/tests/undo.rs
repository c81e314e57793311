//! Taking back the last of what is easily done by mistake.

use serde_json::json;

use super::InUse;

#[test]
fn a_seek_is_taken_back_for_thirty_seconds() {
    let mut room = InUse::begun(json!({}));
    assert_eq!(room.refuses("ada", "undo", json!({})), "nothing_to_undo");
    room.tells("ada", "play", json!({})).wait_s(10);
    room.tells("kit", "seek", json!({ "media_ms": 50_000 })).wait_s(5);
    room.tells("lou", "undo", json!({})).wait_s(1);
    assert_eq!(room.position_ms(), 9_800 + 500);
    assert_eq!(room.refuses("ada", "undo", json!({})), "nothing_to_undo");
    room.tells("kit", "seek", json!({ "media_ms": 50_000 })).tells("kit", "pause", json!({}));
    // A pause is none of these, and stays.
    room.wait_ms(30_000).tells("ada", "undo", json!({}));
    assert_eq!((room.position_ms(), room.status().as_str()), (10_300, "paused"));
    room.tells("kit", "seek", json!({ "media_ms": 50_000 })).wait_ms(30_001);
    assert_eq!(room.refuses("ada", "undo", json!({})), "nothing_to_undo");
}

#[test]
fn another_item_is_taken_back_to_its_place() {
    let mut room = InUse::begun(json!({}));
    room.tells("ada", "play", json!({})).wait_s(10);
    room.tells("ada", "jump", json!({ "item": "i3" })).wait_s(5).tells("ada", "undo", json!({}));
    assert_eq!((room.item().as_str(), room.position_ms()), ("i1", 9_800));
    room.wait_s(1).tells("ada", "next", json!({})).tells("ada", "remove", json!({ "item": "i1" }));
    // The last is the removal.
    room.tells("ada", "undo", json!({}));
    assert_eq!(room.order(), ["i1", "i2", "i3"]);
}

#[test]
fn what_was_removed_comes_back_in_its_place() {
    let mut room = InUse::begun(json!({}));
    room.tells("ada", "remove", json!({ "item": "i2" }));
    assert_eq!(room.order(), ["i1", "i3"]);
    room.tells("ada", "undo", json!({})).tells("ada", "clear", json!({}));
    assert_eq!(room.order(), ["i1"]);
    room.tells("ada", "undo", json!({}));
    assert_eq!(room.order(), ["i1", "i2", "i3"]);
    for item in ["i1", "i2", "i3"] {
        room.tells("ada", "remove", json!({ "item": item }));
    }
    assert_eq!((room.status().as_str(), room.item().as_str()), ("empty", "nothing"));
    room.tells("ada", "undo", json!({}));
    assert_eq!((room.status().as_str(), room.item().as_str()), ("paused", "i3"));
}

#[test]
fn whoever_may_not_do_it_may_not_take_it_back() {
    let mut room = InUse::begun(json!({ "control": "owner" }));
    room.tells("ada", "seek", json!({ "media_ms": 5_000 }));
    assert_eq!(room.refuses("kit", "undo", json!({})), "forbidden");
    room.tells("ada", "grant", json!({ "seat": "kit", "add": ["seek"] }));
    room.tells("ada", "remove", json!({ "item": "i2" }));
    assert_eq!(room.refuses("kit", "undo", json!({})), "forbidden");
    room.tells("ada", "undo", json!({})).tells("ada", "seek", json!({ "media_ms": 9_000 }));
    room.tells("kit", "undo", json!({}));
    assert_eq!(room.position_ms(), 5_000);
}
