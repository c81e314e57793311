//! What a warning comes to: the more of them somebody had lately, the more it is.

const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 24 * HOUR_MS;

/// A warning is forgotten after so long.
pub const LAPSES_AFTER_MS: i64 = 90 * DAY_MS;

/// More of them come to no more than this many do.
pub const WARNINGS_THAT_COUNT: i64 = 3;

/// A step of the ladder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// The warning itself.
    Warn,
    /// They read only, for a day.
    RestrictDay,
    /// They read only, for a week.
    RestrictWeek,
    /// They are kept out for good.
    Ban,
}

impl Step {
    pub const ALL: [Self; 4] = [Self::Warn, Self::RestrictDay, Self::RestrictWeek, Self::Ban];

    /// What the next warning comes to after those of these times.
    #[must_use]
    pub fn next(warned_ms: &[i64], now_ms: i64) -> Self {
        let since_ms = now_ms.saturating_sub(LAPSES_AFTER_MS);
        match warned_ms.iter().filter(|at_ms| **at_ms > since_ms).count() {
            0 => Self::Warn,
            1 => Self::RestrictDay,
            2 => Self::RestrictWeek,
            _ => Self::Ban,
        }
    }

    #[must_use]
    pub const fn penalty(self, now_ms: i64) -> Penalty {
        match self {
            Self::Warn => Penalty::None,
            Self::RestrictDay => Penalty::Restrict { until_ms: now_ms.saturating_add(DAY_MS) },
            Self::RestrictWeek => Penalty::Restrict { until_ms: now_ms.saturating_add(7 * DAY_MS) },
            Self::Ban => Penalty::Ban,
        }
    }
}

/// What is done to whoever is warned, beside the warning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Penalty {
    None,
    /// They read only, until then.
    Restrict {
        until_ms: i64,
    },
    /// They are kept out for good.
    Ban,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOW_MS: i64 = 1_800_000_000_000;

    fn warnings() -> impl Strategy<Value = Vec<i64>> {
        prop::collection::vec(NOW_MS - 2 * LAPSES_AFTER_MS..=NOW_MS, 0..8)
    }

    proptest! {
        /// One warning more never comes to less, nor to more than a step more.
        #[test]
        fn it_is_climbed_a_step_at_a_time(before in warnings(), at_ms in NOW_MS - LAPSES_AFTER_MS..=NOW_MS) {
            let one = Step::next(&before, NOW_MS);
            let more = Step::next(&[before, vec![at_ms]].concat(), NOW_MS);
            prop_assert!(one <= more);
            let place = |step: Step| Step::ALL.iter().position(|it| *it == step).unwrap();
            prop_assert!(place(more) - place(one) <= 1);
        }

        /// Time alone only ever makes it less, and after ninety days nothing is left.
        #[test]
        fn warnings_lapse(warned in warnings(), later_ms in 0..=LAPSES_AFTER_MS) {
            prop_assert!(Step::next(&warned, NOW_MS + later_ms) <= Step::next(&warned, NOW_MS));
            prop_assert_eq!(Step::next(&warned, NOW_MS + LAPSES_AFTER_MS), Step::Warn);
        }

        /// In whatever order they are, and however many count no more.
        #[test]
        fn the_newest_are_enough(warned in warnings()) {
            let mut newest = warned.clone();
            newest.sort_unstable_by_key(|at_ms| std::cmp::Reverse(*at_ms));
            newest.truncate(usize::try_from(WARNINGS_THAT_COUNT).unwrap());
            prop_assert_eq!(Step::next(&newest, NOW_MS), Step::next(&warned, NOW_MS));
        }

        #[test]
        fn what_ends_is_ahead(step in prop::sample::select(&Step::ALL)) {
            let penalty = step.penalty(NOW_MS);
            let ends = matches!(penalty, Penalty::Restrict { until_ms } if until_ms > NOW_MS);
            prop_assert_eq!(ends, matches!(step, Step::RestrictDay | Step::RestrictWeek));
        }
    }

    #[test]
    fn a_fourth_warning_is_a_ban() {
        let steps: Vec<Step> =
            (0..5).map(|count| Step::next(&vec![NOW_MS; count], NOW_MS)).collect();
        let expected = [Step::Warn, Step::RestrictDay, Step::RestrictWeek, Step::Ban, Step::Ban];
        assert_eq!(steps, expected);
        let until = |until_ms| Penalty::Restrict { until_ms };
        assert_eq!(Step::RestrictDay.penalty(NOW_MS), until(NOW_MS + DAY_MS));
        assert_eq!(Step::RestrictWeek.penalty(NOW_MS), until(NOW_MS + 7 * DAY_MS));
    }
}
