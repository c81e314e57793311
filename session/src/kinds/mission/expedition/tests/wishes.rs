//! Who turns back and what a host ends names a moment: no tick is told both ways.

use super::*;
use crate::kinds::mission::resolver::{Status, TurnBack};

const AHEAD_MS: i64 = 2_000;

fn due_ms(departing: &Departing, tick: u32) -> i64 {
    departing.terms.due_ms(config().mission, tick, 0)
}

fn turn_back(slot: u8, from_ms: i64) -> Value {
    json!({ "command": "turn_back", "survivor": survivor(slot), "from_ms": from_ms })
}

#[test]
fn the_first_tick_from_the_moment_on_is_the_last() {
    let departing = departing([11; 16], 2);
    for (from_ms, tick) in
        [(due_ms(&departing, 3), 3), (due_ms(&departing, 3) + 1, 4), (due_ms(&departing, 3) - 1, 3)]
    {
        let mut life = Life::departed(departing.clone());
        let now_ms = from_ms - AHEAD_MS;
        life.pass(now_ms);
        life.ask(&Actor::system(), turn_back(1, from_ms), now_ms).unwrap();
        life.end();
        let turn_backs = vec![TurnBack { tick, slot: 1 }];
        is_the_story(&life, &story(&departing, &Wishes { turn_backs, recall: None }));
    }
}

/// Live Redis lost the wish and the ticks behind it; the row has it.
#[test]
fn a_wish_that_was_lost_comes_back_from_its_row() {
    let departing = departing([12; 16], 1);
    let from_ms = due_ms(&departing, 4) - 10;
    let mut life = Life::departed(departing.clone());
    life.pass(from_ms - AHEAD_MS);
    let drained = life.clone();
    life.ask(&Actor::system(), turn_back(0, from_ms), from_ms - AHEAD_MS).unwrap();
    life.pass(due_ms(&departing, 4) + 10);
    let facts = json!({
        "missions": [{ "host": survivor(0), "is_dissolved": false, "seed": departing.seed,
            "terms": departing.terms, "recall_ms": null }],
        "mission_members": [{ "survivor_id": survivor(0), "user_id": user(0), "slot": 0,
            "name": "Name 0", "level": 1, "injured": false, "marks": 0, "why_left": null,
            "turn_back_ms": from_ms, "more": "columns" }],
    });
    let mut again = drained;
    let now_ms = due_ms(&departing, 9);
    for (at_ms, event) in Expedition::reconcile(&again.state, &facts, now_ms) {
        again.happen(at_ms, event);
    }
    again.pass(now_ms);
    life.pass(now_ms);
    assert_eq!(again.ticks(), life.ticks());
    assert_eq!(again.state.way.unwrap().told, life.state.way.as_ref().unwrap().told);
    assert_eq!(again.state.end, life.state.end);
    // Told once more, the row says nothing new.
    assert!(Expedition::reconcile(&life.state, &facts, now_ms).is_empty());
}

#[test]
fn what_was_told_stays_as_it_is_for_a_wish_that_comes_late() {
    let departing = departing([13; 16], 1);
    let mut life = Life::departed(departing.clone());
    life.pass(due_ms(&departing, 5));
    life.ask(&Actor::system(), turn_back(0, due_ms(&departing, 2)), due_ms(&departing, 5)).unwrap();
    life.end();
    let turn_backs = vec![TurnBack { tick: 6, slot: 0 }];
    is_the_story(&life, &story(&departing, &Wishes { turn_backs, recall: None }));
}

#[test]
fn a_recall_ends_it_at_its_moment() {
    let departing = departing([14; 16], 3);
    let mut life = Life::departed(departing.clone());
    let from_ms = due_ms(&departing, 3) - 1;
    life.pass(from_ms - AHEAD_MS);
    let recall = json!({ "command": "recall", "from_ms": from_ms });
    life.ask(&Actor::system(), recall.clone(), from_ms - AHEAD_MS).unwrap();
    assert_eq!(life.state.due_ms(), Some(from_ms));
    life.end();
    assert_eq!(life.told.last().unwrap().0, from_ms);
    let wishes = Wishes { turn_backs: Vec::new(), recall: Some(3) };
    is_the_story(&life, &story(&departing, &wishes));
    assert_eq!(life.state.end.as_ref().unwrap().status, Status::Abandoned);
    let again = life.ask(&Actor::system(), recall, from_ms);
    assert_eq!(again.unwrap_err().code, "ended");
    assert_eq!(life.view()["status"], "abandoned");
}

#[test]
fn nobody_turns_back_twice() {
    let mut life = Life::departed(departing([15; 16], 1));
    life.ask(&Actor::system(), turn_back(0, MADE_MS), MADE_MS).unwrap();
    let again = life.ask(&Actor::system(), turn_back(0, MADE_MS), MADE_MS).unwrap_err();
    assert_eq!(again.code, "wrong_status");
    let stranger = life.ask(&Actor::system(), turn_back(3, MADE_MS), MADE_MS).unwrap_err();
    assert_eq!(stranger.code, "not_member");
}
