//! Rounds: what may be asked, and that each ends once with what was counted.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{Config, Counts, Meter, Model, State};
use crate::{
    Actor, Ask, Audience, Beside, Kind, Refusal, Role, Session, kinds,
    tally::{Op, Rules, Tally},
};

const START_MS: i64 = 1_700_000_000_000;

fn session(config: &Config) -> Session {
    let kind = kinds::named("meter").unwrap();
    (kind.open)(&serde_json::to_value(config).unwrap(), 1, START_MS).unwrap()
}

fn ask(session: &mut Session, tally: &Tally, name: &str, args: &Value, now_ms: i64) -> Vec<Value> {
    let actor = Actor { role: Role::Owner, id: None };
    let step = session.decide(&tally.clone().into(), &Ask { name, args, actor: &actor }, now_ms);
    let step = step.unwrap();
    *session = step.after;
    step.events.into_iter().map(|event| event.body).collect()
}

fn counted(votes: &[u64]) -> Tally {
    let mut tally = Tally::default();
    tally.read_round(&Tally::round_bytes(votes));
    tally
}

fn refused(session: &Session, name: &str, args: &Value) -> Refusal {
    let actor = Actor { role: Role::Owner, id: None };
    let ask = Ask { name, args, actor: &actor };
    session.decide(&Beside::default(), &ask, START_MS).unwrap_err()
}

fn code(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::Rejected(rejection) => rejection.code,
        other => panic!("{other:?}"),
    }
}

fn view(session: &Session, tally: &Tally, now_ms: i64) -> Value {
    let beside = tally.clone().into();
    serde_json::from_slice(&session.view(&beside, Audience::Public, now_ms)).unwrap()
}

fn choices(count: usize) -> Value {
    (0..count).map(|n| json!({ "trigger": n.to_string(), "label": format!("Door {n}") })).collect()
}

#[test]
fn one_round_runs_at_a_time() {
    let mut session = session(&Config::default());
    assert_eq!(code(&refused(&session, "stop_round", &json!({}))), "no_round");
    ask(&mut session, &Tally::default(), "start_round", &json!({ "question": "Jump?" }), START_MS);
    assert!(session.is_running());
    let again = json!({ "question": "Jump again?" });
    assert_eq!(code(&refused(&session, "start_round", &again)), "round_running");
    assert_eq!(code(&refused(&session, "test_vote", &json!({ "side": "for" }))), "round_running");
    let tally = counted(&[3, 1]);
    let events = ask(&mut session, &tally, "stop_round", &json!({}), START_MS + 5_000);
    assert_eq!(events[0]["counts"], json!({ "for": 3, "against": 1 }));
    assert!(!session.is_running());
}

/// Two who stop one round stop one round, also when the next has begun meanwhile.
#[test]
fn what_is_meant_for_one_round_is_done_to_no_other() {
    let mut session = session(&Config::default());
    let start = json!({ "question": "Jump?", "duration_s": 60 });
    let began = ask(&mut session, &Tally::default(), "start_round", &start, START_MS);
    let first = began[0]["round"].clone();
    let stop = json!({ "round": first });
    ask(&mut session, &Tally::default(), "stop_round", &stop, START_MS + 1_000);
    ask(&mut session, &Tally::default(), "start_round", &start, START_MS + 2_000);
    let longer = json!({ "s": 30, "round": first });
    for (name, args) in [("stop_round", &stop), ("cancel_round", &stop), ("extend_round", &longer)]
    {
        assert_eq!(code(&refused(&session, name, args)), "no_round", "{name}");
    }
    // Whoever means whichever runs says none.
    let events = ask(&mut session, &Tally::default(), "stop_round", &json!({}), START_MS + 3_000);
    assert_ne!(events[0]["round"], first);
}

#[test]
fn each_limit_names_its_field() {
    let session = session(&Config::default());
    let twice = json!([{ "trigger": "A", "label": "x" }, { "trigger": "ａ", "label": "y" }]);
    let blank = json!([{ "trigger": " ", "label": "x" }, { "trigger": "b", "label": "" }]);
    let long =
        json!([{ "trigger": "a", "label": "x".repeat(26) }, { "trigger": "b", "label": "y" }]);
    for (args, fields) in [
        (json!({ "question": " " }), vec!["question"]),
        (json!({ "question": "x".repeat(201) }), vec!["question"]),
        (json!({ "question": "a\u{0}" }), vec!["question"]),
        (json!({ "question": "q", "duration_s": 14 }), vec!["duration_s"]),
        (json!({ "question": "q", "duration_s": 1_801 }), vec!["duration_s"]),
        (json!({ "question": "q", "choices": choices(1) }), vec!["choices"]),
        (json!({ "question": "q", "choices": choices(6) }), vec!["choices"]),
        (json!({ "question": "q", "choices": twice }), vec!["choices.1.trigger"]),
        (
            json!({ "question": "q", "choices": blank }),
            vec!["choices.0.trigger", "choices.1.label"],
        ),
        (json!({ "question": "q", "choices": long }), vec!["choices.0.label"]),
        (json!({}), vec!["question"]),
        (json!({ "question": 5, "wings": 2 }), vec!["question", "wings"]),
        (json!({ "question": "q", "choices": [{ "label": "x" }] }), vec!["choices.0.trigger"]),
    ] {
        let Refusal::Invalid(problems) = refused(&session, "start_round", &args) else {
            panic!("{args} was no problem");
        };
        let found: Vec<_> = problems.iter().map(|problem| problem.field.as_str()).collect();
        assert_eq!(found, fields, "{args}");
    }
}

#[test]
fn choices_stand_in_for_the_sides() {
    let mut session = session(&Config { model: Model::Window, ..Config::default() });
    let args = json!({ "question": "Where to?", "choices": choices(3), "duration_s": 15 });
    ask(&mut session, &Tally::default(), "start_round", &args, START_MS);
    let Rules { sides, round, .. } = session.tally_rules().unwrap();
    assert_eq!(sides, [["0"], ["1"], ["2"]]);
    assert!(!round.unwrap().moves_bar);
    let tally = counted(&[1, 0, 4]);
    let view: Value =
        serde_json::from_slice(&session.view(&tally.clone().into(), Audience::Public, START_MS))
            .unwrap();
    assert_eq!(view["round"]["counts"], json!([1, 0, 4]));
    assert_eq!(view["round"]["choices"], choices(3));
    assert_eq!(view["round"]["ends_ms"], START_MS + 15_000);
    assert_eq!((&view["for"], &view["against"]), (&json!(0), &json!(0)));
    let stopped = session.advance(&tally.into(), START_MS + 15_000);
    assert_eq!(stopped.events[0].body["counts"], json!([1, 0, 4]));
    session = stopped.after;
    assert_eq!(session.tally_rules().unwrap().sides, [["yes"], ["no"]]);
}

#[test]
fn a_window_shows_all_votes_of_its_round() {
    let mut session = session(&Config { model: Model::Window, ..Config::default() });
    ask(&mut session, &Tally::default(), "start_round", &json!({ "question": "?" }), START_MS);
    let tally = counted(&[70, 30]);
    let view: Value =
        serde_json::from_slice(&session.view(&tally.clone().into(), Audience::Public, START_MS))
            .unwrap();
    assert_eq!((&view["for"], &view["against"]), (&json!(70), &json!(30)));
}

#[test]
fn a_lost_round_goes_on_and_says_so() {
    let mut session = session(&Config::default());
    let args = json!({ "question": "Jump?", "duration_s": 60 });
    ask(&mut session, &Tally::default(), "start_round", &args, START_MS);
    let events = session.recover(START_MS + 90_000);
    assert_eq!(events[0].body["name"], "round_interrupted");
    assert_eq!(events[0].at_ms, START_MS + 60_000, "it was over by then");
    session.apply(&events[0]).unwrap();
    let view: Value =
        serde_json::from_slice(&session.view(&Beside::default(), Audience::Public, START_MS))
            .unwrap();
    assert_eq!(view["round"]["interrupted"], true);
}

#[test]
fn a_result_is_shown_and_the_bar_begins_anew() {
    let mut session = session(&Config { result_s: 8, ..Config::default() });
    let args = json!({ "question": "Where to?", "choices": choices(3), "duration_s": 15 });
    ask(&mut session, &Tally::default(), "start_round", &args, START_MS);
    let id = view(&session, &counted(&[0, 0, 0]), START_MS)["round"]["id"].clone();
    let (tally, ended_ms) = (counted(&[1, 4, 2]), START_MS + 15_000);
    session = session.advance(&tally.clone().into(), ended_ms).after;
    let result = json!({
        "id": id, "question": "Where to?", "choices": choices(3), "counts": [1, 4, 2],
        "winner": 1, "until_ms": ended_ms + 8_000,
    });
    assert_eq!(view(&session, &Tally::default(), ended_ms)["result"], result);
    assert_eq!(view(&session, &Tally::default(), ended_ms)["round"], Value::Null);
    assert_eq!(session.due_ms(), Some(ended_ms + 8_000));
    let step = session.advance(&Beside::default(), ended_ms + 9_000);
    assert_eq!(step.events[0].body, json!({ "name": "reset" }));
    assert_eq!((step.events[0].at_ms, step.op), (ended_ms + 8_000, Some(Op::Zero)));
    assert_eq!(view(&step.after, &Tally::default(), ended_ms)["result"], Value::Null);
    assert_eq!(step.after.due_ms(), None);
}

#[test]
fn a_tie_has_no_winner() {
    for (votes, winner) in
        [([3, 1], json!(0)), ([1, 3], json!(1)), ([2, 2], json!(null)), ([0, 0], json!(null))]
    {
        let mut session = session(&Config::default());
        let asked = json!({ "question": "Jump?" });
        ask(&mut session, &Tally::default(), "start_round", &asked, START_MS);
        ask(&mut session, &counted(&votes), "stop_round", &json!({}), START_MS);
        assert_eq!(view(&session, &Tally::default(), START_MS)["result"]["winner"], winner);
    }
}

#[test]
fn a_round_is_extended_within_its_limits() {
    let mut session = session(&Config::default());
    assert_eq!(code(&refused(&session, "extend_round", &json!({ "s": 30 }))), "no_round");
    let args = json!({ "question": "Jump?", "duration_s": 60 });
    ask(&mut session, &Tally::default(), "start_round", &args, START_MS);
    for s in [0, 1_801] {
        let Refusal::Invalid(problems) = refused(&session, "extend_round", &json!({ "s": s }))
        else {
            panic!("{s} was no problem");
        };
        assert_eq!(problems[0].field, "s");
    }
    let events =
        ask(&mut session, &counted(&[0, 0]), "extend_round", &json!({ "s": 30 }), START_MS);
    assert_eq!(events[0]["ends_ms"], START_MS + 90_000);
    assert_eq!(session.due_ms(), Some(START_MS + 90_000));
    assert_eq!(session.tally_rules().unwrap().round.unwrap().ends_ms, START_MS + 90_000);
    for _ in 0..7 {
        let args = json!({ "s": 1_800 });
        ask(&mut session, &counted(&[0, 0]), "extend_round", &args, START_MS);
    }
    let late = refused(&session, "extend_round", &json!({ "s": 1_800 }));
    assert!(matches!(late, Refusal::Invalid(_)), "four hours at most: {late:?}");
}

#[test]
fn a_round_without_an_end_cannot_be_extended() {
    let mut session = session(&Config::default());
    let asked = json!({ "question": "Jump?" });
    ask(&mut session, &Tally::default(), "start_round", &asked, START_MS);
    let refused = refused(&session, "extend_round", &json!({ "s": 30 }));
    assert!(matches!(refused, Refusal::Invalid(_)), "{refused:?}");
}

#[test]
fn a_cancelled_round_comes_to_nothing() {
    let mut session = session(&Config::default());
    assert_eq!(code(&refused(&session, "cancel_round", &json!({}))), "no_round");
    let asked = json!({ "question": "Jump?" });
    ask(&mut session, &Tally::default(), "start_round", &asked, START_MS);
    let actor = Actor { role: Role::Owner, id: None };
    let cancel = Ask { name: "cancel_round", args: &json!({}), actor: &actor };
    let step = session.decide(&counted(&[5, 1]).into(), &cancel, START_MS + 1).unwrap();
    assert_eq!(
        (step.events[0].body["name"].as_str(), step.op),
        (Some("round_cancelled"), Some(Op::Discard))
    );
    assert!(!step.after.is_running());
    assert_eq!(view(&step.after, &Tally::default(), START_MS + 1)["result"], Value::Null);
}

#[test]
fn a_state_of_before_rounds_is_read() {
    let old = json!({ "config": Config::default() });
    let state: State = serde_json::from_value(old).unwrap();
    assert_eq!(state, Meter::open(&Config::default(), 0));
}

proptest! {
    #[test]
    fn a_round_ends_once_with_all_of_its_votes(
        duration_s in prop::option::of(15..=1_800_u32),
        votes in prop::collection::vec(0..1_000_000_u64, 2),
        result_s in 0..=60_u32,
        waits_ms in prop::collection::vec(0..3_000_000_i64, 0..12),
    ) {
        let mut session = session(&Config { result_s, ..Config::default() });
        let args = json!({ "question": "Jump?", "duration_s": duration_s });
        ask(&mut session, &Tally::default(), "start_round", &args, START_MS);
        let end_ms = session.due_ms().unwrap();
        let shown_ms = i64::from(result_s) * 1_000;
        let tally = counted(&votes);
        let (mut now_ms, mut stops, mut resets) = (START_MS, Vec::new(), Vec::new());
        for wait_ms in waits_ms {
            now_ms += wait_ms;
            let step = session.advance(&tally.clone().into(), now_ms);
            session = step.after;
            for event in step.events {
                let is_reset = event.body["name"] == "reset";
                if is_reset { &mut resets } else { &mut stops }.push(event);
            }
            prop_assert_eq!(session.is_running(), now_ms < end_ms);
            prop_assert_eq!(stops.len(), usize::from(now_ms >= end_ms));
            prop_assert_eq!(resets.len(), usize::from(now_ms >= end_ms + shown_ms));
            let view = view(&session, &tally, now_ms);
            let is_shown = (end_ms..end_ms + shown_ms).contains(&now_ms);
            prop_assert_eq!(view["result"].is_object(), is_shown);
        }
        prop_assert!(resets.iter().all(|reset| reset.at_ms == end_ms + shown_ms));
        for stop in stops {
            prop_assert_eq!(stop.at_ms, end_ms);
            let counts = Counts::Sides { r#for: votes[0], against: votes[1] };
            prop_assert_eq!(&stop.body["counts"], &serde_json::to_value(counts).unwrap());
        }
    }
}
