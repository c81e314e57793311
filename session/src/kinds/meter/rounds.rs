//! Rounds: what may be asked, and that each ends once with what was counted.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::{Config, Counts, Meter, Model, State};
use crate::{
    Actor, Ask, Audience, Beside, Kind, Refusal, Role, Session, kinds,
    tally::{Rules, Tally},
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
        (json!({}), vec!["args"]),
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
        waits_ms in prop::collection::vec(0..3_000_000_i64, 0..12),
    ) {
        let mut session = session(&Config::default());
        let args = json!({ "question": "Jump?", "duration_s": duration_s });
        ask(&mut session, &Tally::default(), "start_round", &args, START_MS);
        let end_ms = session.due_ms().unwrap();
        let tally = counted(&votes);
        let (mut now_ms, mut stops) = (START_MS, Vec::new());
        for wait_ms in waits_ms {
            now_ms += wait_ms;
            let step = session.advance(&tally.clone().into(), now_ms);
            session = step.after;
            stops.extend(step.events);
            prop_assert_eq!(session.is_running(), now_ms < end_ms);
            prop_assert_eq!(stops.len(), usize::from(now_ms >= end_ms));
        }
        for stop in stops {
            prop_assert_eq!(stop.at_ms, end_ms);
            let counts = Counts::Sides { r#for: votes[0], against: votes[1] };
            prop_assert_eq!(&stop.body["counts"], &serde_json::to_value(counts).unwrap());
        }
    }
}
