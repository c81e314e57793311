//! What only one kind keeps, a folder a kind. What its events write to its tables
//! is a part of its rules.

mod meter;

use crate::upkeep::personal::Data;
pub use meter::rounds::{RoundCursor, RoundProgress, RoundRecord, RoundSecond, SavedRound};

/// Where each kind keeps people's data.
pub const DATA: &[Data] = meter::DATA;
