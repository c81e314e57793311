//! What only one kind needs of live Redis, a folder a kind. Adding a kind that
//! needs something is its folder and its lines here.

mod meter;

pub use meter::{
    rounds::{OpenRound, PACE_MS, RoundCount},
    vote::{Outcome, Vote},
};
