//! What holds whatever happens.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{
    InUse, ROOM, START_MS, film,
    screens::{Screen, course_of},
};
use crate::{
    Refusal,
    kinds::room::{
        Playback,
        config::Order,
        item::{Given, Item},
        queue::arranged,
    },
};

const MINUTE_MS: i64 = 60_000;
const SEATS: [&str; 4] = ["ada", "kit", "lou", "tom"];

/// What somebody does, and how long they waited before.
#[derive(Debug, Clone)]
struct Action {
    wait_ms: i64,
    seat: &'static str,
    name: &'static str,
    args: Value,
}

fn rooms() -> impl Strategy<Value = Value> {
    let of = |words: &[&'static str]| prop::sample::select(words.to_vec());
    (
        of(&["stop", "next", "loop", "repeat"]),
        of(&["list", "vote", "fair"]),
        of(&["everyone", "owner", "selected"]),
        any::<bool>(),
        of(&["off", "auto"]),
    )
        .prop_map(|(at_end, order, control, waits, skips)| {
            json!({
                "at_end": at_end, "order": order, "control": control, "skips": skips,
                "wait": { "on": waits, "limit_s": 5 },
            })
        })
}

fn waits() -> impl Strategy<Value = i64> {
    prop_oneof![3 => 0..400_i64, 2 => 400..20_000_i64, 1 => 20_000..90_000_i64]
}

fn actions() -> impl Strategy<Value = Vec<Action>> {
    let seat = || prop::sample::select(SEATS.to_vec());
    let item = || prop::sample::select(vec!["i1", "i2", "i3"]);
    let state = prop::sample::select(vec!["ready", "loading", "failed", "drifting"]);
    let one = prop_oneof![
        4 => Just(("play", json!({}))),
        4 => Just(("pause", json!({}))),
        3 => (0..MINUTE_MS).prop_map(|ms| ("seek", json!({ "media_ms": ms }))),
        2 => (25..400_u32).prop_map(|rate| ("rate", json!({ "rate": f64::from(rate) / 100.0 }))),
        1 => (1..60_u32).prop_map(|seconds| ("play", json!({ "countdown": seconds }))),
        1 => Just(("next", json!({}))),
        1 => item().prop_map(|item| ("jump", json!({ "item": item }))),
        1 => Just(("undo", json!({}))),
        1 => (item(), any::<bool>()).prop_map(|(item, on)| ("like", json!({ "item": item, "on": on }))),
        3 => (item(), state).prop_map(|(item, state)| ("player", json!({ "item": item, "state": state }))),
        1 => prop::sample::select(vec!["skip", "pause"]).prop_map(|about| ("ballot", json!({ "about": about }))),
        1 => (4..9_u32, 0..2_usize).prop_map(|(n, choice)| ("cast", json!({ "ballot": format!("b{n}"), "choice": choice }))),
        1 => Just(("check", json!({}))),
        1 => (4..9_u32).prop_map(|n| ("answer", json!({ "check": format!("c{n}"), "ready": true }))),
        1 => (seat(), prop::sample::select(vec!["cohost", "guest"]))
            .prop_map(|(seat, role)| ("role", json!({ "seat": seat, "role": role }))),
        1 => seat().prop_map(|seat| ("grant", json!({ "seat": seat, "take": ["vote"] }))),
        1 => (seat(), any::<bool>()).prop_map(|(seat, shadow)| {
            ("mute", json!({ "seat": seat, "scope": "chat", "minutes": 1, "shadow": shadow }))
        }),
        1 => seat().prop_map(|seat| ("hand_over", json!({ "seat": seat }))),
        1 => seat().prop_map(|seat| ("kick", json!({ "seat": seat }))),
        2 => seat().prop_map(|seat| ("drop", json!({ "seat": seat }))),
        3 => seat().prop_map(|seat| ("arrive", json!({ "seat": seat }))),
        1 => seat().prop_map(|seat| ("seat", json!({ "seat": seat, "name": seat, "role": "guest" }))),
        1 => Just(("remove", json!({ "item": "i2" }))),
        1 => Just(("clear", json!({}))),
        1 => Just(("close", json!({}))),
    ];
    let action = |(wait_ms, seat, (name, args))| Action { wait_ms, seat, name, args };
    prop::collection::vec((waits(), seat(), one).prop_map(action), 0..40)
}

fn begun(room: Value) -> InUse {
    let mut room = InUse::begun(room);
    room.sits("tom", "cohost");
    let skips = json!([{ "from_ms": 10_000, "to_ms": 20_000 }]);
    room.tells("ada", "edit", json!({ "item": "i1", "skips": skips }));
    room
}

/// Does it, if it may be done.
fn act(room: &mut InUse, action: &Action) -> bool {
    let before = room.session.clone();
    let done = match action.name {
        "seat" | "arrive" | "drop" => {
            room.try_as(&crate::Actor::system(), action.name, &action.args)
        }
        _ => room.tries(action.seat, action.name, &action.args),
    };
    if let Err(refusal) = &done {
        assert_eq!(before, room.session);
        assert!(
            matches!(refusal, Refusal::Rejected(no) if ROOM.rejections.contains(&no.code)),
            "{refusal:?}"
        );
    }
    done.is_ok()
}

/// What moves no picture begins where screens will be by then.
fn check_continuous(screen: &Screen, was_placed: bool, event: &crate::Event) {
    let Some(course) = course_of(event) else { return };
    let playback: Playback = serde_json::from_value(course["playback"].clone()).unwrap();
    let is_placed = course["is_placed"] == true;
    let places = matches!(event.name(), "sought" | "item_started" | "undone")
        || matches!(course["why"].as_str(), Some("nobody" | "removed" | "skip"));
    if !places {
        // A place that was pending is kept, and is otherwise none.
        let is_pending = event.at_ms < screen.anchor_ms();
        assert_eq!(is_placed, was_placed && is_pending, "{event:?}");
    }
    if !is_placed && course["why"] != "skip" {
        // It goes on as it did when that was told, up to the anchor.
        let follows =
            screen.follows(event.at_ms).position_ms(playback.anchor_server_ms).min(MINUTE_MS);
        assert_eq!(playback.anchor_media_ms, follows, "{event:?} on {screen:?}");
        assert_eq!(playback.item, screen.follows(event.at_ms).item, "{event:?}");
    }
    let ahead_ms = playback.anchor_server_ms - event.at_ms;
    assert!(ahead_ms >= 200 || course["why"] == "nobody", "{event:?} is told too late");
    assert!((0..=MINUTE_MS).contains(&playback.anchor_media_ms));
}

fn check_view(room: &InUse) {
    let view = room.view();
    let text = view.to_string();
    assert!(!text.contains("shadow"));
    let owners = view["seats"].as_object().unwrap().values().filter(|seat| seat["role"] == "owner");
    assert!(owners.count() <= 1);
    let order = room.order();
    let places: BTreeSet<u64> = view["queue"]
        .as_object()
        .unwrap()
        .values()
        .map(|item| item["pos"].as_u64().unwrap())
        .collect();
    assert_eq!(places.len(), order.len());
    let item = room.item();
    assert!(item == "nothing" || order.contains(&item), "{item} is not in {order:?}");
    assert_eq!(item == "nothing", order.is_empty());
}

fn rank(view: &Value, seat: &Value) -> u8 {
    let of_role = match view["seats"][seat.as_str().unwrap_or_default()]["role"].as_str() {
        Some("owner") => 5,
        Some("cohost") => 3,
        Some("member") => 2,
        Some("guest") => 1,
        _ => 0,
    };
    if &view["host"] == seat && !seat.is_null() { of_role.max(4) } else { of_role }
}

/// Who acted on whom, in the view before.
fn check_ranks(view: &Value, event: &crate::Event) {
    let body = &event.body;
    let acts = ["role_set", "granted", "muted", "unmuted", "kicked"];
    if acts.contains(&event.name()) && !body["by"].is_null() {
        assert!(rank(view, &body["by"]) > rank(view, &body["seat"]), "{event:?}");
    }
    if event.name() == "ballot_closed" && body["passed"] == true {
        let may_vote = |seat: &&Value| {
            seat["here"] == true && seat["rights"].as_array().unwrap().contains(&json!("vote"))
        };
        assert!(
            view["seats"].as_object().unwrap().values().any(|seat| may_vote(&seat)),
            "{event:?}"
        );
    }
}

/// Everything that happened, in order, on a new one.
fn check_fold(room: &InUse) {
    let mut folded = (ROOM.open)(&room.config, 1, room.opened_ms).unwrap();
    for event in &room.history {
        folded.apply(event).unwrap();
    }
    assert_eq!(folded, room.session);
    assert_eq!((ROOM.read)(&room.session.to_bytes()).unwrap(), room.session);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn no_picture_jumps_by_itself_and_each_acts_on_lower_ones(room in rooms(), actions in actions()) {
        let mut room = begun(room);
        let mut playback = room.playback();
        playback.as_object_mut().unwrap().retain(|key, _| key != "by" && key != "why");
        let mut screen = Screen::of(serde_json::from_value(playback).unwrap(), START_MS);
        let (mut heard, mut is_placed) = (0, false);
        for event in &room.history {
            is_placed = course_of(event).map_or(is_placed, |course| course["is_placed"] == true);
            heard += 1;
        }
        for action in &actions {
            let mut views = vec![room.view()];
            let shadow = action.args["shadow"] == true;
            room.wait_ms(action.wait_ms);
            let waited = room.history.len();
            views.push(room.view());
            let done = act(&mut room, action);
            if done && shadow {
                prop_assert_eq!(&views[1], &room.view());
                let events = &room.history[waited..];
                prop_assert!(events.iter().all(|event| ROOM.retell(&event.body).is_none()));
            }
            for (n, event) in room.history.iter().enumerate().skip(heard) {
                check_continuous(&screen, is_placed, event);
                if n >= waited {
                    check_ranks(&views[1], event);
                }
                is_placed = course_of(event).map_or(is_placed, |course| course["is_placed"] == true);
                screen.hears(event);
                prop_assert!(screen.heard_ms() <= room.now_ms);
            }
            // Whoever opens it again sees it anew.
            if room.count("closed") > 0 {
                break;
            }
            heard = room.history.len();
            check_view(&room);
        }
        check_fold(&room);
    }

    /// Two commands, the second before the first has its effect.
    #[test]
    fn a_later_command_replaces_a_pending_one(
        first in 0..MINUTE_MS, second in 0..MINUTE_MS, apart_ms in 0..499_i64, plays in any::<bool>(),
    ) {
        let mut room = InUse::begun(json!({}));
        if plays {
            room.tells("ada", "play", json!({})).wait_s(1);
        }
        room.tells("ada", "seek", json!({ "media_ms": first })).wait_ms(apart_ms);
        room.tells("kit", "seek", json!({ "media_ms": second }));
        let playback = room.playback();
        prop_assert_eq!(&playback["anchor_media_ms"], &json!(second));
        prop_assert_eq!(&playback["anchor_server_ms"], &json!(room.now_ms + 500));
        prop_assert_eq!(&playback["playing"], &json!(plays));
        room.wait_ms(200).tells("ada", "pause", json!({}));
        prop_assert_eq!(room.playback()["anchor_media_ms"].as_i64(), Some(second));
    }

    #[test]
    fn an_item_ends_on_time_with_nobody_connected(
        duration_ms in 1_000..50_000_i64, hundredths in 25..400_i64, early in 0..900_i64, by_ms in 0..5_000_i64,
    ) {
        let mut room = InUse::of(json!({ "at_end": "stop" }));
        room.sits("ada", "owner").tells("ada", "add", json!({ "items": [film("a")] }));
        room.lasts("i1", duration_ms).tells("ada", "seek", json!({ "media_ms": early }));
        #[expect(clippy::cast_precision_loss, reason = "400 at most")]
        let rate = hundredths as f64 / 100.0;
        room.tells("ada", "rate", json!({ "rate": rate })).tells("ada", "play", json!({}));
        let anchor_ms = room.playback()["anchor_server_ms"].as_i64().unwrap();
        room.tells("ada", "leave", json!({}));
        let left_ms = duration_ms - early;
        let ends_ms = anchor_ms + (left_ms * 100 + hundredths - 1) / hundredths;
        // Nobody is here for a minute: it would stand by then.
        prop_assume!(ends_ms < START_MS + MINUTE_MS);
        room.wait_ms(ends_ms - START_MS - 1);
        prop_assert_eq!(room.count("item_ended"), 0);
        room.wait_ms(1 + by_ms);
        prop_assert_eq!(room.count("item_ended"), 1);
        prop_assert_eq!(room.last_of("item_ended").at_ms, ends_ms);
    }

    /// Until somebody has nothing left, everybody has had as many turns as anybody
    /// else, but for one; and who was first in a round is in the next.
    #[test]
    fn a_fair_order_is_fair(
        adders in prop::collection::vec(0..5_u8, 0..40), from in 0..10_usize, at in prop::collection::vec(0..9_i64, 40),
    ) {
        let item = |(n, by): (usize, &u8)| {
            let given: Given = serde_json::from_value(film(&n.to_string())).unwrap();
            Item::of(given, format!("i{n}"), Some(by.to_string()), at[n])
        };
        let queue: Vec<Item> = adders.iter().enumerate().map(item).collect();
        let from = from.min(queue.len());
        let order = arranged(Order::Fair, &queue, from);
        let all: BTreeSet<usize> = order.iter().copied().collect();
        let upcoming: BTreeSet<usize> = (from..queue.len()).collect();
        prop_assert_eq!(all, upcoming);
        let mut left: BTreeMap<u8, usize> = BTreeMap::new();
        for by in &adders[from..] {
            *left.entry(*by).or_default() += 1;
        }
        let mut turns: BTreeMap<u8, usize> = left.keys().map(|by| (*by, 0)).collect();
        for place in order {
            let by = adders[place];
            *turns.get_mut(&by).unwrap() += 1;
            *left.get_mut(&by).unwrap() -= 1;
            let most = turns.values().max().unwrap();
            for (other, count) in &turns {
                prop_assert!(left[other] == 0 || count + 1 >= *most, "{turns:?} {left:?}");
            }
        }
        // Of one adder, the oldest first.
        let order = arranged(Order::Fair, &queue, from);
        for by in 0..5 {
            let own: Vec<_> = order.iter().filter(|place| adders[**place] == by).map(|place| (at[*place], *place)).collect();
            prop_assert!(own.is_sorted());
        }
    }

    #[test]
    fn the_most_liked_comes_first(likes in prop::collection::vec(0..6_u16, 0..20), from in 0..5_usize) {
        let item = |(n, likes): (usize, &u16)| {
            let given: Given = serde_json::from_value(film(&n.to_string())).unwrap();
            let mut item = Item::of(given, format!("i{n}"), None, 0);
            item.likes = (0..*likes).collect();
            item
        };
        let queue: Vec<Item> = likes.iter().enumerate().map(item).collect();
        let order = arranged(Order::Vote, &queue, from);
        let keys: Vec<_> = order.iter().map(|at| (std::cmp::Reverse(likes[*at]), *at)).collect();
        prop_assert!(keys.is_sorted());
        prop_assert_eq!(order.len(), queue.len().saturating_sub(from));
    }
}
