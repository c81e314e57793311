//! Survivors, missions and their parties, and what they met.
//!
//! Who sits where, a departure and wishes on the way are written here before live
//! Redis is told, and they win over it. Ticks and results come from the drain. A
//! lock on the row of a mission orders all that is written of it and all that is
//! read for live Redis, so what is told last is what was written last. Whoever holds
//! several rows takes a session before a mission, a mission before its survivors, and
//! those before members, so that none wait for each other in a circle.

mod autos;
mod changing;
mod departures;
mod ending;
mod erasure;
mod exported;
mod lobbies;
mod memorial;
mod missions;
mod moving;
mod outings;
mod packs;
mod personal;
mod places;
mod scores;
mod seats;
mod stories;
mod survivors;
mod told;
mod visits;

pub use autos::Rested;
pub use changing::{AUTO_MAX, SurvivorChange};
pub use ending::{ended, forget_seasons};
pub use erasure::{erase, erase_traces};
pub use exported::{LEFT_OUT as NOT_EXPORTED, PARTS as EXPORTED};
pub use memorial::{Fallen, LastLine, MemorialCursor};
pub use missions::NewMission;
pub use outings::{Outing, OutingCursor, Whereabouts};
pub use personal::DATA;
pub use places::{Place, Season};
pub use seats::{Seat, name_in};
pub use survivors::{NewSurvivor, Survivor};
pub use told::{LogLine, MissionTold, PartyName};
pub use visits::{CameHome, OwnLine, Visit};

use sea_orm::DbErr;

use crate::StoreError;
use crate::upkeep::partitions::Monthly;

/// What was met. Lines have no names, so an archive of them is never rewritten.
pub const LOGS: Monthly = Monthly {
    table: "mission_logs",
    kept: |worker| worker.mission_logs_kept_months,
    file_order: Some("session_id, tick, slot, at"),
};

#[derive(Debug, thiserror::Error)]
pub enum MissionError {
    /// It may not be so: a code of the product.
    #[error("{0}")]
    Refused(&'static str),
    #[error("the store failed")]
    Store(#[from] StoreError),
}

impl From<DbErr> for MissionError {
    fn from(error: DbErr) -> Self {
        Self::Store(error.into())
    }
}

fn refused<T>(code: &'static str) -> Result<T, MissionError> {
    Err(MissionError::Refused(code))
}
