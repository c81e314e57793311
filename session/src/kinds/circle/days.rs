//! The days of a circle, by the clock of its zone.

use chrono::DateTime;
use chrono_tz::Tz;

use crate::{
    journal::{Clock, Day},
    wall::instant,
};

const DAY_MS: i64 = 24 * 3_600_000;

/// A day, and when it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CircleDay {
    pub day: Day,
    pub begins_ms: i64,
}

/// The last days up to the one that is now, oldest first; of a zone that is none, those of
/// UTC.
#[must_use]
pub fn days(zone: &str, count: u32, now_ms: i64) -> Vec<CircleDay> {
    let tz = zone.parse().unwrap_or(Tz::UTC);
    let Some(clock) = Clock::new(tz.name(), 0) else { return Vec::new() };
    let (today, count) = (clock.day(now_ms), i32::try_from(count).unwrap_or(i32::MAX));
    let begins = |day: Day| {
        let midnight = DateTime::from_timestamp_millis(i64::from(day.number()) * DAY_MS)?;
        let begins_ms = instant(midnight.naive_utc(), tz)?.timestamp_millis();
        Some(CircleDay { day, begins_ms })
    };
    (0..count).rev().filter_map(|back| begins(today.plus(-back))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_of_the_zone_and_as_long_as_they_are() {
        let now = DateTime::parse_from_rfc3339("2026-10-25T23:30:00Z").unwrap().timestamp_millis();
        let found = days("Europe/Berlin", 3, now);
        let names: Vec<String> = found.iter().map(|it| it.day.to_string()).collect();
        assert_eq!(names, ["2026-10-24", "2026-10-25", "2026-10-26"]);
        // The clock went back in the night before.
        let hours = |at: usize| (found[at + 1].begins_ms - found[at].begins_ms) / 3_600_000;
        assert_eq!((hours(0), hours(1)), (24, 25));
        assert_eq!(days("UTC", 1, now)[0].day.to_string(), "2026-10-25");
    }
}
