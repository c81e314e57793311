//! How somebody's player is.

use super::{Asking, Decided};
use crate::kinds::room::{
    command::PlayerState,
    event::Event,
    seat::{Player, Seat},
    who::{off, unknown_item},
};

impl Asking<'_> {
    pub(super) fn player(&self, item: &str, state: PlayerState) -> Decided {
        let id = self.who.sits()?;
        let Some(seat) = self.state.seat(id) else { return Ok(Vec::new()) };
        if self.state.course.playback.item.as_deref() != Some(item) {
            return Err(unknown_item());
        }
        let fails = state == PlayerState::Failed || seat.player == Player::Failed;
        if !self.state.config.wait.on && !fails {
            return Err(off("nobody is waited for here"));
        }
        let state = become_of(seat, state.into());
        if seat.player == state {
            return Ok(Vec::new());
        }
        Ok(vec![Event::PlayerSet { seat: id.to_owned(), state }])
    }
}

/// Who was left out counts again once they are ready, and not before.
fn become_of(seat: &Seat, state: Player) -> Player {
    match (seat.player, state) {
        (Player::LeftOut, Player::Loading) => Player::LeftOut,
        (_, state) => state,
    }
}
