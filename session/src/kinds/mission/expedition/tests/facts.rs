//! Rows win over what a state knows.

use super::*;
use crate::kinds::mission::expedition::{Facts, MemberRow, MissionRow, Why};

fn row(slot: u8) -> MemberRow {
    let Seating { slot, survivor, user, name, level, injured, marks } = seating(slot);
    MemberRow {
        survivor_id: survivor,
        user_id: Some(user),
        slot,
        name,
        level,
        injured,
        marks,
        why_left: None,
        turn_back_ms: None,
    }
}

fn mission() -> MissionRow {
    MissionRow {
        host: Some(survivor(0)),
        is_dissolved: false,
        seed: None,
        terms: None,
        recall_ms: None,
    }
}

fn facts(mission: MissionRow, members: Vec<MemberRow>) -> Value {
    json!(Facts { missions: vec![mission], mission_members: members })
}

fn open(life: &mut Life, facts: &Value, now_ms: i64) {
    for (at_ms, event) in Expedition::reconcile(&life.state, facts, now_ms) {
        life.happen(at_ms, event);
    }
}

#[test]
fn whom_rows_seat_sits_there_and_nobody_else() {
    let mut life = Life::lobby(&config(), 0);
    open(&mut life, &facts(mission(), vec![row(0), row(1)]), MADE_MS + 5);
    assert_eq!(life.state.seats.len(), 2);
    assert_eq!(life.state.host, Some(survivor(0)));
    let left = MemberRow { why_left: Some(Why::Kicked), ..row(1) };
    let renamed = MemberRow { name: "Ada".into(), ..row(0) };
    let rows = facts(mission(), vec![renamed, left, row(2)]);
    open(&mut life, &rows, MADE_MS + 6);
    assert_eq!(life.state.names(), ["Ada", "Name 2"]);
    assert!(life.told.iter().any(|(_, event)| {
        *event == Event::Unseated { survivor: survivor(1), why: Why::Kicked }
    }));
    assert!(Expedition::reconcile(&life.state, &rows, MADE_MS + 7).is_empty());
}

/// Nobody looked for a while after the party had left: its ticks come all the same,
/// each dated when it was due.
#[test]
fn a_departure_is_dated_when_it_was_and_so_are_its_ticks() {
    let departing = departing([21; 16], 2);
    let left = MissionRow {
        seed: Some(departing.seed),
        terms: Some(departing.terms.clone()),
        ..mission()
    };
    let now_ms = MADE_MS + 100 * TICK_MS;
    let mut life = Life { state: State::open(&config(), now_ms), told: Vec::new() };
    open(&mut life, &facts(left, vec![row(0), row(1)]), now_ms);
    life.pass(now_ms);
    assert_eq!(life.told[0].0, MADE_MS);
    is_the_story(&life, &story(&departing, &Wishes::default()));
    for (tick, at_ms) in life.ticks() {
        assert_eq!(at_ms, departing.terms.due_ms(config().mission, tick, 0));
    }
}

#[test]
fn a_party_that_was_sent_away_is_over() {
    let mut life = Life::lobby(&config(), 2);
    let dissolved = MissionRow { is_dissolved: true, ..mission() };
    open(&mut life, &facts(dissolved, vec![row(0), row(1)]), MADE_MS + 5);
    assert_eq!(life.state.status(), "abandoned");
}

#[test]
fn on_the_way_only_names_change() {
    let mut life = Life::departed(departing([22; 16], 2));
    let renamed = MemberRow { name: "Ada".into(), level: 9, slot: 3, ..row(1) };
    let gone = MemberRow { why_left: Some(Why::Gone), ..row(0) };
    open(&mut life, &facts(mission(), vec![gone, renamed]), MADE_MS);
    assert_eq!(life.state.names(), ["Name 0", "Ada"]);
    assert_eq!(life.state.seats[1].who.level, 1);
    let nobody = MemberRow { user_id: None, ..row(0) };
    open(&mut life, &facts(mission(), vec![nobody]), MADE_MS);
    assert_eq!(life.state.seats[0].who.user, Uuid::nil());
}

#[test]
fn rows_that_say_nothing_change_nothing() {
    let life = Life::lobby(&config(), 2);
    for facts in [json!(null), json!({}), json!({ "missions": [], "mission_members": [] })] {
        assert!(Expedition::reconcile(&life.state, &facts, MADE_MS).is_empty());
    }
}
