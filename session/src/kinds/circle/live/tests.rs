use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    COUNTED_MAX, Circle, MESSAGE_BYTES_MAX, NEWS_MAX, News, NewsAuthor, NewsMedium, NewsMessage,
    Op, Reading, Status, counts, here,
    presence::{HERE, TYPING},
    typing,
};
use crate::{
    Audience, Beside, Board, Kind, List, Listed, READING,
    kinds::{self, circle::MessageKind},
};

const LETTER: &str = "\u{1F54A}";

fn message(seq: i64, state: &str, text: &str) -> NewsMessage {
    let message = NewsMessage {
        id: Uuid::max(),
        circle: Uuid::max(),
        seq,
        version: 1,
        kind: MessageKind::Encouragement,
        author: Some(NewsAuthor { id: Uuid::max(), name: "Ada".into() }),
        anonymous: false,
        text: text.into(),
        html: String::new(),
        media: Vec::new(),
        state: state.into(),
        pinned: false,
        daily: false,
        comments: 0,
        counts: counts(&json!({ "like": 3 })),
        at_ms: 1,
        edited_ms: None,
    };
    message.rendered()
}

fn news(n: i64, message: NewsMessage) -> News {
    News { n, op: Op::Posted, seq: Some(message.seq), message: Some(message) }
}

/// Seats on a list, as they stand there.
fn listed(seats: &[String], list: &List) -> Listed {
    let notes = seats.iter().map(|seat| Circle::stands(seat).unwrap());
    let newest: Vec<Value> = notes
        .inspect(|note| assert_eq!(note.list, list))
        .inspect(|note| assert_eq!(note.too_large("seat"), None))
        .map(|note| note.value)
        .take(list.shown as usize)
        .collect();
    Listed { count: seats.len() as u64, newest }
}

fn beside(reading: &Reading, here: &[String], typing: &[String]) -> Beside {
    let read = serde_json::to_value(reading).unwrap();
    assert!(read.to_string().len() <= READING.note_bytes_max, "{}", read.to_string().len());
    let lists = [
        (READING.name, Listed { count: 1, newest: vec![read] }),
        (HERE.name, listed(here, &HERE)),
        (TYPING.name, listed(typing, &TYPING)),
    ];
    Beside { board: Board { seq: 9, lists: lists.into() }, ..Beside::default() }
}

fn seen(beside: &Beside, audience: Audience) -> Value {
    let session = (kinds::named(Circle::NAME).unwrap().open)(&json!({}), 1, 0).unwrap();
    let view = session.view(beside, audience, 4);
    assert!(view.len() <= Circle::VIEW_BYTES_MAX, "{}", view.len());
    serde_json::from_slice(&view).unwrap()
}

#[test]
fn each_sees_what_their_role_may() {
    let reading = Reading {
        status: Status::Frozen,
        head: 4,
        n: 7,
        members: 12,
        slow_s: 30,
        queue: 2,
        oldest_ms: Some(5),
        pending: 1,
        ..Reading::default()
    };
    let ada = Uuid::from_u128(1);
    let beside = beside(&reading, &[here(ada, "Ada Lovelace")], &[typing(ada, "Ada Lovelace")]);
    let all = json!({
        "tally_seq": 9, "status": "frozen", "head": 4, "n": 7, "members": 12, "slow_s": 30,
        "news": [], "counts": {}, "online": 1, "now_ms": 4,
    });
    assert_eq!(seen(&beside, Audience::Public), all);
    let mut members = all.clone();
    members["here"] = json!([{ "id": ada, "name": "Ada Lovelace" }]);
    members["typing"] = json!({ "names": ["Ada Lovelace"], "more": 0 });
    assert_eq!(seen(&beside, Audience::Participant), members);
    let mut moderators = members.clone();
    for (name, value) in [("queue", 2), ("oldest_ms", 5), ("pending", 1)] {
        moderators[name] = json!(value);
    }
    assert_eq!(seen(&beside, Audience::Moderator), moderators);
    assert_eq!(seen(&beside, Audience::Owner), moderators);
}

#[test]
fn the_largest_is_within_the_limit_of_a_view() {
    let mut longest = message(1, "shown", "");
    while serde_json::to_vec(&longest).unwrap().len() < MESSAGE_BYTES_MAX - 20 {
        longest = message(1, "shown", &format!("{}a", longest.text));
    }
    let told = news(1, longest).told(0);
    assert!(told.message.is_some());
    let counted = (0..COUNTED_MAX).map(|n| {
        (Uuid::from_u128(n as u128), counts(&json!({ "like": 9_999_999, "love": 9_999_999 })))
    });
    let reading = Reading {
        news: vec![told; NEWS_MAX],
        counts: counted.collect::<BTreeMap<_, _>>(),
        ..Reading::default()
    };
    let long = LETTER.repeat(100);
    let all: Vec<String> = (0..2_000).map(|n| here(Uuid::from_u128(n), &long)).collect();
    let writing: Vec<String> = (0..100).map(|n| typing(Uuid::from_u128(n), &long)).collect();
    let view = seen(&beside(&reading, &all, &writing), Audience::Moderator);
    assert_eq!(view["online"], 2_000);
    assert_eq!(view["here"].as_array().unwrap().len(), 24);
    assert_eq!(view["typing"]["more"], 97);
}

#[test]
fn a_medium_is_told_as_it_was_read() {
    for (kind, width, duration_ms, alt) in
        [("image", Some(8), None, Some("A heron")), ("audio", None, Some(900), None)]
    {
        let read = json!({
            "id": Uuid::max(), "kind": kind, "width": width, "height": width,
            "duration_ms": duration_ms, "alt": alt,
        });
        let medium: NewsMedium = serde_json::from_value(read.clone()).unwrap();
        let mut with = message(1, "shown", "Look");
        with.media = vec![medium];
        let told = news(1, with).told(0).message.unwrap();
        assert_eq!(serde_json::to_value(told).unwrap()["media"], json!([read]));
    }
}

#[test]
fn a_seat_is_read_as_it_was_made() {
    let ada = Uuid::from_u128(3);
    let note = Circle::stands(&here(ada, "A\u{0}d\na  b")).unwrap();
    assert_eq!((note.list, &note.value), (&HERE, &json!({ "id": ada, "name": "Ada  b" })));
    for nothing in ["", "here", "here x", "here x y", "there 1 2", &format!("here {ada}")] {
        assert_eq!(Circle::stands(nothing), None, "{nothing:?}");
    }
}

#[test]
fn every_word_of_a_change_is_read_as_itself() {
    for word in ["posted", "edited", "removed", "hidden", "shown", "pinned", "commented"] {
        assert_eq!(serde_json::to_value(Op::named(word)).unwrap(), json!(word));
    }
}

proptest! {
    /// What is held, hidden or gone, what was said before somebody came in, and what is
    /// long is in no frame, whoever looks.
    #[test]
    fn only_what_all_may_read_is_told(
        state in prop::sample::select(vec!["held", "shown", "hidden", "removed"]),
        seq in 1..20_i64,
        floor in 0..20_i64,
        letters in 1..2_000_usize,
    ) {
        let secret = "canary".repeat(letters / 6 + 1);
        let whole = message(seq, state, &secret);
        let bytes = serde_json::to_vec(&whole).unwrap().len();
        let reading = Reading { news: vec![news(3, whole).told(floor)], ..Reading::default() };
        let may = state == "shown" && seq > floor && bytes <= MESSAGE_BYTES_MAX;
        for audience in Audience::ALL {
            let view = seen(&beside(&reading, &[], &[]), audience);
            prop_assert_eq!(view.to_string().contains("canary"), may);
            prop_assert_eq!(&view["news"][0]["n"], &json!(3));
            prop_assert_eq!(&view["news"][0]["seq"], &json!(seq));
        }
    }
}
