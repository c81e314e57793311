//! Every zone and each of its changes, held to what a clock on the wall shows.

use std::{collections::HashSet, str::FromStr as _};

use chrono::{Datelike as _, NaiveDateTime, Timelike as _};
use chrono_tz::TZ_VARIANTS;
use rand::{SeedableRng as _, rngs::StdRng};

use super::*;

const MINUTE: TimeDelta = TimeDelta::minutes(1);

/// Whether a clock shows such a time.
type Shows = fn(NaiveDateTime) -> bool;

/// Schedules of every hour, each with what it means.
const HOURLY: [(&str, Shows); 4] = [
    ("* * * * *", |_| true),
    ("*/10 * * * *", |shown| shown.minute() % 10 == 0),
    ("17 * * * *", |shown| shown.minute() == 17),
    ("0 */2 * * *", |shown| shown.minute() == 0 && shown.hour() % 2 == 0),
];

fn at(text: &str) -> DateTime<Utc> {
    DateTime::parse_from_rfc3339(text).unwrap().to_utc()
}

fn cron(text: &str) -> Cron {
    Cron::from_str(text).unwrap()
}

fn shown(zone: Tz, at: DateTime<Utc>) -> NaiveDateTime {
    at.with_timezone(&zone).naive_local()
}

/// The changes of a zone's clock in a year: the first minute that shows another.
fn changes(zone: Tz, year: i32) -> Vec<DateTime<Utc>> {
    const STEP: TimeDelta = TimeDelta::hours(12);
    let mut changes = Vec::new();
    let mut from = at(&format!("{year}-01-01T00:00:00Z"));
    while from.year() == year {
        let (mut before, mut after) = (from, from + STEP);
        if offset(zone, before) != offset(zone, after) {
            while after - before > MINUTE {
                let minutes = (after - before).num_minutes();
                let between = before + TimeDelta::minutes(minutes / 2);
                if offset(zone, between) == offset(zone, from) {
                    before = between;
                } else {
                    after = between;
                }
            }
            changes.push(after);
        }
        from += STEP;
    }
    changes
}

/// Zones that change alike are one: the zone, the change, how far it goes.
fn different_changes(year: i32) -> Vec<(Tz, DateTime<Utc>, TimeDelta)> {
    let mut seen = HashSet::new();
    let mut all = Vec::new();
    for zone in TZ_VARIANTS {
        for change in changes(zone, year) {
            let (before, after) = (offset(zone, change - MINUTE), offset(zone, change));
            if seen.insert((change, before, after)) {
                let by = after.local_minus_utc() - before.local_minus_utc();
                all.push((zone, change, TimeDelta::seconds(by.into())));
            }
        }
    }
    all
}

/// Each minute from an hour and a half before a change to as long after it.
fn around(change: DateTime<Utc>) -> impl DoubleEndedIterator<Item = DateTime<Utc>> {
    (-90..=90).map(move |minute| change + MINUTE * minute)
}

#[test]
fn around_every_change_a_schedule_of_every_hour_is_due_when_the_clock_shows_it() {
    let changes = different_changes(2026);
    assert!(changes.len() > 20, "a year has changes");
    for (zone, change, _) in changes {
        for (text, matches) in HOURLY {
            let cron = cron(text);
            let is_due = |at: &DateTime<Utc>| matches(shown(zone, *at));
            let last = change + MINUTE * 90;
            let mut behind = (1..=180).map(|minute| last + MINUTE * minute);
            let mut due = behind.find(is_due).unwrap();
            for now in around(change).rev() {
                let found = next(&cron, zone, now).unwrap();
                assert_eq!(found, due, "{text} in {zone} after {now}");
                assert!(text != "*/10 * * * *" || due - now <= MINUTE * 10, "{zone} {now}");
                if is_due(&now) {
                    due = now;
                }
            }
        }
    }
}

/// A time that is repeated or left out, and those at its edges.
#[test]
fn over_every_change_a_time_of_day_is_once_a_day() {
    // In 2011 Samoa left a whole day out.
    for (zone, change, by) in [2011, 2026].into_iter().flat_map(different_changes) {
        let before = offset(zone, change - MINUTE);
        let early = change.with_timezone(&before).naive_local() + by.min(TimeDelta::zero());
        for inside in [early, early + by.abs() / 2, early + by.abs()] {
            let time = inside.time();
            let cron = cron(&format!("{} {} * * *", time.minute(), time.hour()));
            let days = (-3..=3).map(|day| (inside.date() + TimeDelta::days(day)).and_time(time));
            let mut due: Vec<_> = days
                .map(|day| match zone.from_local_datetime(&day) {
                    MappedLocalTime::Single(at) | MappedLocalTime::Ambiguous(at, _) => at.to_utc(),
                    MappedLocalTime::None => before.from_local_datetime(&day).unwrap().to_utc(),
                })
                .collect();
            due.dedup();
            for each in due.windows(2) {
                let found = next(&cron, zone, each[0]).unwrap();
                assert_eq!(found, each[1], "{time} in {zone} after {}", each[0]);
            }
            for now in around(change) {
                let expected = due.iter().find(|due| **due > now);
                assert_eq!(next(&cron, zone, now).ok().as_ref(), expected, "{time} in {zone}");
            }
        }
    }
}

#[test]
fn in_every_zone_what_is_next_is_later_than_now() {
    let schedules = super::super::SCHEDULES.iter().map(|schedule| schedule.cron);
    let more = ["*/10 * * * *", "0 2 * * SUN", "30 1,2,3 * * *", "*/7 2 * * *", "0 0 29 2 *"];
    let crons: Vec<Cron> = schedules.chain(more).map(cron).collect();
    let mut random = StdRng::seed_from_u64(28);
    for zone in TZ_VARIANTS {
        for cron in &crons {
            let ms = rand::Rng::random_range(&mut random, 0..4_000_000_000_000_i64);
            let now = DateTime::from_timestamp(ms.div_euclid(1_000), 0).unwrap();
            let due = next(cron, zone, now).unwrap();
            assert!(due > now, "{:?} in {zone} after {now}", cron.pattern);
            assert!(next(cron, zone, due).unwrap() > due);
        }
        for change in changes(zone, 2026) {
            for minute in -1..=1 {
                let now = change + MINUTE * minute;
                for cron in &crons {
                    assert!(next(cron, zone, now).unwrap() > now, "{zone} {now}");
                }
            }
        }
    }
}

#[test]
fn the_hour_that_is_repeated_in_berlin() {
    let next = |text: &str, now: &str| next(&cron(text), Tz::Europe__Berlin, at(now)).unwrap();
    let tens = |now: &str| next("*/10 * * * *", now);
    assert_eq!(tens("2026-10-25T00:50:00Z"), at("2026-10-25T01:00:00Z"));
    assert_eq!(tens("2026-10-25T01:05:00Z"), at("2026-10-25T01:10:00Z"));
    assert_eq!(tens("2026-10-25T01:50:00Z"), at("2026-10-25T02:00:00Z"));
    let half_past_two = |now: &str| next("30 2 * * *", now);
    assert_eq!(half_past_two("2026-10-24T12:00:00Z"), at("2026-10-25T00:30:00Z"));
    assert_eq!(half_past_two("2026-10-25T00:30:00Z"), at("2026-10-26T01:30:00Z"));
    assert_eq!(half_past_two("2026-10-25T01:29:00Z"), at("2026-10-26T01:30:00Z"));
}

#[test]
fn the_hour_that_is_left_out_in_berlin() {
    let next = |text: &str, now: &str| next(&cron(text), Tz::Europe__Berlin, at(now)).unwrap();
    assert_eq!(next("*/10 * * * *", "2026-03-29T00:50:00Z"), at("2026-03-29T01:00:00Z"));
    assert_eq!(next("30 2 * * *", "2026-03-28T12:00:00Z"), at("2026-03-29T01:30:00Z"));
    assert_eq!(next("30 2 * * *", "2026-03-29T01:29:00Z"), at("2026-03-29T01:30:00Z"));
    assert_eq!(next("30 2 * * *", "2026-03-29T01:30:00Z"), at("2026-03-30T00:30:00Z"));
}

/// Samoa left a whole day out, and the year before and after went as others do.
#[test]
fn a_day_that_is_left_out_keeps_its_times() {
    let next = |text: &str, now: &str| next(&cron(text), Tz::Pacific__Apia, at(now)).unwrap();
    assert_eq!(next("0 12 * * *", "2011-12-29T22:00:00Z"), at("2011-12-30T22:00:00Z"));
    assert_eq!(next("0 12 * * *", "2011-12-29T23:00:00Z"), at("2011-12-30T22:00:00Z"));
    let monthly = next("0 12 1 * *", "2011-12-29T22:00:00Z");
    assert_eq!(monthly, at("2011-12-31T22:00:00Z"));
}

#[test]
fn what_is_never_due_says_so() {
    let never = cron("0 0 30 2 *");
    assert!(next(&never, Tz::UTC, at("2026-01-01T00:00:00Z")).is_err());
}
