//! What a command becomes.

use super::{Command, Event, State, event::Seating};
use crate::{Actor, Rejection, Role};

/// Somebody says once in that time whether they are ready.
const READY_MS: i64 = 1_000;

type Decided = Result<Vec<Event>, Rejection>;

/// Whoever sits there says that they are ready; all else follows rows.
pub fn may(role: Role, command: &str) -> bool {
    match role {
        Role::System => true,
        // A streamer and moderators may go out, too.
        Role::Owner | Role::Moderator | Role::Participant => command == "ready",
        Role::Table | Role::Viewer | Role::Overlay => false,
    }
}

pub fn decide(state: &State, command: Command, actor: &Actor, now_ms: i64) -> Decided {
    if let Command::Reconcile(facts) = &command {
        return Ok(state.reconciled(facts, now_ms));
    }
    if state.end.is_some() {
        return Err(Rejection::new("ended", "the mission has ended"));
    }
    let event = match command {
        Command::Ready { on, survivor } => {
            in_lobby(state)?;
            let of_system = survivor.filter(|_| actor.role == Role::System);
            let own = || seat_of(state, actor).map(|who| who.survivor);
            let survivor = of_system.or_else(own);
            let seat = survivor.and_then(|one| state.seat(one)).ok_or_else(not_member)?;
            let is_soon = seat.said_ms.is_some_and(|said_ms| now_ms - said_ms < READY_MS);
            if of_system.is_none() && is_soon {
                return Err(Rejection::new("limited", "once a second"));
            }
            Event::Readied { survivor: seat.who.survivor, on }
        }
        Command::Seat(seat) => {
            in_lobby(state)?;
            let others = state.seats.iter().filter(|one| one.who.survivor != seat.survivor);
            let (taken, most) = (others.clone().count(), usize::from(state.config.party_max));
            if taken >= most || others.clone().any(|one| one.who.slot == seat.slot) {
                return Err(Rejection::new("party_full", "there is no such seat left"));
            }
            Event::Seated { seat }
        }
        Command::Unseat { survivor, why } => {
            in_lobby(state)?;
            state.seat(survivor).ok_or_else(not_member)?;
            Event::Unseated { survivor, why }
        }
        Command::HandOver { survivor } => {
            state.seat(survivor).ok_or_else(not_member)?;
            Event::HostChanged { survivor }
        }
        Command::Depart(departing) => {
            in_lobby(state)?;
            state.departed(departing).map_err(wrong_status)?
        }
        Command::TurnBack { survivor, from_ms } => {
            state.seat(survivor).ok_or_else(not_member)?;
            let wished = state.turned_back(survivor, from_ms);
            wished.ok_or_else(|| wrong_status("it is not on its way, or turns back already"))?
        }
        Command::Recall { from_ms } => {
            let wished = state.recalled(from_ms);
            wished.ok_or_else(|| wrong_status("nobody is on the way, or it was recalled before"))?
        }
        Command::Reconcile(_) => return Ok(Vec::new()),
    };
    Ok(vec![event])
}

fn seat_of<'a>(state: &'a State, actor: &Actor) -> Option<&'a Seating> {
    let id = actor.id.as_deref()?;
    state.seats.iter().map(|seat| &seat.who).find(|who| who.user.to_string() == id)
}

fn in_lobby(state: &State) -> Result<(), Rejection> {
    if state.is_lobby() { Ok(()) } else { Err(wrong_status("the party has left")) }
}

fn wrong_status(message: &str) -> Rejection {
    Rejection::new("wrong_status", message)
}

fn not_member() -> Rejection {
    Rejection::new("not_member", "nobody of that party")
}
