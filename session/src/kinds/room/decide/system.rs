//! What Downbeat itself tells a room: who has a place, who is here, how far away they are.

use super::Decided;
use crate::{
    Rejection,
    kinds::room::{
        command::{Command, Sitting},
        event::{Event, Seated, Tuned},
        limits::{SEATS, TUNED_EVERY_MS},
        seat::{Seat, SeatRole, is_taken},
        state::State,
        who::unknown_seat,
    },
};

pub enum Of {
    System(Vec<Event>),
    People(Command),
}

/// Each may be said again, and then says nothing.
pub fn decide(state: &State, command: Command, now_ms: i64) -> Result<Of, Rejection> {
    let events = match command {
        Command::Seat(sitting) => sit(state, sitting)?,
        Command::Arrive { seat } => arrive(state, seat)?,
        Command::Drop { seat } => {
            let is_here = state.seat(&seat).is_some_and(Seat::is_here);
            is_here.then_some(Event::Dropped { seat }).into_iter().collect()
        }
        Command::Tune { lead_ms, code, in_use } => {
            let tuned = Tuned { lead_ms, code, in_use };
            tune(state, tuned, now_ms)
        }
        command => return Ok(Of::People(command)),
    };
    Ok(Of::System(events))
}

/// Who joins a closed room opens it as it was.
fn sit(state: &State, sitting: Sitting) -> Decided {
    let Sitting { seat, name, role, account, add, take, mutes } = sitting;
    if state.seat(&seat).is_some() {
        return Ok(Vec::new());
    }
    let full = || Rejection::new("full", "all seats are taken");
    let most = usize::try_from(state.config.seats_max).unwrap_or(0);
    let all_most = usize::try_from(*SEATS.end()).unwrap_or(0);
    if state.seats.len() >= all_most || role != SeatRole::Viewer && state.seated() >= most {
        return Err(full());
    }
    if is_taken(&state.seats, &name, &seat) {
        return Err(name_taken());
    }
    if role == SeatRole::Owner && state.owner().is_some() {
        return Err(Rejection::new("outranked", "the owner has a seat"));
    }
    let mut events = Vec::new();
    if state.is_closed {
        events.push(Event::Opened);
    }
    events.push(Event::Seated(Seated { seat, called: name, role, account, add, take, mutes }));
    Ok(events)
}

pub fn name_taken() -> Rejection {
    Rejection::new("name_taken", "somebody here has that name")
}

fn arrive(state: &State, seat: String) -> Decided {
    let known = state.seat(&seat).ok_or_else(|| unknown_seat("nobody has that seat"))?;
    let is_new = !known.is_here();
    Ok(is_new.then_some(Event::Arrived { seat }).into_iter().collect())
}

/// A lead changes at most every ten seconds, and what is as it was is not told.
fn tune(state: &State, tuned: Tuned, now_ms: i64) -> Vec<Event> {
    let is_time = state.tuned_ms.is_none_or(|tuned_ms| now_ms - tuned_ms >= TUNED_EVERY_MS);
    let lead_ms = tuned.lead_ms.filter(|lead_ms| is_time && *lead_ms != state.lead_ms);
    let code = tuned.code.filter(|code| state.code.as_ref() != Some(code));
    let in_use = tuned.in_use && !state.is_closed;
    let is_new = lead_ms.is_some() || code.is_some() || in_use;
    is_new.then_some(Event::Tuned(Tuned { lead_ms, code, in_use })).into_iter().collect()
}
