//! When the clock of a zone is changed. What it shows between two changes is what
//! calendars call an observance (RFC 5545, section 3.6.5).

use std::str::FromStr;

use chrono::{DateTime, Duration, Offset, TimeZone};
use chrono_tz::{OffsetComponents, Tz};

/// No clock is changed and changed back within a week.
const STEP_S: i64 = 7 * 24 * 60 * 60;

/// From then on a clock is another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Observance {
    pub from_ms: i64,
    /// Seconds east of Greenwich until then.
    pub before_s: i32,
    /// Seconds east of Greenwich from then on.
    pub east_s: i32,
    pub is_summer: bool,
}

/// What a clock is at a moment: seconds east of Greenwich, and whether it is summer's.
type Hands = (i32, bool);

/// What the clock of a zone is at the first of two times, and each of its changes until
/// the second. `None` for what is no zone.
#[must_use]
pub fn observances(zone: &str, from_ms: i64, until_ms: i64) -> Option<Vec<Observance>> {
    let zone = Tz::from_str(zone).ok()?;
    let (mut at_s, end_s) = (from_ms.div_euclid(1_000), until_ms.div_euclid(1_000));
    let mut known = hands(zone, at_s)?;
    let mut all = vec![observance(at_s, known, known)];
    while at_s < end_s {
        let next_s = at_s + STEP_S;
        if hands(zone, next_s)? == known {
            at_s = next_s;
        } else {
            at_s = change(zone, at_s, next_s)?;
            let new = hands(zone, at_s)?;
            all.push(observance(at_s, known, new));
            known = new;
        }
    }
    Some(all)
}

/// The first second at which the clock is not what it was at the first of two.
fn change(zone: Tz, from_s: i64, end_s: i64) -> Option<i64> {
    let known = hands(zone, from_s)?;
    let (mut same_s, mut other_s) = (from_s, end_s);
    while other_s - same_s > 1 {
        let middle_s = same_s + (other_s - same_s) / 2;
        if hands(zone, middle_s)? == known {
            same_s = middle_s;
        } else {
            other_s = middle_s;
        }
    }
    Some(other_s)
}

fn hands(zone: Tz, at_s: i64) -> Option<Hands> {
    let offset = zone.offset_from_utc_datetime(&DateTime::from_timestamp(at_s, 0)?.naive_utc());
    Some((offset.fix().local_minus_utc(), offset.dst_offset() > Duration::zero()))
}

const fn observance(at_s: i64, before: Hands, now: Hands) -> Observance {
    Observance { from_ms: at_s * 1_000, before_s: before.0, east_s: now.0, is_summer: now.1 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ms(time: &str) -> i64 {
        DateTime::parse_from_rfc3339(time).unwrap().timestamp_millis()
    }

    fn of_2026(zone: &str) -> Option<Vec<(i64, i32, i32, bool)>> {
        let all = observances(zone, ms("2026-01-01T00:00:00Z"), ms("2027-01-01T00:00:00Z"))?;
        let told = |one: Observance| (one.from_ms, one.before_s, one.east_s, one.is_summer);
        Some(all.into_iter().map(told).collect())
    }

    #[test]
    fn each_change_of_a_clock_is_told_to_the_second() {
        let begin = ms("2026-01-01T00:00:00Z");
        assert_eq!(
            of_2026("Europe/Berlin").unwrap(),
            [
                (begin, 3_600, 3_600, false),
                (ms("2026-03-29T01:00:00Z"), 3_600, 7_200, true),
                (ms("2026-10-25T01:00:00Z"), 7_200, 3_600, false),
            ]
        );
        // South of the line the year begins in summer, and there by half an hour.
        assert_eq!(
            of_2026("Australia/Lord_Howe").unwrap(),
            [
                (begin, 39_600, 39_600, true),
                (ms("2026-04-04T15:00:00Z"), 39_600, 37_800, false),
                (ms("2026-10-03T15:30:00Z"), 37_800, 39_600, true),
            ]
        );
        assert_eq!(of_2026("UTC").unwrap(), [(begin, 0, 0, false)]);
        assert_eq!(of_2026("Mars/North"), None);
    }
}
