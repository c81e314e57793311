//! One hot session: read, decided on, committed, opened, closed.

pub mod answers;
pub mod asides;
pub mod begin;
pub mod boards;
pub mod broadcasts;
pub mod close;
pub mod command;
pub mod command_id;
pub mod commit;
pub mod configure;
pub mod gate;
pub mod hot;
pub mod known;
mod making;
pub mod open;
pub mod packed;
pub mod park;
pub mod stage;
pub mod standing;
pub mod stored_answers;
pub mod turns;
