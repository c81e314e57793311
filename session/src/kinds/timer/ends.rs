//! What the end of somebody's time means.

use std::collections::BTreeMap;

use super::{
    config::{Mode, OnEnd, WinnerBy},
    decide::{completed, taken},
    event::Event,
    state::{State, Status},
};

/// The events of the moment in which the active one's time ends.
pub fn time_is_up(state: &State) -> Vec<Event> {
    let Some(running) = state.running() else { return Vec::new() };
    let from = running.seat;
    let participant = state.id(from).to_owned();
    let below_zero = state.config.counts_below_zero();
    // A clock that counts on keeps its anchor, and its use is told when it stops.
    let used_ms = if below_zero { 0 } else { running.clock.left_ms.max(0) };
    let mut events = vec![Event::Expired { participant: participant.clone(), used_ms }];
    match &state.config.on_end {
        OnEnd::EndSession { outcome, winner_by } => {
            let winner = winner_by.and_then(|by| winner(state, from, by));
            let outcome = Some(outcome.clone());
            events.push(Event::Ended { status: Status::Expired, outcome, winner });
            return events;
        }
        OnEnd::SkipTurn { penalty_ms } => {
            events.push(Event::TurnSkipped { participant, penalty_ms: *penalty_ms });
        }
        OnEnd::AutoAction { action } => {
            events.push(Event::ActionDue { participant, action: action.clone() });
        }
        OnEnd::None {} if below_zero => return events,
        OnEnd::None {} => {}
    }
    let next = state.next(from, |seat| has_time_without(state, seat, from));
    let passes = state.config.auto_advance || matches!(state.config.on_end, OnEnd::SkipTurn { .. });
    if passes && state.is_last(from, next) {
        // What was used was told by the end of it.
        events.extend(completed(None, 0));
        return events;
    }
    match next {
        Some(next) if passes => {
            // What was used was told by the end of it.
            events.push(taken(state, from, next, 0));
        }
        Some(_) => {}
        None => events.push(nobody_left()),
    }
    events
}

pub fn nobody_left() -> Event {
    let outcome = Some("all_expired".into());
    Event::Ended { status: Status::Expired, outcome, winner: None }
}

/// Whether a seat has time when the clock of another has ended.
fn has_time_without(state: &State, seat: usize, ended: usize) -> bool {
    state.config.mode == Mode::PerCycle || state.key(seat) != state.key(ended)
}

/// Who wins against whoever's time has ended: a participant, or a group where
/// groups have the clocks.
fn winner(state: &State, loser: usize, by: WinnerBy) -> Option<String> {
    let side = |seat| match state.config.mode {
        Mode::PerGroup => state.key(seat),
        _ => state.id(seat),
    };
    let plays = |seat: usize| side(seat) != side(loser) && state.may_play(seat);
    if by == WinnerBy::Opponent {
        return state.next(loser, plays).map(|seat| side(seat).to_owned());
    }
    // The most is best.
    let mut sides: BTreeMap<&str, i64> = BTreeMap::new();
    for seat in (0..state.config.participants.len()).filter(|seat| plays(*seat)) {
        let score = sides.entry(side(seat)).or_default();
        match by {
            WinnerBy::LeastUsed => *score -= state.track(seat).used_ms,
            WinnerBy::MostRemaining | WinnerBy::Opponent => *score = state.clock(seat).left_ms,
        }
    }
    let best = sides.values().max().copied()?;
    let mut winners = sides.into_iter().filter(|(_, score)| *score == best);
    let (winner, _) = winners.next()?;
    winners.next().is_none().then(|| winner.to_owned())
}
