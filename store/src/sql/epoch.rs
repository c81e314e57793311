//! Epoch milliseconds outside, `timestamptz` inside.

use sea_orm::prelude::TimeDateTimeWithTimeZone;
use uuid::Uuid;

/// Rounds down: a stored time never appears later than it was.
pub fn to_ms(time: TimeDateTimeWithTimeZone) -> i64 {
    time.unix_timestamp() * 1_000 + i64::from(time.millisecond())
}

/// The last millisecond that an id can tell.
const MS_MAX: i64 = (1 << 48) - 1;

/// The lowest id that a `UUIDv7` made at this time can have: lists by id are
/// lists by time.
pub fn id_at(ms: i64) -> Uuid {
    Uuid::from_u128(u128::from(ms.clamp(0, MS_MAX).unsigned_abs()) << 80)
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

    #[test]
    fn an_id_lies_between_the_times_around_it() {
        let id = Uuid::now_v7();
        let (seconds, nanos) = id.get_timestamp().unwrap().to_unix();
        let ms = i64::try_from(seconds * 1_000 + u64::from(nanos) / 1_000_000).unwrap();
        assert!(id_at(ms) <= id && id < id_at(ms + 1));
    }
}
