//! Epoch milliseconds outside, `timestamptz` inside.

use sea_orm::prelude::TimeDateTimeWithTimeZone;

/// Rounds down: a stored time never appears later than it was.
pub fn to_ms(time: TimeDateTimeWithTimeZone) -> i64 {
    time.unix_timestamp() * 1_000 + i64::from(time.millisecond())
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    #[test]
    fn milliseconds_are_counted_from_the_epoch_in_any_offset() {
        assert_eq!(to_ms(datetime!(1970-01-01 00:00:00.001 UTC)), 1);
        assert_eq!(to_ms(datetime!(1970-01-01 02:00:00.0019 +02:00)), 1);
        assert_eq!(to_ms(datetime!(1969-12-31 23:59:59.999 UTC)), -1);
    }
}
