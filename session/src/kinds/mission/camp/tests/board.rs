//! What a camp shows of its board.

use std::collections::BTreeMap;

use serde_json::json;
use uuid::Uuid;

use super::*;
use crate::{
    Board, List, Listed,
    kinds::mission::{
        Outcome,
        board::{COUNTS, Counts, LOBBIES, Lobby, OUT, Person, Scored, TICKER, Told},
        camp::Seasons,
    },
};

fn person(n: u128, name: &str) -> Person {
    Person { survivor: Uuid::from_u128(n), name: name.into() }
}

fn told(at_ms: i64, text: &str, name: &str) -> Value {
    json!(Told {
        at_ms,
        mission: Uuid::from_u128(99),
        tick: 3,
        slot: 0,
        outcome: Outcome::Success,
        text: text.into(),
        people: vec![person(1, name), person(2, "Bo")],
    })
}

fn beside(lists: Vec<(&'static List, Listed)>) -> Beside {
    let lists: BTreeMap<_, _> = lists.into_iter().map(|(list, is)| (list.name, is)).collect();
    Beside { board: Board { seq: 7, lists }, ..Beside::default() }
}

fn listed(newest: Vec<Value>) -> Listed {
    Listed { count: u64::try_from(newest.len()).unwrap(), newest }
}

#[test]
fn a_hidden_name_is_nowhere_and_always_the_same_stands_for_it() {
    let ticker = listed(vec![told(NOW_MS, "{0} and {1}, {0}", "Rude")]);
    let lobby = Lobby {
        mission: Uuid::from_u128(98),
        host: Some(person(1, "Rude")),
        difficulty: 1,
        code: false,
        seats: 1,
        party_max: 4,
        expires_ms: NOW_MS,
    };
    let top = vec![Scored { survivor: Uuid::from_u128(1), name: "Rude".into(), salvage: 5 }];
    let counts = Counts { day: NOW_MS / 86_400_000, lost: 3, season: 1, top };
    let beside = beside(vec![
        (&OUT, Listed { count: 12, newest: vec![json!(true)] }),
        (&TICKER, ticker),
        (&LOBBIES, listed(vec![json!(lobby), json!({ "of": "another release" })])),
        (&COUNTS, listed(vec![json!(counts)])),
    ]);
    let season = Some(Seasons { title: "Spring".into(), days: 2 });
    let mut state = open(&Config { season, ..Config::default() });
    pass(&mut state, NOW_MS);
    let seen = view(&state, &beside, Audience::Public, NOW_MS);
    assert_eq!(seen["ticker"][0]["text"], "Rude and Bo, Rude");
    assert_eq!(
        (&seen["out"], &seen["lost_today"], &seen["seq"]),
        (&json!(12), &json!(3), &json!(7))
    );
    assert_eq!(seen["season"]["top"][0]["name"], "Rude");
    assert_eq!(seen["lobbies"].as_array().unwrap().len(), 1);
    assert!(seen.get("hidden").is_none());

    let hide = Event::NameHidden { survivor: Uuid::from_u128(1), reason: None };
    Camp::apply(&mut state, &hide, NOW_MS);
    let seen = view(&state, &beside, Audience::Moderator, NOW_MS);
    assert!(!seen.to_string().contains("Rude"), "{seen}");
    let name = seen["ticker"][0]["name"].as_str().unwrap();
    assert_eq!(seen["ticker"][0]["text"], format!("{name} and Bo, {name}"));
    assert_eq!(seen["season"]["top"][0]["name"], name);
    assert_eq!(seen["hidden"][0]["survivor"], json!(Uuid::from_u128(1)));
    let tomorrow = view(&state, &beside, Audience::Public, NOW_MS + 86_400_000);
    assert_eq!(tomorrow["lost_today"], 0);
    Camp::apply(&mut state, &Event::NameShown { survivor: Uuid::from_u128(1) }, NOW_MS);
    assert!(view(&state, &beside, Audience::Public, NOW_MS).to_string().contains("Rude"));
}

/// It goes out once a second.
#[test]
fn whatever_is_on_the_board_a_view_stays_small() {
    let name = "時".repeat(20);
    let ticker = (0..10).map(|n| told(NOW_MS - n, &format!("{{0}}{}", "時".repeat(130)), &name));
    let lobby = Lobby {
        mission: Uuid::max(),
        host: Some(person(1, &name)),
        difficulty: 3,
        code: true,
        seats: 3,
        party_max: 4,
        expires_ms: NOW_MS,
    };
    let scored =
        |n: u128| Scored { survivor: Uuid::from_u128(n), name: name.clone(), salvage: i64::MAX };
    let top = (0..5).map(scored).collect();
    let counts = Counts { day: NOW_MS / 86_400_000, lost: u64::MAX, season: 1, top };
    let beside = beside(vec![
        (&OUT, Listed { count: u64::MAX, newest: Vec::new() }),
        (&TICKER, listed(ticker.collect())),
        (&LOBBIES, listed(vec![json!(lobby); 10])),
        (&COUNTS, listed(vec![json!(counts)])),
    ]);
    let season = Some(Seasons { title: "時".repeat(40), days: 92 });
    let mut state = open(&Config { season, ..Config::default() });
    pass(&mut state, NOW_MS);
    for n in 0..200 {
        let survivor = Uuid::from_u128(1_000 + n);
        Camp::apply(&mut state, &Event::NameHidden { survivor, reason: None }, NOW_MS);
    }
    for audience in [Audience::Public, Audience::Moderator] {
        let bytes = view(&state, &beside, audience, NOW_MS).to_string().len();
        assert!(bytes <= Camp::VIEW_BYTES_MAX, "{bytes}");
    }
    let shown = view(&state, &beside, Audience::Public, NOW_MS);
    assert!(shown["ticker"].as_array().unwrap().len() >= 2);
}

#[test]
fn a_line_that_was_asked_for_stands_for_a_while() {
    let mut state = open(&Config::default());
    Camp::apply(&mut state, &Event::LineTested, NOW_MS);
    let line =
        |now_ms| view(&state, &Beside::default(), Audience::Public, now_ms)["ticker"].clone();
    assert_eq!(line(NOW_MS)[0]["mission"], Value::Null);
    assert!(!line(NOW_MS)[0]["text"].as_str().unwrap().contains('{'));
    assert_eq!(line(NOW_MS + 30_000), json!([]));
}
