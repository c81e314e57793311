//! How frames reach sockets.
//!
//! One **listener** task a process holds the line to live Redis. It keeps, for
//! each session that somebody here watches, the order of the last frame and
//! the **seats** of its sockets. A frame goes to every seat of its audience,
//! encoded once. Whenever messages may have been missed (a gap in n, a new
//! epoch, a line cut), the listener reads the watched sessions again; what is
//! cold is asked to be activated. It never keeps a state.

mod listener;
mod moving;
mod seat;
mod watched;

pub use listener::{Hub, start};
pub use seat::{Outgoing, Seat, Visit};
