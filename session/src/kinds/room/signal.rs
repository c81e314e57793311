//! Who may signal to whom: two who talk, or somebody who shows a screen and somebody
//! who sees it.

use super::{seat::Seat, source::SourceKind, state::State, who::unknown_seat};
use crate::Rejection;

/// Bytes of a signal.
pub const SIGNAL_BYTES_MAX: usize = 12 * 1024;
/// Candidates in one.
pub const CANDIDATES_MAX: usize = 20;

impl State {
    /// Whether one seat may signal to another.
    ///
    /// # Errors
    /// The first rule that it is against.
    pub fn check_signal(&self, from: &str, to: &str) -> Result<(), Rejection> {
        if self.is_closed {
            return Err(Rejection::new("closed", "the room is closed"));
        }
        let present = |id: &str| self.seat(id).filter(|seat| seat.is_present());
        let own = present(from).ok_or_else(|| unknown_seat("you have no seat here"))?;
        let gone = || Rejection::new("peer_gone", "whom it is for is not here");
        let other = present(to).filter(|_| from != to).ok_or_else(gone)?;
        let talk = own.voice.is_some() && other.voice.is_some();
        if talk || self.shows(from, own) || self.shows(to, other) {
            return Ok(());
        }
        Err(Rejection::new("not_in_voice", "both talk, or one shows a screen"))
    }

    /// Whether a seat shows its screen, in voice or to all.
    fn shows(&self, id: &str, seat: &Seat) -> bool {
        let is_on = self.current().is_some_and(|item| {
            item.source.kind() == SourceKind::Screen && item.by.as_deref() == Some(id)
        });
        is_on || seat.shares()
    }
}
