//! Times by the clock of a zone (IANA): a room begins at eight there, also when the
//! clock is changed.

use std::str::FromStr;

use chrono::{DateTime, Duration, NaiveDateTime};
use chrono_tz::Tz;
use downbeat_session::wall::instant;

const FORMAT: &str = "%Y-%m-%dT%H:%M";
/// As calendars write it (RFC 5545, section 3.3.5).
const IN_CALENDARS: &str = "%Y%m%dT%H%M%S";

/// When a local time is, in epoch milliseconds: the first of two, and the one an hour
/// later where there is none. `None` for what is no time, or no zone.
#[must_use]
pub fn at_ms(local: &str, zone: &str) -> Option<i64> {
    let (local, zone) = (read(local)?, Tz::from_str(zone).ok()?);
    Some(instant(local, zone)?.timestamp_millis())
}

/// The same a number of weeks later: the first that is after a time.
#[must_use]
pub fn next_weekly_ms(local: &str, zone: &str, after_ms: i64) -> Option<i64> {
    Some(next_weekly(local, zone, after_ms)?.0)
}

/// That first one, and as calendars write it by the clock of the zone. They tell for
/// themselves what is meant where that clock leaves it out, or shows it twice: the same
/// as we (section 3.3.5).
#[must_use]
pub fn next_weekly(local: &str, zone: &str, after_ms: i64) -> Option<(i64, String)> {
    let (first, zone) = (read(local)?, Tz::from_str(zone).ok()?);
    let passed = DateTime::from_timestamp_millis(after_ms)?.naive_utc() - first;
    // A zone is never further away than a day.
    let weeks = (passed.num_days() / 7 - 1).max(0);
    (weeks..weeks + 4).find_map(|week| {
        let local = first.checked_add_signed(Duration::try_weeks(week)?)?;
        let ms = instant(local, zone)?.timestamp_millis();
        (ms > after_ms).then(|| (ms, local.format(IN_CALENDARS).to_string()))
    })
}

/// As calendars write a moment by a clock that is so many seconds east of Greenwich.
#[must_use]
pub fn in_calendars(at_ms: i64, east_s: i32) -> Option<String> {
    let utc = DateTime::from_timestamp_millis(at_ms)?.naive_utc();
    let local = utc.checked_add_signed(Duration::seconds(east_s.into()))?;
    Some(local.format(IN_CALENDARS).to_string())
}

fn read(local: &str) -> Option<NaiveDateTime> {
    (local.len() == "2026-12-04T20:00".len()).then_some(())?;
    NaiveDateTime::parse_from_str(local, FORMAT).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ms(time: &str) -> i64 {
        DateTime::parse_from_rfc3339(time).unwrap().timestamp_millis()
    }

    #[test]
    fn eight_in_the_evening_stays_eight_when_the_clock_is_changed() {
        let berlin = "Europe/Berlin";
        assert_eq!(at_ms("2026-10-23T20:00", berlin), Some(ms("2026-10-23T18:00:00Z")));
        let next = next_weekly_ms("2026-10-23T20:00", berlin, ms("2026-10-23T18:00:00Z"));
        assert_eq!(next, Some(ms("2026-10-30T19:00:00Z")));
        // Left out in spring, twice in autumn.
        assert_eq!(at_ms("2026-03-29T02:30", berlin), Some(ms("2026-03-29T01:30:00Z")));
        assert_eq!(at_ms("2026-10-25T02:30", berlin), Some(ms("2026-10-25T00:30:00Z")));
        let far = next_weekly_ms("2026-10-23T20:00", berlin, ms("2036-10-23T18:00:00Z"));
        assert_eq!(far, Some(ms("2036-10-24T18:00:00Z")));
    }

    #[test]
    fn calendars_are_told_the_hour_that_was_meant() {
        let berlin = "Europe/Berlin";
        let next = next_weekly("2026-10-23T20:00", berlin, ms("2026-10-23T18:00:00Z"));
        assert_eq!(next, Some((ms("2026-10-30T19:00:00Z"), "20261030T200000".into())));
        // That week the clock leaves it out, and the next it does not.
        let next = next_weekly("2026-03-22T02:30", berlin, ms("2026-03-25T00:00:00Z"));
        assert_eq!(next, Some((ms("2026-03-29T01:30:00Z"), "20260329T023000".into())));
        let at = ms("2026-10-23T18:00:00Z");
        assert_eq!(in_calendars(at, 0).unwrap(), "20261023T180000");
        assert_eq!(in_calendars(at, -19_800).unwrap(), "20261023T123000");
    }

    #[test]
    fn what_is_no_time_or_no_zone_is_none() {
        for (local, zone) in [
            ("2026-13-01T20:00", "UTC"),
            ("2026-12-01 20:00", "UTC"),
            ("2026-12-01T20:00:00", "UTC"),
            ("2026-12-01T20:00", "Mars/North"),
            ("", ""),
        ] {
            assert_eq!(at_ms(local, zone), None, "{local} {zone}");
        }
    }
}
