//! What happens by the clock.
//!
//! A schedule's next time stands in Postgres. Whichever worker sees that it has
//! come takes the row, enqueues the job and writes the next time, in one
//! transaction: so it happens once. Times that passed while no worker ran are
//! made up for by one run. In a turn each schedule is taken once at most,
//! whatever its next time is.

mod times;

use std::str::FromStr;

use anyhow::Context as _;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use croner::Cron;
use downbeat_store::{NewJob, Store};

use crate::{
    BeginRooms, CheckCounts, CheckStories, DailyMessage, Deliver, Durable, EndGuestRooms,
    EndGuests, KeepMonths, Prune, Queue, Remind, SendOut, SweepMedia, SweepSubscriptions, Trend,
};

/// A job and its times, minute by minute as `cron` writes them.
pub struct Schedule {
    pub name: &'static str,
    pub cron: &'static str,
    pub job: fn() -> Result<NewJob, serde_json::Error>,
}

/// Every schedule.
pub const SCHEDULES: &[Schedule] = &[
    Schedule { name: "prune", cron: "17 * * * *", job: || Prune {}.job() },
    Schedule {
        name: "sweep_subscriptions",
        cron: "*/10 * * * *",
        job: || SweepSubscriptions {}.job(),
    },
    Schedule { name: "keep_months", cron: "41 3 * * *", job: || KeepMonths {}.job() },
    Schedule { name: "end_guests", cron: "49 * * * *", job: || EndGuests {}.job() },
    Schedule { name: "sweep_media", cron: "37 * * * *", job: || SweepMedia {}.job() },
    Schedule { name: "check_stories", cron: "23 4 * * *", job: || CheckStories {}.job() },
    Schedule { name: "send_out", cron: "*/2 * * * *", job: || SendOut {}.job() },
    Schedule { name: "deliver", cron: "* * * * *", job: || Deliver { user: None }.job() },
    Schedule { name: "remind", cron: "*/5 * * * *", job: || Remind {}.job() },
    Schedule { name: "begin_rooms", cron: "* * * * *", job: || BeginRooms {}.job() },
    Schedule { name: "daily_message", cron: "* * * * *", job: || DailyMessage {}.job() },
    Schedule { name: "trend", cron: "* * * * *", job: || Trend {}.job() },
    Schedule { name: "check_counts", cron: "27 * * * *", job: || CheckCounts {}.job() },
    Schedule { name: "end_guest_rooms", cron: "53 * * * *", job: || EndGuestRooms {}.job() },
];

/// When a schedule is next due after a time: always later.
pub fn next_ms(cron: &str, time_zone: &str, after_ms: i64) -> anyhow::Result<i64> {
    let zone =
        Tz::from_str(time_zone).map_err(|_| anyhow::anyhow!("{time_zone} is no time zone"))?;
    let cron = Cron::from_str(cron).with_context(|| format!("{cron} is no schedule"))?;
    let after: DateTime<Utc> =
        DateTime::from_timestamp(after_ms.div_euclid(1_000), 0).context("a time out of range")?;
    times::next(&cron, zone, after).map(|next| next.timestamp_millis())
}

/// Enters the schedules of this release.
pub async fn enter(store: &Store, schedules: &[Schedule], time_zone: &str) -> anyhow::Result<()> {
    let now_ms = store.now_ms().await?;
    for Schedule { name, cron, .. } in schedules {
        store.set_schedule(name, cron, time_zone, next_ms(cron, time_zone, now_ms)?).await?;
    }
    Ok(())
}

/// What a turn did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Ran {
    /// Schedules that were taken.
    pub taken: usize,
    /// Whether one of them was due at a time at which it had run before, or will
    /// be: nothing is waited for.
    pub is_again: bool,
}

/// Takes every schedule whose time has come, once. One that cannot be taken
/// holds up no other.
pub async fn run_due(
    store: &Store,
    queue: &Queue,
    schedules: &[Schedule],
    now_ms: i64,
) -> anyhow::Result<Ran> {
    let mut ran = Ran::default();
    let mut trouble = None;
    let known = store.schedules().await?;
    for schedule in schedules {
        if !known.iter().any(|known| known.name == schedule.name && known.next_ms <= now_ms) {
            continue;
        }
        match take(store, queue, schedule, now_ms).await {
            Ok(Some(is_again)) => {
                ran.taken += 1;
                ran.is_again |= is_again;
            }
            Ok(None) => {}
            Err(error) => trouble = trouble.or(Some(error.context(schedule.name))),
        }
    }
    trouble.map_or(Ok(ran), Err)
}

/// Takes a schedule, if nobody else has; whether it is due again at once.
async fn take(
    store: &Store,
    queue: &Queue,
    schedule: &Schedule,
    now_ms: i64,
) -> anyhow::Result<Option<bool>> {
    let transaction = store.begin().await?;
    let Some(due) = transaction.due_schedule(schedule.name, now_ms).await? else {
        return Ok(None);
    };
    let enqueued = transaction.enqueue(&[(schedule.job)()?]).await?;
    let next_ms = next_ms(&due.cron, &due.time_zone, now_ms)?;
    let job = enqueued.first().map(|job| job.id);
    transaction.schedule_ran(&due.name, (now_ms, next_ms), job).await?;
    transaction.commit().await?;
    queue.announce(&enqueued).await;
    Ok(Some(next_ms <= now_ms || due.last_ms.is_some_and(|last_ms| due.next_ms <= last_ms)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ms(time: &str) -> i64 {
        DateTime::parse_from_rfc3339(time).unwrap().timestamp_millis()
    }

    #[test]
    fn every_schedule_has_a_next_time() {
        for Schedule { name, cron, .. } in SCHEDULES {
            let now = ms("2026-11-21T00:00:00Z");
            assert!(next_ms(cron, "Europe/Berlin", now).unwrap() > now, "{name}");
        }
    }

    #[test]
    fn a_day_goes_by_the_clock_of_its_zone() {
        let daily = |after: &str| next_ms("41 3 * * *", "Europe/Berlin", ms(after)).unwrap();
        assert_eq!(daily("2026-11-21T00:00:00Z"), ms("2026-11-21T02:41:00Z"));
        assert_eq!(daily("2026-07-21T00:00:00Z"), ms("2026-07-21T01:41:00Z"));
        // In the night in which the clock goes back there is one such time.
        assert_eq!(daily("2026-10-24T12:00:00Z"), ms("2026-10-25T02:41:00Z"));
        assert_eq!(daily("2026-10-25T02:41:00Z"), ms("2026-10-26T02:41:00Z"));
    }

    #[test]
    fn what_cannot_be_read_says_so() {
        assert!(next_ms("every day", "UTC", 0).unwrap_err().to_string().contains("every day"));
        assert!(next_ms("1 * * * *", "Nowhere", 0).unwrap_err().to_string().contains("Nowhere"));
    }
}
