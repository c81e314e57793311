//! What the catchers of mails and of pushes have in common: a [`Shelf`] of what came, and
//! an address at which it is shown.

mod serve;
mod shelf;

pub use serve::{escaped, serve};
pub use shelf::Shelf;
