//! What only one kind needs of live Redis, a folder a kind. Adding a kind that
//! needs something is its folder and its lines here.

mod meter;

use crate::{
    redis::library::Library,
    session::{asides::Asides, open::RoundSaved},
};
use downbeat_session::tally::{Op, Rules};

pub use meter::{
    lanes::Lanes,
    marks as vote_marks,
    pace::PACE_MS,
    rounds::{OpenRound, RoundCount},
    vote::{Outcome, Vote},
};

/// The function libraries of kinds.
pub const LIBRARIES: &[&Library] = &[&meter::LIBRARY];

/// What a step and its change of the rules by which functions count do to what kinds keep
/// beside a state.
pub(crate) fn turn(
    asides: &mut Asides<'_>,
    before: Option<&Rules>,
    after: Option<&Rules>,
    op: Option<Op>,
) {
    meter::rounds::turn(asides, before, after, op);
}

/// What kinds keep beside a state that is opened.
pub(crate) fn open(asides: &mut Asides<'_>, rules: Option<&Rules>, saved: &RoundSaved) {
    meter::rounds::open(asides, rules, saved);
}
