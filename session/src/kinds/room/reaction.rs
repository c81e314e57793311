//! What a reaction may be: one of the room's set, from whoever may react.

use super::{
    rights::Right,
    state::State,
    who::{off, unknown_seat},
};
use crate::Rejection;

impl State {
    /// Whether a seat may send it.
    ///
    /// # Errors
    /// The first rule that it is against.
    pub fn check_reaction(&self, seat: &str, emoji: &str) -> Result<(), Rejection> {
        if self.is_closed {
            return Err(Rejection::new("closed", "the room is closed"));
        }
        let known = self.seat(seat).ok_or_else(|| unknown_seat("you have no seat here"))?;
        if !self.config.reactions.on {
            return Err(off("reactions are off"));
        }
        if !self.rights(seat, known).has(Right::React) {
            return Err(Rejection::forbidden());
        }
        if !self.config.reactions.set.iter().any(|one| one == emoji) {
            return Err(off("the room has no such reaction"));
        }
        Ok(())
    }
}
