//! Time. The time of a *session* is Redis' and is never read here; this is the
//! time of the process: deadlines, pauses, and the stamp of a log or a webhook.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

pub use tokio::time::error::Elapsed;
pub use tokio::time::{Instant, Interval, Sleep};

use tokio::time::MissedTickBehavior;

/// Wall-clock time in milliseconds since 1970. It may jump; use [`monotonic`]
/// to measure.
#[expect(clippy::disallowed_methods, reason = "the one place that reads the wall clock")]
pub fn unix_ms() -> i64 {
    match SystemTime::now().duration_since(UNIX_EPOCH) {
        Ok(since) => i64::try_from(since.as_millis()).unwrap_or(i64::MAX),
        Err(before) => i64::try_from(before.duration().as_millis()).map_or(i64::MIN, |ms| -ms),
    }
}

/// A time that never goes back. Works outside a runtime too.
pub fn monotonic() -> Instant {
    Instant::now()
}

#[expect(clippy::disallowed_methods, reason = "the one place that sleeps")]
pub async fn sleep(duration: Duration) {
    tokio::time::sleep(duration).await;
}

pub async fn sleep_until(deadline: Instant) {
    tokio::time::sleep_until(deadline).await;
}

/// A wait that can be moved, for loops that would else make a new one each
/// turn.
pub fn alarm(deadline: Instant) -> Sleep {
    tokio::time::sleep_until(deadline)
}

/// Ticks at once and then every `period`, at absolute times. A tick that was
/// missed is skipped: the loop is late once, never in a burst.
pub fn interval(period: Duration) -> Interval {
    let mut interval = tokio::time::interval(period);
    interval.set_missed_tick_behavior(MissedTickBehavior::Skip);
    interval
}

pub async fn timeout<F: Future>(limit: Duration, work: F) -> Result<F::Output, Elapsed> {
    tokio::time::timeout(limit, work).await
}
