//! Passing the turn, in time or told late by a table.

use super::{
    control,
    decide::{Decided, unknown, wrong_status},
    event::{Event, Switched},
    state::{State, Status},
};
use crate::{Actor, Rejection, Role};

pub fn switch(state: &State, to: Option<&str>, age_ms: i64, actor: &Actor, now_ms: i64) -> Decided {
    let running = state.running().filter(|_| state.status == Status::Running);
    let running = running.ok_or_else(|| wrong_status("only a running timer has a turn to pass"))?;
    let from = running.seat;
    if actor.role == Role::Participant && actor.id.as_deref() != Some(state.id(from)) {
        return Err(Rejection::new("not_your_turn", "somebody else has the turn"));
    }
    let at_ms = placed_ms(state, age_ms, actor, now_ms)?;
    let to = target(state, from, to, actor)?;
    let gain = control::gain(&state.config, &running, at_ms);
    Ok(vec![Event::Switched(Switched {
        from: state.id(from).to_owned(),
        to: state.id(to).to_owned(),
        used_ms: running.used_ms(at_ms),
        gained_ms: gain.ms,
        stage: gain.stage,
        age_ms: now_ms - at_ms,
        skipped: false,
        cycle: state.cycle_of(from, to),
    })])
}

/// Where in time a tap stands: not before the last action, and before the time
/// ended, or it came too late.
fn placed_ms(state: &State, age_ms: i64, actor: &Actor, now_ms: i64) -> Result<i64, Rejection> {
    let late = |message: &str| Err(Rejection::new("late", message));
    let grace_ms = state.config.offline_grace_ms.unwrap_or(0);
    if age_ms > 0 && actor.role != Role::Table {
        return late("only a table may tell a tap late");
    }
    if age_ms > grace_ms {
        return late("the tap is older than the timer waits for");
    }
    let at_ms = (now_ms - age_ms).max(state.action_ms);
    if state.end_ms().is_some_and(|end_ms| end_ms <= at_ms) {
        return late("the time had ended before the tap");
    }
    Ok(at_ms)
}

fn target(state: &State, from: usize, to: Option<&str>, actor: &Actor) -> Result<usize, Rejection> {
    let expired = || Rejection::new("expired_participant", "their time has ended");
    let Some(to) = to else { return state.next(from, |_| true).ok_or_else(expired) };
    let seat = state.seat(to).ok_or_else(|| unknown(to))?;
    if !state.may_play(seat) {
        return Err(expired());
    }
    // Passing to oneself would earn an increment each time.
    if seat == from && !actor.role.steers() && state.next(from, |_| true) != Some(from) {
        return Err(Rejection::new("forbidden", "the turn passes to somebody else"));
    }
    Ok(seat)
}
