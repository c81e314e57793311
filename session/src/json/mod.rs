//! JSON that somebody gives: as deep, and with numbers as they are meant, wherever
//! it is read; and JSON that is stored.

mod depth;
mod misfit;
mod numbers;
mod read;

pub use depth::{LEVELS_MAX, nul, too_deep};
pub use misfit::misfits;
pub use numbers::{INTEGER_MAX, is_exact, whole_numbers};
pub(crate) use read::{given, stored, stored_text};
