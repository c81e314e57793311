//! Days as a person has them: in their zone, and begun at an hour of their own.

use std::{fmt, str::FromStr};

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, Timelike};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

/// Whoever goes to bed late has a day that begins at six at the latest.
pub const STARTS_H_MAX: u8 = 6;
const HOUR_MS: i64 = 3_600_000;
/// Years that have four digits.
const FIRST: i32 = -719_162;
const LAST: i32 = 2_932_896;

/// A day of the calendar, counted from 1970-01-01; written `2026-11-30`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Day(i32);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be a day, as `2026-11-30`")]
pub struct NoDay;

/// What makes a time a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    zone: Tz,
    starts_h: u8,
}

impl Day {
    /// As many days after 1970-01-01; those that have no year of four digits are the
    /// first or the last that has.
    #[must_use]
    pub fn new(number: i32) -> Self {
        Self(number.clamp(FIRST, LAST))
    }

    #[must_use]
    pub const fn number(self) -> i32 {
        self.0
    }

    #[must_use]
    pub fn plus(self, days: i32) -> Self {
        Self::new(self.0.saturating_add(days))
    }

    /// The first day of its month.
    #[must_use]
    pub fn month(self) -> Self {
        self.plus(1 - i32::try_from(self.date().day()).unwrap_or(1))
    }

    /// 0 for a Monday, 6 for a Sunday.
    #[must_use]
    pub fn weekday(self) -> usize {
        usize::try_from(self.date().weekday().num_days_from_monday()).unwrap_or(0)
    }

    /// Whether it is the same day of the same month, in whichever year.
    #[must_use]
    pub fn is_anniversary_of(self, other: Self) -> bool {
        let month_and_day = |date: NaiveDate| (date.month(), date.day());
        month_and_day(self.date()) == month_and_day(other.date())
    }

    fn date(self) -> NaiveDate {
        let epoch = NaiveDate::default();
        let by = Days::new(self.0.unsigned_abs().into());
        let date = if self.0 < 0 { epoch.checked_sub_days(by) } else { epoch.checked_add_days(by) };
        date.unwrap_or(epoch)
    }
}

impl From<NaiveDate> for Day {
    fn from(date: NaiveDate) -> Self {
        let days = date.signed_duration_since(NaiveDate::default()).num_days();
        Self::new(i32::try_from(days).unwrap_or(i32::MAX))
    }
}

impl FromStr for Day {
    type Err = NoDay;

    fn from_str(text: &str) -> Result<Self, NoDay> {
        let is_shaped = text.len() == 10 && text.is_ascii() && !text.starts_with(['+', '-']);
        let date = NaiveDate::from_str(text).ok().filter(|_| is_shaped).ok_or(NoDay)?;
        Ok(Self::from(date))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = self.date();
        write!(f, "{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
    }
}

impl From<Day> for String {
    fn from(day: Day) -> Self {
        day.to_string()
    }
}

impl TryFrom<String> for Day {
    type Error = NoDay;

    fn try_from(text: String) -> Result<Self, NoDay> {
        text.parse()
    }
}

impl Clock {
    /// `None` for a zone that is none, or an hour at which no day begins.
    #[must_use]
    pub fn new(zone: &str, starts_h: u8) -> Option<Self> {
        let zone = Tz::from_str(zone).ok()?;
        (starts_h <= STARTS_H_MAX).then_some(Self { zone, starts_h })
    }

    /// The day that a time is in. Hours before a day's beginning are the end of the
    /// day before, by the clock on the wall: also in nights that have an hour less.
    #[must_use]
    pub fn day(&self, at_ms: i64) -> Day {
        let wall_ms =
            self.wall(at_ms).and_utc().timestamp_millis() - i64::from(self.starts_h) * HOUR_MS;
        let number = wall_ms.div_euclid(24 * HOUR_MS);
        Day::new(i32::try_from(number).unwrap_or(0))
    }

    /// The hour that the clock on the wall shows, 0 to 23.
    #[must_use]
    pub fn hour(&self, at_ms: i64) -> usize {
        usize::try_from(self.wall(at_ms).hour()).unwrap_or(0)
    }

    fn wall(self, at_ms: i64) -> NaiveDateTime {
        let at = DateTime::from_timestamp_millis(at_ms).unwrap_or_default();
        at.with_timezone(&self.zone).naive_local()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ms(time: &str) -> i64 {
        DateTime::parse_from_rfc3339(time).unwrap().timestamp_millis()
    }

    #[test]
    fn a_day_is_the_persons_own() {
        let day = |zone, starts_h, at| Clock::new(zone, starts_h).unwrap().day(ms(at)).to_string();
        assert_eq!(day("UTC", 0, "2026-11-30T23:59:59Z"), "2026-11-30");
        assert_eq!(day("Europe/Berlin", 0, "2026-11-30T23:30:00Z"), "2026-12-01");
        assert_eq!(day("Europe/Berlin", 4, "2026-12-01T02:59:00Z"), "2026-11-30");
        assert_eq!(day("Europe/Berlin", 4, "2026-12-01T03:00:00Z"), "2026-12-01");
        assert_eq!(day("Pacific/Kiritimati", 0, "2026-11-30T10:00:00Z"), "2026-12-01");
        // The night in which the clock goes ahead has no third hour.
        assert_eq!(day("Europe/Berlin", 3, "2026-03-29T00:59:00Z"), "2026-03-28");
        assert_eq!(day("Europe/Berlin", 3, "2026-03-29T01:00:00Z"), "2026-03-29");
    }

    #[test]
    fn what_is_no_day_and_no_clock_is_refused() {
        for text in ["", "2026-13-01", "2026-02-30", "26-01-01", "+2026-1-1", "2026-11-30T00"] {
            assert_eq!(text.parse::<Day>(), Err(NoDay), "{text}");
        }
        assert!(Clock::new("Nowhere", 0).is_none() && Clock::new("UTC", 7).is_none());
    }

    #[test]
    fn a_month_begins_with_its_first() {
        assert_eq!("2024-02-29".parse::<Day>().unwrap().month().to_string(), "2024-02-01");
        assert_eq!("2024-03-01".parse::<Day>().unwrap().month().to_string(), "2024-03-01");
    }

    #[test]
    fn a_week_begins_on_monday_and_an_hour_is_that_of_the_wall() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        assert_eq!((day("2026-11-30").weekday(), day("1969-12-28").weekday()), (0, 6));
        assert!(day("2024-02-29").is_anniversary_of(day("2020-02-29")));
        assert!(!day("2024-02-29").is_anniversary_of(day("2024-03-29")));
        let berlin = Clock::new("Europe/Berlin", 4).unwrap();
        assert_eq!(berlin.hour(ms("2026-11-30T23:30:00Z")), 0);
        assert_eq!(berlin.hour(ms("2026-06-30T21:59:59Z")), 23);
    }

    proptest! {
        #[test]
        fn a_day_is_read_as_it_is_written(number in FIRST..=LAST) {
            let day = Day::new(number);
            prop_assert_eq!(day.to_string().parse::<Day>().unwrap(), day);
            prop_assert_eq!(day.number(), number);
        }

        #[test]
        fn days_never_go_back_where_clocks_do(at in 0_i64..4_000_000_000_000, starts_h in 0_u8..=6) {
            let clock = Clock::new("America/New_York", starts_h).unwrap();
            let (day, later) = (clock.day(at), clock.day(at + 2 * HOUR_MS));
            prop_assert!(later == day || later == day.plus(1));
        }
    }
}
