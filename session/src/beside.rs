//! What stands beside a session's state and is no event of it.

use crate::{board::Board, tally::Tally};

/// What functions count, and what children say. It changes without a rev, so
/// whoever decides by it decides again when it has changed.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Beside {
    pub tally: Tally,
    pub board: Board,
}

impl Beside {
    /// Grows with each change of any of it.
    #[must_use]
    pub const fn seq(&self) -> u64 {
        self.tally.seq + self.board.seq
    }
}

impl From<Tally> for Beside {
    fn from(tally: Tally) -> Self {
        Self { tally, board: Board::default() }
    }
}
