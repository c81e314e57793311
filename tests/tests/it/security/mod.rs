//! What must not be possible, tried. `docs/security.md` has each line of the
//! plan with its test; many stand beside what they are about.

mod audit;
mod doors;
mod limits;
mod login_link;
mod noted;
mod operations;
mod secrets;
mod sign_in;
mod unfinished;

pub use audit::{bulk, set_aside};
