//! What the clocks of a zone show (IANA).

use chrono::{DateTime, LocalResult, NaiveDateTime, TimeDelta, TimeZone};
use chrono_tz::Tz;

/// A time that the clock leaves out is told an hour later.
const LEFT_OUT: TimeDelta = TimeDelta::hours(1);

/// When a clock shows that: the first of two times, and an hour later where there is none.
#[must_use]
pub fn instant(local: NaiveDateTime, zone: Tz) -> Option<DateTime<Tz>> {
    match zone.from_local_datetime(&local) {
        LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => Some(at),
        LocalResult::None => zone.from_local_datetime(&(local + LEFT_OUT)).earliest(),
    }
}
