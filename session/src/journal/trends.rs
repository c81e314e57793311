//! What a week, a month or a year came to.

use super::Day;

/// How far back, and how it is cut.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// Seven days.
    Week,
    /// Thirty days.
    Month,
    /// Twelve months.
    Year,
}

/// A day, or a month.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    pub from: Day,
    pub entries: u32,
    pub moods: u32,
    /// Of the moods' values, in tenths: 65 is 6.5.
    pub mean_tenths: Option<u32>,
}

impl Period {
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Some(match word {
            "week" => Self::Week,
            "month" => Self::Month,
            "year" => Self::Year,
            _ => return None,
        })
    }

    /// The first day of each point, up to the one that a day is in.
    #[must_use]
    pub fn points(self, until: Day) -> Vec<Day> {
        let days = |count: i32| (1 - count..=0).map(|by| until.plus(by)).collect();
        match self {
            Self::Week => days(7),
            Self::Month => days(30),
            Self::Year => {
                let mut months = vec![until.month()];
                while let Some(last) = months.last().filter(|_| months.len() < 12) {
                    months.push(last.plus(-1).month());
                }
                months.reverse();
                months
            }
        }
    }
}

/// Puts days of entries, and values of moods with their days, to the points they
/// belong to. What is before the first point or after the last day is left out.
#[must_use]
pub fn trend(points: &[Day], until: Day, entries: &[Day], moods: &[(Day, u8)]) -> Vec<Point> {
    let place = |day: Day| (day <= until).then(|| points.partition_point(|from| *from <= day));
    let place = |day: Day| place(day).and_then(|behind| behind.checked_sub(1));
    let mut counted = vec![(0_u32, 0_u32, 0_u32); points.len()];
    for at in entries.iter().filter_map(|day| place(*day)) {
        counted[at].0 += 1;
    }
    for (at, value) in moods.iter().filter_map(|(day, value)| Some((place(*day)?, *value))) {
        counted[at].1 += 1;
        counted[at].2 += u32::from(value);
    }
    let point = |(from, (entries, moods, sum)): (&Day, (u32, u32, u32))| Point {
        from: *from,
        entries,
        moods,
        mean_tenths: (moods > 0).then(|| (sum * 10 + moods / 2) / moods.max(1)),
    };
    points.iter().zip(counted).map(point).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn a_year_is_twelve_months_and_a_week_seven_days() {
        let year = Period::Year.points(day("2026-03-31"));
        assert_eq!((year.len(), year[0], year[11]), (12, day("2025-04-01"), day("2026-03-01")));
        let week = Period::Week.points(day("2026-03-01"));
        assert_eq!((week.len(), week[0], week[6]), (7, day("2026-02-23"), day("2026-03-01")));
        assert_eq!(Period::Month.points(day("2026-03-01")).len(), 30);
    }

    #[test]
    fn what_was_felt_counts_where_it_was_felt() {
        let until = day("2026-03-31");
        let points = Period::Year.points(until);
        let moods = [
            (day("2026-03-31"), 7),
            (day("2026-03-01"), 6),
            (day("2026-02-28"), 3),
            (day("2025-03-31"), 1),
            (day("2026-04-01"), 1),
        ];
        let trend = trend(&points, until, &[day("2026-02-01"), day("2025-03-31")], &moods);
        let march = &trend[11];
        assert_eq!((march.entries, march.moods, march.mean_tenths), (0, 2, Some(65)));
        let february = &trend[10];
        assert_eq!((february.entries, february.mean_tenths), (1, Some(30)));
        assert_eq!(trend.iter().map(|point| point.moods).sum::<u32>(), 3);
        assert_eq!(trend[0].mean_tenths, None);
    }
}
