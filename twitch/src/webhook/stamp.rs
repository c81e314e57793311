//! Twitch's timestamps: RFC 3339 with nanoseconds.

use time::{
    OffsetDateTime,
    format_description::{BorrowedFormatItem, well_known::Rfc3339},
    macros::format_description,
};

const NANOSECONDS: &[BorrowedFormatItem<'_>] =
    format_description!("[year]-[month]-[day]T[hour]:[minute]:[second].[subsecond digits:9]Z");

/// Epoch milliseconds of a timestamp; `None` when it is not one.
pub(super) fn read(timestamp: &str) -> Option<i64> {
    let time = OffsetDateTime::parse(timestamp, &Rfc3339).ok()?;
    i64::try_from(time.unix_timestamp_nanos() / 1_000_000).ok()
}

/// A timestamp as Twitch writes it. Empty for a time that has no such form:
/// beyond year 9999.
#[must_use]
pub fn timestamp(unix_ms: i64) -> String {
    OffsetDateTime::from_unix_timestamp_nanos(i128::from(unix_ms) * 1_000_000)
        .ok()
        .and_then(|time| time.format(NANOSECONDS).ok())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nanoseconds_are_read_and_milliseconds_come_back() {
        assert_eq!(read("2022-02-06T04:03:24.2726598Z"), Some(1_644_120_204_272));
        assert_eq!(read(&timestamp(1_644_120_204_272)), Some(1_644_120_204_272));
        assert_eq!(timestamp(1_644_120_204_272), "2022-02-06T04:03:24.272000000Z");
        assert_eq!(read("2022-02-06T05:03:24.272+01:00"), Some(1_644_120_204_272));
        assert_eq!(read("yesterday"), None);
        assert_eq!(timestamp(i64::MAX), "");
    }
}
