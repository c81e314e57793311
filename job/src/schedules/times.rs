//! The times of a schedule, where clocks are put forward and back.
//!
//! croner finds the next time that a clock shows, on a clock that is never
//! changed. Here each UTC offset that a zone has around a time is such a clock,
//! and of what they show the first counts that the zone shows, too. So a time
//! that was found is always later than the one it was looked for from.
//!
//! A schedule of **every hour** (`*` or `*/n`) goes by what the clock shows: in
//! an hour that is repeated it is due both times, in one that is left out not at
//! all. One that **names its hours** means times of day, each once a day: in an
//! hour that is repeated the first time, in one that is left out as the clock
//! before the change would show it (RFC 5545, 3.3.5).

use anyhow::Context as _;
use chrono::{DateTime, FixedOffset, MappedLocalTime, Offset as _, TimeDelta, TimeZone as _, Utc};
use chrono_tz::Tz;
use croner::Cron;

/// No two offsets of a zone are further apart, and no zone has three of them in
/// two days.
const DAY: TimeDelta = TimeDelta::days(1);
/// A time is nearly always found in the first or the second look.
const LOOKS_MAX: usize = 1_000;

/// The first time after `after`, which has whole seconds.
pub fn next(cron: &Cron, zone: Tz, after: DateTime<Utc>) -> anyhow::Result<DateTime<Utc>> {
    let mut from = after;
    for _ in 0..LOOKS_MAX {
        let mut look = Look { cron, zone, until: from + DAY, soonest: None, found: None };
        for around in [from, from + DAY, from - DAY] {
            look.at(from.with_timezone(&offset(zone, around)))?;
        }
        if let Some(found) = look.found {
            return Ok(found);
        }
        // No clock of the zone is more than a day from one of these: none shows
        // anything until a day before what they show next.
        let soonest = look.soonest.context("a zone has an offset")?;
        from = look.until.max(soonest - DAY - TimeDelta::seconds(1));
    }
    anyhow::bail!("the schedule has no time that is soon enough")
}

/// A look at what the clocks of a zone show.
struct Look<'a> {
    cron: &'a Cron,
    zone: Tz,
    until: DateTime<Utc>,
    /// What any of them shows first, whether it counts or not.
    soonest: Option<DateTime<Utc>>,
    /// The first that counts.
    found: Option<DateTime<Utc>>,
}

impl Look<'_> {
    /// Looks at a clock that is never changed, from a time on.
    fn at(&mut self, from: DateTime<FixedOffset>) -> anyhow::Result<()> {
        let mut shown = self.cron.find_next_occurrence(&from, false)?;
        self.soonest = self.soonest.into_iter().chain([shown.to_utc()]).min();
        while self.found.map_or(shown <= self.until, |found| shown < found) {
            if counts(self.cron, self.zone, &shown) {
                self.found = Some(shown.to_utc());
            } else {
                shown = self.cron.find_next_occurrence(&shown, false)?;
            }
        }
        Ok(())
    }
}

fn counts(cron: &Cron, zone: Tz, at: &DateTime<FixedOffset>) -> bool {
    let is_hourly = cron.pattern.hours.from_wildcard;
    match zone.from_local_datetime(&at.naive_local()) {
        MappedLocalTime::Single(shown) => shown == *at,
        MappedLocalTime::Ambiguous(first, second) => first == *at || (is_hourly && second == *at),
        // By the clock before the change: the zone's is ahead of it by now.
        MappedLocalTime::None => {
            let now = offset(zone, at.to_utc());
            !is_hourly && now.local_minus_utc() > at.offset().local_minus_utc()
        }
    }
}

fn offset(zone: Tz, at: DateTime<Utc>) -> FixedOffset {
    zone.offset_from_utc_datetime(&at.naive_utc()).fix()
}

#[cfg(test)]
mod tests;
