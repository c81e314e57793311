//! What a timer may still get by being played: room that a config and whoever adds
//! somebody leave, so that a timer that was taken can be played to its end.

use super::{config::Participant, state::State};
use crate::Reserve;

/// All that is there once: whose turn it is, the last switch with the clocks and
/// names that it changed, how the timer ended. Names count by their longest, an
/// outcome of 100 and a group of 40 characters.
const STATE_ONCE: usize = 12 * 1024;
const VIEW_ONCE: usize = 4 * 1024;
/// A clock, or what somebody did, without the name that it is kept under.
const CLOCK: usize = 80;
const TRACK: usize = 80;
/// What numbers of somebody grow by on a screen.
const NUMBERS: usize = 48;

pub fn reserve(state: &State) -> Reserve {
    let everyone = &state.config.participants;
    let named = |participant: &Participant| {
        let (id, group) = (participant.id(), participant.group.as_deref().unwrap_or_default());
        // Quotes and backslashes are written with one more.
        CLOCK + TRACK + 2 * (id.len() + id.len().max(group.len()))
    };
    Reserve {
        state_bytes: STATE_ONCE + everyone.iter().map(named).sum::<usize>(),
        view_bytes: VIEW_ONCE + everyone.len() * NUMBERS,
    }
}

/// Whether a command only plays on with what is there.
pub fn plays(command: &str) -> bool {
    matches!(
        command,
        "start" | "switch" | "pause" | "resume" | "adjust" | "undo" | "complete" | "cancel"
    )
}
