//! A fixed part of all sessions: its lease, its beat, what is due in it, its
//! events and its line to those who watch.

pub mod beat;
pub(crate) mod change;
pub mod due;
pub mod events;
pub mod frame;
pub mod lease;
pub mod line;
pub mod members;
mod pushes;
pub mod report;
pub mod said;
mod subscription;
pub mod tallied;
pub mod wake;
pub mod watch;
pub mod watchers;
