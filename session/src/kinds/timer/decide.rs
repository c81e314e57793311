//! What a command becomes: who may send it, when, and which events.

use super::{
    command::Command,
    event::{Event, Switched},
    limits::{DAY_MS, SECOND_MS},
    roster,
    state::{State, Status},
    switch::{self, Tap},
    undo,
};
use crate::{Actor, Rejection, Role};

pub type Decided = Result<Vec<Event>, Rejection>;

pub fn decide(state: &State, command: Command, actor: &Actor, now_ms: i64) -> Decided {
    if matches!(command, Command::Arrive { .. } | Command::Drop { .. }) {
        return decided(state, command, actor, now_ms);
    }
    let is_switch = matches!(command, Command::Switch { .. });
    if state.status.is_ended() {
        return Err(Rejection::new("ended", "the timer has ended"));
    }
    let is_settled = state.end_ms().is_none_or(|end_ms| now_ms < end_ms);
    let ends = matches!(command, Command::Complete { .. } | Command::Cancel { .. });
    if !is_settled && !is_switch && !ends {
        return Err(late("the time has ended: a table may still tell a tap"));
    }
    let mut events: Vec<Event> = opened_by(state, actor.role).into_iter().collect();
    events.extend(decided(state, command, actor, now_ms)?);
    Ok(events)
}

/// The first table that opens the timer, or asks something of it.
pub fn opened_by(state: &State, role: Role) -> Option<Event> {
    let is_first = role == Role::Table && !state.has_table && !state.status.is_ended();
    is_first.then_some(Event::TableOpened)
}

fn table_here(state: &State) -> Vec<Event> {
    let is_back = state.table_away_ms.is_some() && !state.status.is_ended();
    let event = opened_by(state, Role::Table).or(is_back.then_some(Event::TableReturned));
    event.into_iter().collect()
}

fn table_gone(state: &State) -> Vec<Event> {
    let is_here = state.has_table && state.table_away_ms.is_none() && !state.status.is_ended();
    is_here.then_some(Event::TableDropped).into_iter().collect()
}

fn decided(state: &State, command: Command, actor: &Actor, now_ms: i64) -> Decided {
    match command {
        Command::Start {} => start(state),
        Command::Switch { to, turn, at_ms, age_ms } => {
            seen(state, turn)?;
            let tap = Tap { to: to.as_deref(), turn, at_ms, age_ms };
            switch::switch(state, tap, actor, now_ms)
        }
        Command::Pause {} => pause(state, now_ms),
        Command::Resume {} => resume(state),
        Command::Adjust { participant, ms, reason } => {
            adjust(state, participant, ms, reason, now_ms)
        }
        Command::AddParticipant(participant) => roster::add(state, participant),
        Command::RemoveParticipant { id } => roster::remove(state, id, now_ms),
        Command::SetOrder { ids } => roster::set_order(state, ids),
        Command::Undo { turn } => undo::undo(state, turn, now_ms),
        Command::Complete { outcome } => complete(state, outcome, now_ms),
        Command::Cancel { reason } => Ok(cancel(state, reason, now_ms)),
        Command::Arrive { seat: _ } => Ok(table_here(state)),
        Command::Drop { seat: _ } => Ok(table_gone(state)),
    }
}

/// The clock in the middle of a table is worked like any such clock: it is
/// started, stopped and put right by whoever sits there. What is on it is not
/// theirs to change.
pub fn may(role: Role, command: &str) -> bool {
    match command {
        "arrive" | "drop" => role == Role::System,
        "switch" => matches!(role, Role::Participant | Role::Table) || role.steers(),
        "start" | "pause" | "resume" | "undo" => matches!(role, Role::Table) || role.steers(),
        _ => role.steers(),
    }
}

pub fn wrong_status(message: &str) -> Rejection {
    Rejection::new("wrong_status", message)
}

pub fn late(message: &str) -> Rejection {
    Rejection::new("late", message)
}

/// What is meant for the turn that somebody saw is for no other.
pub fn seen(state: &State, turn: Option<u32>) -> Result<(), Rejection> {
    match turn {
        Some(turn) if turn != state.turns => Err(late("another turn is on by now")),
        _ => Ok(()),
    }
}

pub fn unknown(id: &str) -> Rejection {
    Rejection::new("unknown_participant", format!("there is no participant {id}"))
}

/// The turn taken from whoever has it, after so much use, and given to a seat.
pub fn taken(state: &State, from: usize, to: usize, used_ms: i64) -> Event {
    Event::Switched(Switched {
        from: state.id(from).to_owned(),
        to: state.id(to).to_owned(),
        used_ms,
        cycle: state.cycle_of(from, to),
        skipped: true,
        ..Switched::default()
    })
}

pub fn used_ms(state: &State, now_ms: i64) -> i64 {
    state.running().map_or(0, |running| running.used_ms(now_ms))
}

fn start(state: &State) -> Decided {
    if state.status != Status::Pending {
        return Err(wrong_status("it has started before"));
    }
    Ok(vec![Event::Started { active: state.id(0).to_owned() }])
}

fn pause(state: &State, now_ms: i64) -> Decided {
    if state.status != Status::Running {
        return Err(wrong_status("only a running timer can pause"));
    }
    Ok(vec![Event::Paused { used_ms: used_ms(state, now_ms) }])
}

fn resume(state: &State) -> Decided {
    if state.status != Status::Paused {
        return Err(wrong_status("only a paused timer can resume"));
    }
    Ok(vec![Event::Resumed])
}

/// As much of the wish as keeps the clock within its limits. Who runs out by it
/// has run out as by themselves: passing time finds it.
fn adjust(state: &State, participant: String, ms: i64, reason: String, now_ms: i64) -> Decided {
    let seat = state.seat(&participant).ok_or_else(|| unknown(&participant))?;
    let running = state.running().filter(|running| state.key(running.seat) == state.key(seat));
    let is_next_turn = state.is_next_turn(seat);
    let used_ms = running.filter(|_| !is_next_turn).map_or(0, |running| running.used_ms(now_ms));
    let left_ms = state.clock(seat).left_ms - used_ms;
    let least_ms = match (is_next_turn, state.config.counts_below_zero()) {
        (true, _) => SECOND_MS,
        (false, true) => -DAY_MS,
        (false, false) => 0,
    };
    let ms = (left_ms + ms).clamp(least_ms.min(left_ms), DAY_MS.max(left_ms)) - left_ms;
    Ok(vec![Event::Adjusted { participant, ms, reason }])
}

fn complete(state: &State, outcome: Option<String>, now_ms: i64) -> Decided {
    if state.status == Status::Pending {
        return Err(wrong_status("it has not started: cancel it instead"));
    }
    Ok(completed(outcome, used_ms(state, now_ms)))
}

/// All turns were made, after so much use of the last one.
pub fn completed(outcome: Option<String>, used_ms: i64) -> Vec<Event> {
    let completed = Event::Completed { outcome: outcome.clone(), used_ms };
    let ended = Event::Ended { status: Status::Completed, outcome, winner: None };
    vec![completed, ended]
}

fn cancel(state: &State, reason: Option<String>, now_ms: i64) -> Vec<Event> {
    let cancelled = Event::Cancelled { reason, used_ms: used_ms(state, now_ms) };
    vec![cancelled, Event::Ended { status: Status::Cancelled, outcome: None, winner: None }]
}
