//! A config that is saved while the room is live: it counts from now on. What was
//! in the queue at first was there once.

use super::{config::Config, seat::Player, state::State};

pub fn configure(state: &mut State, config: &Config, at_ms: i64) {
    state.config = config.without_items().into();
    if !config.wait.on {
        let waited = |player| matches!(player, Player::Loading | Player::LeftOut);
        if state.seats.values().any(|seat| waited(seat.player)) {
            for seat in state.seats.values_mut().filter(|seat| waited(seat.player)) {
                seat.player = Player::Ready;
            }
        }
    }
    if !config.voice.on && state.seats.values().any(|seat| seat.voice.is_some()) {
        for seat in state.seats.values_mut() {
            seat.voice = None;
        }
    }
    state.arrange();
    (state.at_ms, state.used_ms, state.warned_ms) = (at_ms, at_ms, None);
}
