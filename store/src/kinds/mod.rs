//! What only one kind keeps, a folder a kind. What its events write to its tables
//! is a part of its rules.

mod meter;

pub use meter::rounds::{RoundCursor, RoundProgress, RoundRecord, RoundSecond, SavedRound};
