//! What a month or a year of a journal tells its person: how moods went over the days
//! of the week and the hours of the day, which tags stood beside better or worse days,
//! which words were used most, and what was written on this day in other years.
//!
//! All of it is counted here, and told as it was counted: that two things stood on the
//! same days says nothing of what came of what, so nothing here says *because*. The
//! same journal is told the same each time: chance is drawn by whose it is and by the
//! span, and by no clock.

mod draws;
mod figures;
mod reading;
mod stop_words;
mod tags;
mod this_day;
mod words;

pub use figures::{Felt, Figure};
pub use reading::{Insights, Reading};
pub use tags::TagMood;
pub use this_day::{first_line, other_years};
pub use words::WordCount;

use super::Day;

/// How far back it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// Thirty days.
    Month,
    /// 365 days.
    Year,
}

impl Span {
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Some(match word {
            "month" => Self::Month,
            "year" => Self::Year,
            _ => return None,
        })
    }

    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    /// Its first day, where that is its last.
    #[must_use]
    pub fn first(self, until: Day) -> Day {
        let days = match self {
            Self::Month => 30,
            Self::Year => 365,
        };
        until.plus(1 - days)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_has_its_last_day() {
        let until: Day = "2026-03-01".parse().unwrap();
        assert_eq!(Span::Month.first(until).to_string(), "2026-01-31");
        assert_eq!(Span::Year.first(until).to_string(), "2025-03-02");
        for span in [Span::Month, Span::Year] {
            assert_eq!(Span::named(span.as_str()), Some(span));
        }
        assert_eq!(Span::named("age"), None);
    }
}
