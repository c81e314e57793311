//! A config that is saved while the timer is live.

use std::collections::HashMap;

use super::{
    config::{Config, Participant},
    state::{State, Status},
};

/// Before the start all of it counts. Then the rules of the game stand, and only
/// words, warnings and the idle end are new; who takes part, commands say.
pub fn configure(state: &mut State, config: &Config, at_ms: i64) {
    if state.status == Status::Pending {
        *state = State::open(config, at_ms);
        return;
    }
    let (saved, _) = config.with_ids();
    let words: HashMap<&str, &Participant> =
        saved.participants.iter().map(|one| (one.id(), one)).collect();
    for known in &mut state.config.participants {
        if let Some(told) = words.get(known.id()) {
            known.name.clone_from(&told.name);
            known.color.clone_from(&told.color);
            known.meta.clone_from(&told.meta);
        }
    }
    state.config.title = saved.title;
    state.config.warnings = saved.warnings;
    state.config.idle_end_ms = saved.idle_end_ms;
    state.at_ms = at_ms;
}
