//! Passing the turn, in time or told late by a table.

use super::{
    control,
    decide::{Decided, completed, late, unknown, wrong_status},
    event::{Event, Switched},
    state::{State, Status},
};
use crate::{Actor, Rejection, Role};

/// How long a tap of any device may be on its way.
const ON_ITS_WAY_MS: i64 = 1_000;

/// A tap as it is told.
#[derive(Debug, Clone, Copy)]
pub struct Tap<'a> {
    pub to: Option<&'a str>,
    /// The turn that it is meant for; where it is said, that turn is on.
    pub turn: Option<u32>,
    pub at_ms: Option<i64>,
    pub age_ms: Option<i64>,
}

pub fn switch(state: &State, tap: Tap<'_>, actor: &Actor, now_ms: i64) -> Decided {
    let running = state.running().filter(|_| state.status == Status::Running);
    let running = running.ok_or_else(|| wrong_status("only a running timer has a turn to pass"))?;
    let from = running.seat;
    if actor.role == Role::Participant && actor.id.as_deref() != Some(state.id(from)) {
        return Err(Rejection::new("not_your_turn", "somebody else has the turn"));
    }
    let at_ms = placed_ms(state, tap, actor, now_ms)?;
    // Only whoever steers goes back from the last turn.
    let goes_on = tap.to.is_none() || !actor.role.steers();
    if goes_on && state.is_last(from, state.next(from, |_| true)) {
        return Ok(completed(None, running.used_ms(at_ms)));
    }
    let to = target(state, from, tap.to, actor)?;
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
fn placed_ms(state: &State, tap: Tap<'_>, actor: &Actor, now_ms: i64) -> Result<i64, Rejection> {
    let own_age_ms = tap.age_ms.filter(|ms| *ms > 0);
    if own_age_ms.is_some() && actor.role != Role::Table {
        return Err(late("only a table may tell a tap late"));
    }
    let told_ms = tap.at_ms.map(|at_ms| now_ms.saturating_sub(at_ms).max(0));
    let age_ms = own_age_ms.or(told_ms).unwrap_or(0);
    let grace_ms = state.config.offline_grace_ms.filter(|_| actor.role == Role::Table);
    let has_place = grace_ms.is_some_and(|grace_ms| age_ms <= grace_ms);
    let on_its_way_ms = if own_age_ms.is_some() { 0 } else { ON_ITS_WAY_MS };
    if !has_place && age_ms > on_its_way_ms {
        return Err(late("the tap is older than the timer waits for"));
    }
    let tapped_ms = now_ms.saturating_sub(age_ms);
    if tap.turn.is_none() && tapped_ms < state.turn_began_ms {
        return Err(late("the tap was made before this turn began"));
    }
    let at_ms = if has_place { tapped_ms.max(state.action_ms) } else { now_ms };
    if state.end_ms().is_some_and(|end_ms| end_ms <= at_ms) {
        return Err(late("the time had ended before the tap"));
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
