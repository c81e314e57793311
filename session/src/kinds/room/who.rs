//! Who asks, and whom they may act on.

use super::{
    limits::ITEMS_MAX,
    rights::{Right, Rights},
    seat::{Seat, SeatRole},
    state::State,
};
use crate::{Actor, Rejection, Role};

/// Somebody who asks.
#[derive(Debug, Clone, Copy)]
pub struct Who<'a> {
    /// Where they sit, if they do: Downbeat does not, nor an owner elsewhere.
    pub seat: Option<&'a str>,
    rank: Rank,
    pub rights: Rights,
}

/// Each acts on lower ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Viewer,
    Guest,
    Member,
    Cohost,
    /// Stands in for the owner.
    Host,
    Owner,
    System,
}

impl<'a> Who<'a> {
    pub fn of(state: &'a State, actor: &Actor) -> Result<Self, Rejection> {
        if actor.role == Role::System {
            return Ok(Self { seat: None, rank: Rank::System, rights: Rights::ALL });
        }
        let seat = actor.id.as_deref().and_then(|id| state.seats.get_key_value(id));
        let seat = seat.map(|(id, _)| id.as_str());
        if actor.role == Role::Owner {
            let seat = seat.or_else(|| state.owner().map(String::as_str));
            return Ok(Self { seat, rank: Rank::Owner, rights: Rights::ALL });
        }
        let id = seat.ok_or_else(|| unknown_seat("you have no seat here"))?;
        let rights = state.seat(id).map(|seat| state.rights(id, seat)).unwrap_or_default();
        Ok(Self { seat, rank: state.rank(id), rights })
    }

    pub const fn is_owner(&self) -> bool {
        matches!(self.rank, Rank::Owner | Rank::System)
    }

    /// An owner, or who stands in for one.
    pub const fn is_in_charge(&self) -> bool {
        matches!(self.rank, Rank::Host | Rank::Owner | Rank::System)
    }

    pub fn demand(&self, right: Right) -> Result<(), Rejection> {
        if self.rights.has(right) { Ok(()) } else { Err(Rejection::forbidden()) }
    }

    /// What only somebody with a place may do.
    pub fn sits(&self) -> Result<&'a str, Rejection> {
        let id = self.seat.ok_or_else(|| unknown_seat("you have no seat here"))?;
        if self.rank == Rank::Viewer { Err(Rejection::forbidden()) } else { Ok(id) }
    }

    /// A seat that they may act on.
    pub fn above<'b>(&self, state: &'b State, id: &str) -> Result<&'b Seat, Rejection> {
        let seat = state.seat(id).ok_or_else(|| unknown_seat("nobody has that seat"))?;
        if self.rank > state.rank(id) { Ok(seat) } else { Err(outranked()) }
    }

    /// Whether they may give a role.
    pub fn is_above(&self, role: SeatRole) -> bool {
        self.rank > Rank::of(role)
    }
}

impl Rank {
    const fn of(role: SeatRole) -> Self {
        match role {
            SeatRole::Viewer => Self::Viewer,
            SeatRole::Guest => Self::Guest,
            SeatRole::Member => Self::Member,
            SeatRole::Cohost => Self::Cohost,
            SeatRole::Owner => Self::Owner,
        }
    }
}

impl State {
    fn rank(&self, id: &str) -> Rank {
        let of_role = self.seat(id).map_or(Rank::Viewer, |seat| Rank::of(seat.role));
        if self.stands_in_for_owner(id) { of_role.max(Rank::Host) } else { of_role }
    }
}

pub fn unknown_seat(message: &str) -> Rejection {
    Rejection::new("unknown_seat", message)
}

pub fn outranked() -> Rejection {
    Rejection::new("outranked", "each role acts on lower ones")
}

pub fn unknown_item() -> Rejection {
    Rejection::new("unknown_item", "no such item is in the queue")
}

pub fn nothing_playing() -> Rejection {
    Rejection::new("nothing_playing", "nothing is on the screens")
}

pub fn queue_full() -> Rejection {
    Rejection::new("queue_full", format!("a queue has {ITEMS_MAX} items at most"))
}

pub fn off(message: &str) -> Rejection {
    Rejection::new("off", message)
}
