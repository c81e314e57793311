//! How long somebody has written day after day.
//!
//! Every seventh day that is written earns a **freeze**, of which two are held. A day
//! that was missed takes one, by itself; a gap that is longer than what is held ends
//! the streak and takes none. Today and yesterday are open still: nobody has missed
//! them yet.

use super::{Day, limits::OPEN_DAYS};

const DAYS_A_FREEZE: u32 = 7;
const FREEZES_MAX: u32 = 2;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Streak {
    /// Days written in a row, frozen ones between them not counted.
    pub days: u32,
    pub longest: u32,
    /// Freezes that are held.
    pub freezes: u32,
    /// Days that a freeze stood in for, oldest first.
    pub frozen: Vec<Day>,
    pub is_today_written: bool,
}

/// Of days in their order, each once. Days after today, as of whoever flew west, are
/// days that are written.
#[must_use]
pub fn streak(written: &[Day], today: Day) -> Streak {
    let mut streak = Streak::default();
    let mut last: Option<Day> = None;
    for day in written {
        if let Some(last) = last {
            streak.miss(last.plus(1), *day);
        }
        streak.write();
        last = Some(*day);
    }
    if let Some(last) = last {
        streak.miss(last.plus(1), today.plus(1 - OPEN_DAYS));
    }
    streak.is_today_written = written.binary_search(&today).is_ok();
    streak
}

impl Streak {
    fn write(&mut self) {
        self.days += 1;
        self.longest = self.longest.max(self.days);
        if self.days.is_multiple_of(DAYS_A_FREEZE) {
            self.freezes = (self.freezes + 1).min(FREEZES_MAX);
        }
    }

    /// The days from one to before another were missed.
    fn miss(&mut self, from: Day, to: Day) {
        let missed = u32::try_from(to.number() - from.number()).unwrap_or(0);
        if missed > self.freezes {
            self.days = 0;
            return;
        }
        self.freezes -= missed;
        self.frozen.extend((from.number()..to.number()).map(Day::new));
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn days(numbers: impl IntoIterator<Item = i32>) -> Vec<Day> {
        numbers.into_iter().map(Day::new).collect()
    }

    fn after(written: &[Day], today: i32) -> (u32, u32) {
        let streak = streak(written, Day::new(today));
        (streak.days, streak.freezes)
    }

    #[test]
    fn yesterday_is_open_and_the_day_before_is_not() {
        let written = days(10..13);
        assert_eq!(after(&written, 12), (3, 0));
        assert_eq!(after(&written, 14), (3, 0), "13 may still be written");
        assert_eq!(after(&written, 15), (0, 0));
    }

    #[test]
    fn seven_days_earn_a_day_off_and_two_are_held() {
        let written = days(0..7);
        assert_eq!(after(&written, 6), (7, 1));
        assert_eq!(after(&written, 9), (7, 0), "day 7 was taken off");
        assert_eq!(after(&written, 10), (0, 1), "two are more than are held: none is spent");
        assert_eq!(after(&days(0..28), 27), (28, 2));
        let gap = days((0..14).chain(16..18));
        let streak = streak(&gap, Day::new(17));
        assert_eq!((streak.days, streak.freezes), (16, 0));
        assert_eq!(streak.frozen, days([14, 15]));
    }

    #[test]
    fn nothing_written_is_no_streak() {
        assert_eq!(streak(&[], Day::new(7)), Streak::default());
    }

    /// The same, a day at a time, as somebody lives it.
    fn lived(written: &BTreeSet<i32>, today: i32) -> (u32, u32, u32) {
        let (mut days, mut longest, mut freezes, mut gap) = (0_u32, 0, 0_u32, 0_u32);
        let Some(first) = written.first() else { return (0, 0, 0) };
        let end = |gap: &mut u32, days: &mut u32, freezes: &mut u32| {
            if *gap > *freezes {
                *days = 0;
            } else {
                *freezes -= *gap;
            }
            *gap = 0;
        };
        for day in *first..=today.max(*written.last().unwrap()) {
            if written.contains(&day) {
                end(&mut gap, &mut days, &mut freezes);
                days += 1;
                longest = longest.max(days);
                if days % 7 == 0 {
                    freezes = (freezes + 1).min(2);
                }
            } else if day < today - 1 || written.range(day..).next().is_some() {
                gap += 1;
            }
        }
        end(&mut gap, &mut days, &mut freezes);
        (days, longest, freezes)
    }

    proptest! {
        #[test]
        fn it_is_what_living_it_comes_to(
            written in prop::collection::btree_set(0_i32..120, 0..110),
            today in 0_i32..130,
        ) {
            let sorted = days(written.iter().copied());
            let streak = streak(&sorted, Day::new(today));
            prop_assert_eq!((streak.days, streak.longest, streak.freezes), lived(&written, today));
            prop_assert!(streak.freezes <= 2 && streak.longest >= streak.days);
            prop_assert!(streak.frozen.iter().all(|day| !written.contains(&day.number())));
        }
    }
}
