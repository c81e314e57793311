//! What must not be possible, tried. `docs/security.md` has each line of the
//! plan with its test; many stand beside what they are about.

mod audit;
mod doors;
mod operations;
mod secrets;
mod sign_in;
