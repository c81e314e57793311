//! The queue, in each of its orders.

use serde_json::{Value, json};

use super::{InUse, film};

fn ids(order: &[&str]) -> Vec<String> {
    order.iter().map(ToString::to_string).collect()
}

#[test]
fn the_first_is_on_the_screens_and_stands() {
    let mut room = InUse::of(json!({}));
    room.sits("ada", "owner").tells("ada", "add", json!({ "items": [film("a"), film("b")] }));
    assert_eq!((room.item().as_str(), room.status().as_str()), ("i1", "paused"));
    assert_eq!(room.view()["queue"]["i1"]["title"], "a.mp4");
    room.tells("ada", "add", json!({ "items": [film("c")], "place": "next" }));
    assert_eq!(room.order(), ids(&["i1", "i3", "i2"]));
    room.tells("ada", "add", json!({ "items": [film("d")], "place": "now" }));
    assert_eq!(room.order(), ids(&["i1", "i4", "i3", "i2"]));
    assert_eq!((room.item().as_str(), room.status().as_str()), ("i4", "playing"));
    room.tells("ada", "move", json!({ "item": "i2", "before": "i3" }));
    room.tells("ada", "move", json!({ "item": "i1" }));
    assert_eq!(room.order(), ids(&["i4", "i2", "i3", "i1"]));
    room.tells("ada", "shuffle", json!({}));
    assert_eq!(room.order()[0], "i4");
    assert_eq!(room.order().len(), 4);
}

#[test]
fn the_most_liked_comes_next_and_then_the_oldest() {
    let mut room = InUse::begun(json!({ "order": "vote" }));
    room.tells("kit", "like", json!({ "item": "i3", "on": true }));
    assert_eq!(room.order(), ids(&["i1", "i3", "i2"]));
    room.tells("kit", "like", json!({ "item": "i2", "on": true }));
    room.tells("lou", "like", json!({ "item": "i2", "on": true }));
    assert_eq!(room.order(), ids(&["i1", "i2", "i3"]));
    assert_eq!(room.view()["queue"]["i2"]["likes"], 2);
    // A like goes with its seat.
    room.tells("lou", "leave", json!({})).tells(
        "kit",
        "like",
        json!({ "item": "i2", "on": false }),
    );
    assert_eq!(room.order(), ids(&["i1", "i3", "i2"]));
    // What is taken out of the order leaves the rest to come.
    room.tells("ada", "jump", json!({ "item": "i2" }));
    assert_eq!(room.order(), ids(&["i1", "i2", "i3"]));
    for (name, args) in [
        ("move", json!({ "item": "i3" })),
        ("shuffle", json!({})),
        ("add", json!({ "items": [film("x")], "place": "next" })),
    ] {
        assert_eq!(room.refuses("ada", name, args), "off", "{name}");
    }
}

#[test]
fn each_adder_has_a_turn() {
    let mut room = InUse::of(json!({ "order": "fair" }));
    room.sits("ada", "owner").sits("kit", "member").sits("lou", "guest");
    room.tells("ada", "add", json!({ "items": [film("a"), film("b"), film("c")] })).wait_ms(1);
    room.tells("kit", "add", json!({ "items": [film("d"), film("e")] })).wait_ms(1);
    room.tells("lou", "add", json!({ "items": [film("f")] }));
    // Ada's first is on the screens.
    assert_eq!(room.order(), ids(&["i1", "i4", "i6", "i2", "i5", "i3"]));
    room.tells("ada", "next", json!({}));
    room.tells("lou", "add", json!({ "items": [film("g")] }));
    assert_eq!(room.order(), ids(&["i1", "i4", "i6", "i2", "i5", "i7", "i3"]));
}

#[test]
fn what_is_on_the_screens_may_be_removed() {
    let mut room = InUse::begun(json!({}));
    room.tells("ada", "play", json!({})).wait_s(5).tells("ada", "remove", json!({ "item": "i1" }));
    assert_eq!((room.item().as_str(), room.status().as_str()), ("i2", "playing"));
    room.tells("ada", "jump", json!({ "item": "i3" })).tells(
        "ada",
        "remove",
        json!({ "item": "i3" }),
    );
    assert_eq!((room.item().as_str(), room.status().as_str()), ("i2", "paused"));
}

#[test]
fn one_changes_ones_own_and_who_orders_everything() {
    let mut room = InUse::begun(json!({}));
    room.tells("ada", "grant", json!({ "seat": "kit", "take": ["order"] }));
    room.tells("kit", "add", json!({ "items": [film("k")] }));
    room.tells("kit", "edit", json!({ "item": "i4", "title": " Mine " }));
    assert_eq!(room.view()["queue"]["i4"]["title"], "Mine");
    assert_eq!(room.refuses("kit", "edit", json!({ "item": "i2", "title": "x" })), "forbidden");
    assert_eq!(room.refuses("kit", "remove", json!({ "item": "i2" })), "forbidden");
    room.tells("kit", "remove", json!({ "item": "i4" }));
    assert_eq!(room.refuses("kit", "clear", json!({})), "forbidden");
    room.tells("lou", "edit", json!({ "item": "i2", "title": "Lou's name for it" }));
}

#[test]
fn limits_are_said() {
    let mut room = InUse::begun(json!({ "per_person": { "items": 2, "minutes": 1 } }));
    assert_eq!(room.refuses("kit", "add", json!({ "items": [film("b")] })), "duplicate");
    assert_eq!(room.refuses("kit", "add", json!({ "items": [film("x"), film("x")] })), "duplicate");
    let three = json!({ "items": [film("x"), film("y"), film("z")] });
    assert_eq!(room.refuses("kit", "add", three.clone()), "too_many_yours");
    room.tells("ada", "add", three);
    room.tells("kit", "add", json!({ "items": [film("k")] }));
    room.tells("kit", "measured", json!({ "item": "i7", "duration_ms": 61_000 }));
    assert_eq!(room.refuses("kit", "add", json!({ "items": [film("l")] })), "too_many_yours");
    assert_eq!(room.invalid("ada", "add", json!({ "items": [] })), ["items"]);
    let many: Vec<Value> = (0..101).map(|n| film(&n.to_string())).collect();
    assert_eq!(room.invalid("ada", "add", json!({ "items": many })), ["items"]);
    for n in 0..4 {
        let many: Vec<Value> = (0..100).map(|k| film(&format!("{n}-{k}"))).collect();
        room.tells("ada", "add", json!({ "items": many }));
    }
    let rest: Vec<Value> = (0..94).map(|k| film(&format!("r{k}"))).collect();
    assert_eq!(room.refuses("ada", "add", json!({ "items": rest })), "queue_full");
}

#[test]
fn a_queue_has_its_bytes_and_forgets_what_could_come_back() {
    let mut room = InUse::begun(json!({}));
    let long = |n: usize| film(&format!("{n}{}", "x".repeat(900)));
    let many =
        |from: usize, to: usize| json!({ "items": (from..to).map(long).collect::<Vec<_>>() });
    room.tells("ada", "add", many(0, 60));
    assert_eq!(room.refuses("ada", "add", many(60, 130)), "too_large");
    room.tells("ada", "add", many(60, 110));
    room.tells("ada", "clear", json!({})).tells("ada", "add", many(200, 260));
    // Both together would not fit.
    assert_eq!(room.refuses("ada", "undo", json!({})), "nothing_to_undo");
}

#[test]
fn a_player_may_know_a_title_that_nobody_gave() {
    let mut room = InUse::begun(json!({}));
    room.tells("kit", "measured", json!({ "item": "i2", "title": "A film" }));
    room.tells("lou", "measured", json!({ "item": "i2", "title": "Another film" }));
    assert_eq!(room.view()["queue"]["i2"]["title"], "A film");
}
