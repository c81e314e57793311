//! Times of a day, by the clock of a zone.

use std::{fmt, str::FromStr};

use chrono::{DateTime, Datelike, Days, Timelike, Weekday};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use crate::wall::instant;

const DAY_MIN: u16 = 24 * 60;

/// Minutes after midnight; written `20:00`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct TimeOfDay(u16);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be a time of day, as `20:00`")]
pub struct NoTime;

impl TimeOfDay {
    /// That hour of the day; what is no hour is midnight.
    #[must_use]
    pub const fn hour(hour: u16) -> Self {
        Self(hour % 24 * 60)
    }
}

impl FromStr for TimeOfDay {
    type Err = NoTime;

    fn from_str(text: &str) -> Result<Self, NoTime> {
        let (hours, minutes) = text.split_once(':').ok_or(NoTime)?;
        let is_shaped = |part: &str| part.len() == 2 && part.bytes().all(|it| it.is_ascii_digit());
        if !(is_shaped(hours) && is_shaped(minutes)) {
            return Err(NoTime);
        }
        let number = |part: &str| part.parse::<u16>().map_err(|_| NoTime);
        let (hours, minutes) = (number(hours)?, number(minutes)?);
        if hours < 24 && minutes < 60 { Ok(Self(hours * 60 + minutes)) } else { Err(NoTime) }
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl From<TimeOfDay> for String {
    fn from(time: TimeOfDay) -> Self {
        time.to_string()
    }
}

impl TryFrom<String> for TimeOfDay {
    type Error = NoTime;

    fn try_from(text: String) -> Result<Self, NoTime> {
        text.parse()
    }
}

/// What the clock of a zone says at a time.
pub(super) fn shown(zone: Tz, at_ms: i64) -> TimeOfDay {
    let local = moment(at_ms).with_timezone(&zone);
    let minutes = local.hour() * 60 + local.minute();
    TimeOfDay(u16::try_from(minutes).unwrap_or(0) % DAY_MIN)
}

/// When a clock shows a time of day next, always later than `after_ms`: on that day of
/// the week, or on any. The first of two, and an hour later where there is none.
#[must_use]
pub fn next_ms(zone: Tz, time: TimeOfDay, day: Option<Weekday>, after_ms: i64) -> i64 {
    let from = moment(after_ms).with_timezone(&zone).date_naive();
    // A week and a day, for what was today already.
    let days = (0..9).filter_map(|days| from.checked_add_days(Days::new(days)));
    let wanted = days.filter(|date| day.is_none_or(|day| date.weekday() == day));
    let times = wanted.filter_map(|date| {
        let local = date.and_hms_opt(u32::from(time.0) / 60, u32::from(time.0) % 60, 0)?;
        Some(instant(local, zone)?.timestamp_millis())
    });
    times.into_iter().find(|at_ms| *at_ms > after_ms).unwrap_or(i64::MAX)
}

fn moment(at_ms: i64) -> DateTime<chrono::Utc> {
    DateTime::from_timestamp_millis(at_ms).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ms(time: &str) -> i64 {
        DateTime::parse_from_rfc3339(time).unwrap().timestamp_millis()
    }

    #[test]
    fn a_time_of_day_is_read_as_it_is_written() {
        for text in ["00:00", "07:05", "23:59"] {
            assert_eq!(text.parse::<TimeOfDay>().unwrap().to_string(), text);
        }
        for text in ["", "24:00", "7:05", "12:60", "+1:00", "12:00:00", "1200", "１２:00"] {
            assert_eq!(text.parse::<TimeOfDay>(), Err(NoTime), "{text}");
        }
    }

    #[test]
    fn a_time_comes_next_by_the_clock_of_its_zone() {
        let berlin = Tz::Europe__Berlin;
        let next = |after: &str, day| next_ms(berlin, TimeOfDay::hour(8), day, ms(after));
        assert_eq!(next("2026-11-30T06:59:00Z", None), ms("2026-11-30T07:00:00Z"));
        assert_eq!(next("2026-11-30T07:00:00Z", None), ms("2026-12-01T07:00:00Z"));
        // A Monday; in summer the clock is two hours ahead.
        assert_eq!(next("2026-11-30T07:00:00Z", Some(Weekday::Mon)), ms("2026-12-07T07:00:00Z"));
        assert_eq!(next("2026-07-01T12:00:00Z", None), ms("2026-07-02T06:00:00Z"));
        // Left out in the night in which the clock goes ahead.
        let half: TimeOfDay = "02:30".parse().unwrap();
        let left_out = next_ms(berlin, half, None, ms("2026-03-28T12:00:00Z"));
        assert_eq!(left_out, ms("2026-03-29T01:30:00Z"));
    }
}
