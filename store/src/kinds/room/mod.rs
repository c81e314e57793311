//! Rooms beside their sessions: how they are found, who sits there, who may not.
//!
//! A seat's row is written before live Redis is told that somebody sits; what becomes
//! of it afterwards is written by the room's events. A seat's tokens are links, which
//! end as all links do.

pub mod bans;
mod ending;
mod erasure;
mod exported;
pub mod friends;
mod personal;
pub mod reports;
pub mod rooms;
pub mod schedules;
pub mod seats;
pub mod tracks;
pub mod watched;

pub use ending::ended;
pub use erasure::{erase, erase_traces, sat};
pub use exported::{LEFT_OUT as NOT_EXPORTED, PARTS as EXPORTED};
pub use personal::DATA;
pub use seats::claim;
