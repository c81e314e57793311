//! Playing, pausing, seeking: what is told, and when it is so.

use serde_json::json;

use super::{InUse, START_MS, film};

#[test]
fn a_command_takes_effect_a_lead_ahead_and_a_seek_half_a_second() {
    let mut room = InUse::begun(json!({}));
    room.tells("kit", "play", json!({}));
    let played = room.playback();
    assert_eq!(played["anchor_server_ms"], START_MS + 200);
    assert_eq!((&played["by"], &played["why"]), (&json!("kit"), &json!("asked")));
    room.wait_s(10).tells("kit", "seek", json!({ "media_ms": 30_000 }));
    assert_eq!(room.playback()["anchor_server_ms"], START_MS + 10_500);
    room.system("tune", json!({ "lead_ms": 800 })).wait_s(1).tells("kit", "pause", json!({}));
    assert_eq!(room.playback()["anchor_server_ms"], START_MS + 11_800);
    assert_eq!(room.playback()["anchor_media_ms"], 31_300);
    // At most every ten seconds.
    room.system("tune", json!({ "lead_ms": 300 }));
    assert_eq!(room.view()["lead_ms"], 800);
    room.wait_s(9).system("tune", json!({ "lead_ms": 300 }));
    assert_eq!(room.view()["lead_ms"], 300);
}

#[test]
fn commands_that_come_at_once_have_one_anchor_and_add_up() {
    let mut room = InUse::begun(json!({}));
    room.tells("ada", "play", json!({})).wait_ms(100).tells("kit", "pause", json!({}));
    // It had not begun.
    assert_eq!(room.playback()["anchor_media_ms"], 0);
    assert_eq!(room.playback()["anchor_server_ms"], START_MS + 300);
    room.wait_s(1).tells("ada", "seek", json!({ "media_ms": 20_000 }));
    room.wait_ms(100).tells("kit", "play", json!({}));
    assert_eq!(room.playback()["anchor_media_ms"], 20_000);
    room.wait_ms(50).tells("kit", "seek", json!({ "media_ms": 5_000 }));
    assert_eq!(room.playback()["anchor_media_ms"], 5_000);
    assert_eq!(room.status(), "playing");
    room.wait_ms(10).tells("lou", "pause", json!({}));
    assert_eq!(room.playback()["anchor_media_ms"], 5_000);
    assert_eq!(room.status(), "paused");
}

#[test]
fn what_is_so_already_is_not_told_again() {
    let mut room = InUse::begun(json!({}));
    room.tells("ada", "pause", json!({}));
    room.tells("ada", "play", json!({})).tells("kit", "play", json!({}));
    assert_eq!((room.count("played"), room.count("paused")), (1, 0));
    room.tells("ada", "rate", json!({ "rate": 1.0 }));
    assert_eq!(room.count("rate_set"), 0);
}

#[test]
fn a_countdown_is_seen_and_may_be_changed() {
    let mut room = InUse::begun(json!({}));
    let at_ms = START_MS + 3_600_000;
    room.tells("ada", "play", json!({ "at_ms": at_ms }));
    assert_eq!(room.status(), "counting");
    // The place and the rate are got ready; the start stays.
    room.wait_s(5).tells("ada", "seek", json!({ "media_ms": 9_000 }));
    room.tells("ada", "rate", json!({ "rate": 2 }));
    assert_eq!(room.status(), "counting");
    let playback = room.playback();
    assert_eq!(
        (&playback["anchor_server_ms"], &playback["anchor_media_ms"]),
        (&json!(at_ms), &json!(9_000))
    );
    room.tells("ada", "pause", json!({}));
    assert_eq!(room.status(), "paused");
    room.tells("ada", "play", json!({ "countdown": true }));
    assert_eq!(room.playback()["anchor_server_ms"], room.now_ms + 3_000);
    room.wait_s(3);
    assert_eq!(room.status(), "playing");
    let far = json!({ "at_ms": room.now_ms + 86_400_001 });
    room.tells("ada", "pause", json!({}));
    assert_eq!(room.refuses("ada", "play", far), "too_large");
    let both = json!({ "at_ms": 1, "countdown": 3 });
    assert_eq!(room.invalid("ada", "play", both), ["countdown"]);
}

#[test]
fn an_item_ends_on_time_and_the_next_begins() {
    let mut room = InUse::begun(json!({}));
    room.tells("ada", "play", json!({})).tells("ada", "rate", json!({ "rate": 1.5 }));
    let from = room.history.len();
    room.wait_s(50);
    assert_eq!(room.told_since(from), ["item_ended", "item_started"]);
    assert_eq!(room.last().at_ms, START_MS + 200 + 40_000);
    assert_eq!(room.playback()["anchor_server_ms"], START_MS + 40_700);
    assert_eq!((room.item().as_str(), &room.playback()["why"]), ("i2", &json!("ended")));
}

#[test]
fn the_end_means_what_the_config_says() {
    for (at_end, item, status) in [
        ("stop", "i3", "paused"),
        ("next", "i3", "paused"),
        ("loop", "i1", "playing"),
        ("repeat", "i3", "playing"),
    ] {
        let mut room = InUse::begun(json!({ "at_end": at_end }));
        room.tells("ada", "jump", json!({ "item": "i3" })).wait_s(61);
        assert_eq!((room.item().as_str(), room.status().as_str()), (item, status), "{at_end}");
        assert_eq!(room.count("item_ended"), 1);
        if status == "paused" {
            assert_eq!(room.playback()["anchor_media_ms"], 60_000, "{at_end}");
        }
    }
}

#[test]
fn whoever_plays_what_is_over_sees_something() {
    let mut room = InUse::begun(json!({ "at_end": "stop" }));
    room.tells("ada", "play", json!({})).wait_s(70).tells("ada", "play", json!({}));
    assert_eq!(room.item(), "i2");
    room.tells("ada", "jump", json!({ "item": "i3" })).wait_s(70);
    room.tells("ada", "play", json!({}));
    assert_eq!((room.item().as_str(), room.position_ms()), ("i3", 0));
    assert_eq!(room.status(), "playing");
}

#[test]
fn with_nobody_here_it_stands_where_the_last_one_left() {
    let mut room = InUse::begun(json!({}));
    room.tells("ada", "play", json!({})).wait_s(50);
    for seat in ["ada", "kit", "lou"] {
        room.system("drop", json!({ "seat": seat })).wait_s(1);
    }
    room.wait_s(20);
    // It ended on time with nobody connected.
    assert_eq!(room.item(), "i2");
    assert_eq!(room.last_of("item_ended").at_ms, START_MS + 60_200);
    room.wait_s(60);
    let playback = room.playback();
    assert_eq!(playback["item"], "i1");
    assert_eq!(playback["anchor_media_ms"], 51_800);
    assert_eq!((&playback["playing"], &playback["why"]), (&json!(false), &json!("nobody")));
    assert_eq!(room.last_of("paused").at_ms, START_MS + 52_000 + 60_000);
}

#[test]
fn who_is_back_in_a_minute_misses_nothing() {
    let mut room = InUse::begun(json!({}));
    room.tells("ada", "play", json!({})).wait_s(5);
    for seat in ["ada", "kit", "lou"] {
        room.system("drop", json!({ "seat": seat }));
    }
    room.wait_s(59).system("arrive", json!({ "seat": "kit" })).wait_s(10);
    assert_eq!(room.status(), "playing");
    assert_eq!(room.count("paused"), 0);
}

#[test]
fn the_duration_is_what_most_of_the_first_five_measured() {
    let mut room = InUse::of(json!({}));
    for n in 0..7 {
        room.sits(&format!("s{n}"), "guest");
    }
    room.tells("s0", "add", json!({ "items": [film("a")] }));
    let duration = |room: &InUse| room.view()["queue"]["i1"]["duration_ms"].clone();
    assert_eq!(duration(&room), json!(null));
    for (n, (ms, median)) in
        [(50_000, 50_000), (1_000, 50_000), (52_000, 50_000), (51_000, 51_000), (51_500, 51_000)]
            .into_iter()
            .enumerate()
    {
        room.tells(&format!("s{n}"), "measured", json!({ "item": "i1", "duration_ms": ms }));
        // Once a seat.
        room.tells(&format!("s{n}"), "measured", json!({ "item": "i1", "duration_ms": 1_000 }));
        assert_eq!(duration(&room), median);
    }
    room.tells("s6", "measured", json!({ "item": "i1", "duration_ms": 1_000 }));
    assert_eq!(room.view()["queue"]["i1"]["measured"], 5);
    assert_eq!(duration(&room), 51_000);
}

#[test]
fn ranges_that_are_skipped_are_jumped_by_all_at_once() {
    let mut room = InUse::begun(json!({}));
    let skips =
        json!([{ "from_ms": 10_000, "to_ms": 20_000 }, { "from_ms": 30_000, "to_ms": 70_000 }]);
    room.tells("ada", "edit", json!({ "item": "i1", "skips": skips }));
    room.tells("ada", "play", json!({})).wait_ms(9_699);
    assert_eq!(room.count("sought"), 0);
    room.wait_ms(1);
    // Told half a second ahead.
    let playback = room.playback();
    assert_eq!(playback["anchor_media_ms"], 20_000);
    assert_eq!(
        (&playback["anchor_server_ms"], &playback["why"]),
        (&json!(START_MS + 10_200), &json!("skip"))
    );
    // Whoever pauses before it pauses where screens are, and it comes after that.
    room.wait_ms(100).tells("ada", "pause", json!({}));
    assert_eq!(room.playback()["anchor_media_ms"], 9_800);
    room.wait_s(1).tells("ada", "play", json!({})).wait_s(1);
    assert_eq!(room.position_ms(), 20_500);
    // What is skipped to its end is over.
    room.wait_s(10);
    assert_eq!(room.item(), "i2");
    assert_eq!(room.count("item_ended"), 1);
}

#[test]
fn a_range_that_somebody_went_into_is_seen() {
    let mut room = InUse::begun(json!({}));
    let skips = json!([{ "from_ms": 10_000, "to_ms": 20_000 }]);
    room.tells("ada", "edit", json!({ "item": "i1", "skips": skips }));
    room.tells("ada", "play", json!({})).tells("ada", "seek", json!({ "media_ms": 13_000 }));
    room.wait_s(5);
    assert_eq!((room.count("sought"), room.position_ms()), (1, 17_500));
    room.saves(json!({ "skips": "off" })).tells("ada", "seek", json!({ "media_ms": 9_000 }));
    room.wait_s(5);
    assert_eq!(room.count("sought"), 2);
}

#[test]
fn a_play_changes_nothing_of_seats_and_queue() {
    let mut room = InUse::begun(json!({}));
    let before = room.view();
    room.tells("ada", "play", json!({})).wait_s(1);
    let after = room.view();
    for (member, value) in after.as_object().unwrap() {
        let is_told = matches!(member.as_str(), "status" | "now_ms" | "playback");
        assert_eq!(*value == before[member], !is_told, "{member}");
    }
}

#[test]
fn what_cannot_be_done_is_said() {
    let mut room = InUse::of(json!({}));
    room.sits("ada", "owner").sits("kit", "member");
    for (name, args) in [
        ("play", json!({})),
        ("pause", json!({})),
        ("seek", json!({ "media_ms": 1 })),
        ("rate", json!({ "rate": 2 })),
        ("next", json!({})),
        ("check", json!({})),
    ] {
        assert_eq!(room.refuses("ada", name, args), "nothing_playing", "{name}");
    }
    assert_eq!(room.refuses("ada", "jump", json!({ "item": "i9" })), "unknown_item");
    assert_eq!(room.status(), "empty");
    let youtube = json!({ "source": { "kind": "youtube", "video": "dQw4w9WgXcQ" } });
    let screen = json!({ "source": { "kind": "screen" } });
    room.tells("kit", "add", json!({ "items": [youtube, screen] }));
    assert_eq!(room.refuses("ada", "rate", json!({ "rate": 1.1 })), "rate_unsupported");
    room.tells("ada", "rate", json!({ "rate": 1.25 }));
    assert_eq!(room.invalid("ada", "rate", json!({ "rate": 5 })), ["rate"]);
    assert_eq!(room.invalid("ada", "seek", json!({ "media_ms": -1 })), ["media_ms"]);
    room.tells("ada", "next", json!({}));
    // A screen has no place and one rate, and goes with whoever shows it.
    assert_eq!(room.playback()["rate"], 1.0);
    assert_eq!(room.refuses("ada", "seek", json!({ "media_ms": 1 })), "not_seekable");
    assert_eq!(room.refuses("ada", "rate", json!({ "rate": 2 })), "rate_unsupported");
    room.system("drop", json!({ "seat": "kit" })).tells("ada", "pause", json!({}));
    assert_eq!(room.refuses("ada", "play", json!({})), "peer_gone");
    room.wait_s(61);
    assert_eq!(room.order(), ["i1"]);
    assert_eq!(room.item(), "i1");
}
