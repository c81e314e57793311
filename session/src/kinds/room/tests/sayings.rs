//! What may be said beside lines: reactions, and signals between two.

use serde_json::{Value, json};

use super::InUse;
use crate::{Rejection, Say, SayLimits, Saying, To, Unsaid, Window};

fn code(checked: Result<(), Rejection>) -> Option<&'static str> {
    checked.err().map(|rejection| rejection.code)
}

#[test]
fn reactions_are_those_of_the_room() {
    let mut room = InUse::begun(json!({ "reactions": { "set": ["🎉"] } }));
    assert_eq!(code(room.state().check_reaction("lou", "🎉")), None);
    assert_eq!(code(room.state().check_reaction("lou", "👍")), Some("off"));
    assert_eq!(code(room.state().check_reaction("nobody", "🎉")), Some("unknown_seat"));
    room.tells("ada", "grant", json!({ "seat": "lou", "take": ["react"] }));
    assert_eq!(code(room.state().check_reaction("lou", "🎉")), Some("forbidden"));
    let off = InUse::begun(json!({ "reactions": { "on": false } }));
    assert_eq!(code(off.state().check_reaction("ada", "👍")), Some("off"));
}

#[test]
fn signals_go_between_two_who_talk_or_from_and_to_a_screen() {
    let mut room = InUse::begun(json!({}));
    let mic = json!({ "mic": true, "camera": false, "share": false });
    room.tells("kit", "voice", mic.clone());
    assert_eq!(code(room.state().check_signal("kit", "lou")), Some("not_in_voice"));
    room.tells("lou", "voice", mic);
    assert_eq!(code(room.state().check_signal("kit", "lou")), None);
    assert_eq!(code(room.state().check_signal("kit", "kit")), Some("peer_gone"));
    assert_eq!(code(room.state().check_signal("kit", "nobody")), Some("peer_gone"));
    assert_eq!(code(room.state().check_signal("nobody", "kit")), Some("unknown_seat"));
    let screen = json!({ "items": [{ "source": { "kind": "screen" } }], "place": "now" });
    room.tells("ada", "add", screen).sits("tom", "guest");
    assert_eq!(code(room.state().check_signal("tom", "ada")), None);
    assert_eq!(code(room.state().check_signal("ada", "tom")), None);
    assert_eq!(code(room.state().check_signal("tom", "kit")), Some("not_in_voice"));
    room.system("drop", json!({ "seat": "ada" }));
    assert_eq!(code(room.state().check_signal("tom", "ada")), Some("peer_gone"));
}

fn say(room: &InUse, seat: &str, name: &str, args: Value) -> Result<Saying, &'static str> {
    say_within(room, seat, (name, args), SayLimits::default())
}

fn say_within(
    room: &InUse,
    seat: &str,
    (name, args): (&str, Value),
    limits: SayLimits,
) -> Result<Saying, &'static str> {
    let actor = room.actor(seat);
    let say = Say { name, args: &args, actor: &actor, limits };
    room.session.say(&say, room.now_ms).map_err(|unsaid| match unsaid {
        Unsaid::Refused(refused) => refused.rejection.code,
        Unsaid::Invalid(_) => "invalid",
    })
}

#[test]
fn what_is_said_in_the_shadow_is_as_ever_and_told_to_nobody_else() {
    let mut room = InUse::begun(json!({}));
    let all = [
        ("line", json!({ "text": "hi", "mentions": ["kit"], "media_ms": 7 })),
        ("typing", json!({})),
        ("reaction", json!({ "emoji": "👍" })),
    ];
    let said = |room: &InUse| {
        all.iter().map(|(name, args)| say(room, "lou", name, args.clone()).unwrap()).collect()
    };
    let before: Vec<Saying> = said(&room);
    assert!(before.iter().all(|said| said.to == To::All));
    assert!(before[2].notes.heat.is_some());
    let view = room.view();
    let args = json!({ "seat": "lou", "scope": "chat", "minutes": 2, "shadow": true });
    room.tells("ada", "mute", args);
    assert_eq!(room.view(), view, "it shows in no view");
    let hidden: Vec<Saying> = said(&room);
    for (before, hidden) in before.iter().zip(&hidden) {
        assert_eq!(hidden.to, To::Themselves);
        assert_eq!((&hidden.windows, hidden.log), (&before.windows, before.log));
        assert_eq!((&hidden.body, hidden.together_ms), (&before.body, before.together_ms));
    }
    assert_eq!(hidden[0].orderly, ["ada"]);
    assert_eq!(hidden[2].notes.heat, None);
}

#[test]
fn sayings_have_limits_and_their_arguments_too() {
    let mut room = InUse::begun(json!({}));
    for (name, args, code) in [
        ("line", json!({}), "invalid"),
        ("line", json!({ "text": 7 }), "invalid"),
        ("line", json!({ "text": "hi", "mentions": ["nobody"] }), "unknown_seat"),
        ("line", json!({ "text": "hi", "mentions": vec!["kit"; 21] }), "too_large"),
        ("reaction", json!({ "emoji": "no such" }), "off"),
        ("speaking", json!({ "on": true }), "not_in_voice"),
        ("signal", json!({ "to": "kit", "candidates": [] }), "not_in_voice"),
        ("report", json!({ "rtt_ms": -1 }), "invalid"),
        ("shout", json!({}), "malformed"),
    ] {
        assert_eq!(say(&room, "lou", name, args.clone()).err(), Some(code), "{name} {args}");
    }
    let windows = |name, args| say(&room, "lou", name, args).unwrap().windows;
    let most = |windows: Vec<Window>| windows.iter().map(|it| (it.most, it.ms)).collect::<Vec<_>>();
    let line = most(windows("line", json!({ "text": "hi" })));
    assert_eq!(line[..2], [(30, 60_000), (10, 10_000)]);
    let report = json!({ "rtt_ms": 9, "drift_ms": -3, "buffer_ms": 0, "player": "ready" });
    assert_eq!(most(windows("report", report)), [(1, 5_000)]);
    let mic = json!({ "mic": true, "camera": false, "share": false });
    room.tells("kit", "voice", mic.clone()).tells("lou", "voice", mic);
    let signal = |args| say(&room, "lou", "signal", args).err();
    let large = json!({ "to": "kit", "description": { "sdp": "x".repeat(12 * 1024) } });
    assert_eq!(signal(large), Some("too_large"));
    assert_eq!(signal(json!({ "to": "kit", "candidates": vec![1; 21] })), Some("too_large"));
    assert_eq!(signal(json!({ "to": "kit" })), Some("malformed"));
    assert_eq!(signal(json!({ "to": "kit", "candidates": vec![1; 20] })), None);
    assert_eq!(say(&room, "lou", "speaking", json!({ "on": true })).unwrap().to, To::All);
}

#[test]
fn how_often_something_is_said_is_as_the_installation_has_it() {
    let mut room = InUse::begun(json!({}));
    let mic = json!({ "mic": true, "camera": false, "share": false });
    room.tells("kit", "voice", mic.clone()).tells("lou", "voice", mic);
    let limits = SayLimits {
        lines_per_min: 7,
        lines_per_10_s: 0,
        reactions_per_min: 5,
        signals_per_10_s: 3,
        reports_per_5_s: 2,
    };
    let report = json!({ "rtt_ms": 9, "drift_ms": 0, "buffer_ms": 0, "player": "ready" });
    for (name, args, most) in [
        ("line", json!({ "text": "hi" }), &[("line", 7), ("line_burst", 0)][..]),
        ("reaction", json!({ "emoji": "👍" }), &[("reaction", 5), ("reaction_burst", 40)][..]),
        ("signal", json!({ "to": "kit", "candidates": [] }), &[("signal", 3)][..]),
        ("report", report, &[("report", 2)][..]),
    ] {
        let said = say_within(&room, "lou", (name, args), limits).unwrap();
        let windows: Vec<(&str, u32)> =
            said.windows.iter().map(|window| (window.name.as_str(), window.most)).collect();
        assert_eq!(windows[..most.len()], *most, "{name}");
    }
}

#[test]
fn a_room_is_tuned_by_those_who_are_far_and_told_nothing_that_is_so() {
    let room = InUse::begun(json!({}));
    let tune = |trips: &mut [u32], in_use| room.session.tune(trips, in_use);
    assert_eq!(tune(&mut [], false), None);
    assert_eq!(tune(&mut [20, 30], false), None, "the lead is that already");
    assert_eq!(tune(&mut [400], false), Some(json!({ "lead_ms": 700, "in_use": false })));
    assert_eq!(tune(&mut [20], true), Some(json!({ "lead_ms": null, "in_use": true })));
}
