//! What a seat is to whoever asks at the door.

use super::{
    rights::Right,
    seat::{Seat, SeatRole},
    state::State,
    who::Who,
};
use crate::{Actor, Rejection, Role, Seating, Sits};

impl State {
    pub(super) fn seating(&self, id: &str) -> Seating {
        if self.is_closed {
            return Seating::Closed;
        }
        let Some(seat) = self.seat(id) else { return Seating::Away };
        let configures = self.rights(id, seat).has(Right::Settings);
        Seating::Sits(Sits { role: self.role_of(id, seat), configures })
    }

    /// Whether somebody has a right, by its name, and may act on a seat, as far as
    /// anybody sits there.
    pub(super) fn permits(
        &self,
        actor: &Actor,
        right: &str,
        seat: Option<&str>,
    ) -> Result<(), Rejection> {
        let who = Who::of(self, actor)?;
        let right = serde_json::from_value::<Right>(right.into());
        who.demand(right.map_err(|_| Rejection::forbidden())?)?;
        match seat.filter(|seat| self.seat(seat).is_some()) {
            Some(seat) => who.above(self, seat).map(drop),
            None => Ok(()),
        }
    }

    /// Handing over and taking back stay with the owner, whoever stands in.
    fn role_of(&self, id: &str, seat: &Seat) -> Role {
        match seat.role {
            SeatRole::Owner => Role::Owner,
            SeatRole::Viewer => Role::Viewer,
            SeatRole::Cohost => Role::Moderator,
            SeatRole::Guest | SeatRole::Member if self.stands_in_for_owner(id) => Role::Moderator,
            SeatRole::Guest | SeatRole::Member => Role::Participant,
        }
    }
}
