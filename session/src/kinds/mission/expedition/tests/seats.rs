//! A party before it leaves.

use super::*;
use crate::{
    Role,
    kinds::mission::{
        board::{LOBBIES, OUT},
        expedition::LOBBY_MS,
        resolver::Status,
    },
};

fn member(slot: u8) -> Actor {
    Actor { role: Role::Participant, id: Some(user(slot).to_string()) }
}

#[test]
fn everybody_says_for_themselves_that_they_are_ready() {
    let mut life = Life::lobby(&config(), 2);
    life.ask(&member(1), json!({ "command": "ready", "on": true }), MADE_MS).unwrap();
    // What somebody says of another counts for themselves.
    let of_another = json!({ "command": "ready", "on": true, "survivor": survivor(1) });
    life.ask(&member(0), of_another, MADE_MS).unwrap();
    let ready = |life: &Life| life.state.seats.iter().map(|seat| seat.is_ready).collect::<Vec<_>>();
    assert_eq!(ready(&life), [true, true]);
    let not = json!({ "command": "ready", "on": false });
    let soon = life.ask(&member(0), not.clone(), MADE_MS + 999).unwrap_err();
    assert_eq!(soon.code, "limited");
    life.ask(&member(0), not, MADE_MS + 1_000).unwrap();
    assert_eq!(ready(&life), [false, true]);
    let stranger = life.ask(&member(3), json!({ "command": "ready", "on": true }), MADE_MS);
    assert_eq!(stranger.unwrap_err().code, "not_member");
    // A streamer and moderators may sit there, too.
    for role in [Role::Owner, Role::Moderator, Role::Participant] {
        assert!(Expedition::may(role, "ready") && !Expedition::may(role, "depart"));
    }
    for role in [Role::Table, Role::Viewer, Role::Overlay] {
        assert!(!Expedition::may(role, "ready") && !Expedition::may(role, "depart"));
    }
}

#[test]
fn a_seat_is_taken_once_and_a_party_is_full_at_its_size() {
    let config = Config { party_max: 2, ..config() };
    let mut life = Life::lobby(&config, 1);
    let seat = |slot: u8, as_slot: u8| {
        let mut command = json!(Seating { slot: as_slot, ..seating(slot) });
        command["command"] = json!("seat");
        command
    };
    let taken = life.ask(&Actor::system(), seat(1, 0), MADE_MS).unwrap_err();
    assert_eq!(taken.code, "party_full");
    life.ask(&Actor::system(), seat(1, 1), MADE_MS).unwrap();
    let third = life.ask(&Actor::system(), seat(2, 2), MADE_MS).unwrap_err();
    assert_eq!(third.code, "party_full");
    // Who sits there may be called otherwise.
    life.ask(&Actor::system(), seat(1, 1), MADE_MS).unwrap();
}

#[test]
fn a_party_waits_for_half_an_hour() {
    let mut life = Life::lobby(&config(), 2);
    life.pass(MADE_MS + LOBBY_MS - 1);
    assert!(life.state.is_lobby());
    assert_eq!(Expedition::entries(&life.state).len(), 1);
    life.pass(MADE_MS + LOBBY_MS + 7);
    let (at_ms, last) = life.told.last().unwrap();
    assert_eq!(*at_ms, MADE_MS + LOBBY_MS);
    let Event::Ended { status: Status::Abandoned, results: None, released } = last else {
        panic!("{last:?}");
    };
    assert_eq!(released, &[survivor(0), survivor(1)]);
    assert!(Expedition::entries(&life.state).is_empty());
    assert!(!Expedition::is_running(&life.state));
    let released = life.rows().iter().filter(|row| row.values.get("is_active").is_some()).count();
    assert_eq!(released, 2);
}

#[test]
fn a_party_stands_on_the_board_until_it_leaves_and_then_each_who_is_out() {
    let mut life = Life::lobby(&config(), 3);
    let [lobby] = &Expedition::entries(&life.state)[..] else { panic!("one") };
    assert_eq!((lobby.list, &lobby.value["seats"]), (&LOBBIES, &json!(3)));
    let departing = departing([1; 16], 3);
    let event = life.state.departed(departing).unwrap();
    life.happen(MADE_MS, event);
    let out = Expedition::entries(&life.state);
    assert!(out.len() == 3 && out.iter().all(|note| *note.list == OUT));
    life.end();
    assert!(Expedition::entries(&life.state).is_empty());
    let alone = Config { party: Party::Solo, party_max: 1, ..config() };
    assert!(Expedition::entries(&Life::lobby(&alone, 1).state).is_empty());
}

#[test]
fn slots_close_up_when_a_party_leaves() {
    let mut life = Life::lobby(&config(), 3);
    let left = json!({ "command": "unseat", "survivor": survivor(1), "why": "left" });
    life.ask(&Actor::system(), left, MADE_MS).unwrap();
    let mut departing = departing([1; 16], 3);
    assert!(life.state.departed(departing.clone()).is_err(), "one of them is not there");
    departing.terms.party.remove(1);
    let event = life.state.departed(departing).unwrap();
    life.happen(MADE_MS, event);
    let slots: Vec<_> =
        life.state.seats.iter().map(|seat| (seat.who.slot, seat.who.survivor)).collect();
    assert_eq!(slots, [(0, survivor(0)), (1, survivor(2))]);
}
