//! What the chat is like for some seconds.

use std::ops::Range;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mood {
    Lull,
    Argument,
    /// Something happened, and most have the same opinion.
    Burst,
    /// A crowd comes in from another channel, all of one opinion.
    Raid,
}

/// All moods, in the shares in which they come. Played through, it lasts less
/// than a minute.
pub(super) const DECK: [Mood; 6] =
    [Mood::Lull, Mood::Lull, Mood::Argument, Mood::Argument, Mood::Burst, Mood::Raid];

impl Mood {
    pub(super) fn seconds(self) -> Range<u64> {
        match self {
            Self::Lull | Self::Burst => 3..7,
            Self::Argument => 5..12,
            Self::Raid => 6..10,
        }
    }

    /// How many lines there are, as a share of the average. Over the deck and
    /// its seconds these make 1.
    pub(super) fn liveliness(self) -> f64 {
        match self {
            Self::Lull => 0.13,
            Self::Argument => 0.7,
            Self::Burst => 1.8,
            Self::Raid => 2.2,
        }
    }

    /// Share of lines that are votes.
    pub(super) fn votes(self) -> f64 {
        match self {
            Self::Lull => 0.15,
            Self::Argument => 0.5,
            Self::Burst => 0.8,
            Self::Raid => 0.7,
        }
    }
}
