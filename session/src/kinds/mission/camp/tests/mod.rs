//! A camp: its seasons, and what it shows of its board.

mod board;
mod seasons;

use serde_json::Value;

use super::{Camp, Config, Event, State, View};
use crate::{Audience, Beside, Kind};

const NOW_MS: i64 = 1_700_000_000_000;

fn view(state: &State, beside: &Beside, audience: Audience, now_ms: i64) -> Value {
    serde_json::to_value(View::of(state, beside, audience, now_ms)).unwrap()
}

/// What time did, told.
fn pass(state: &mut State, now_ms: i64) -> Vec<(i64, Event)> {
    let told = Camp::advance(state, &Beside::default(), now_ms, usize::MAX);
    for (at_ms, event) in &told {
        Camp::apply(state, event, *at_ms);
    }
    assert!(Camp::due_ms(state).is_none_or(|due_ms| due_ms > now_ms));
    told
}

fn open(config: &Config) -> State {
    Camp::open(config, NOW_MS)
}
