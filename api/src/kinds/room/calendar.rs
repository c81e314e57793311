//! A room's schedules as iCalendar (RFC 5545), for calendars that subscribe to them.
//!
//! What is once is told in UTC. What is weekly keeps its hour when clocks are changed, so
//! it is told by the clock of its zone, and with it the changes of that clock.

use std::collections::BTreeMap;

use downbeat_job::{
    observances::{Observance, observances},
    rooms::{in_calendars, next_weekly},
};
use downbeat_store::{Room, RoomSchedule};

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;
const YEAR_MS: i64 = 365 * DAY_MS;
/// A series is told from its first time on, or from a year ago: however old it is, the
/// changes of its clock are few.
const PAST_MS: i64 = YEAR_MS;
/// So far ahead changes of clocks are told; who subscribes asks again long before.
const AHEAD_MS: i64 = 5 * YEAR_MS;
const LINE_BYTES_MAX: usize = 75;

/// What is to come of a room.
pub fn written(room: &Room, url: &str, all: &[RoomSchedule], now_ms: i64) -> String {
    let title = escaped(room.config["title"].as_str().unwrap_or_default());
    let events: Vec<Event> = all.iter().filter_map(|one| Event::of(one, now_ms)).collect();
    let mut lines = Lines::default();
    lines.add("BEGIN:VCALENDAR");
    lines.add("VERSION:2.0");
    lines.add("PRODID:-//Downbeat//Rooms//EN");
    for (zone, changes) in clocks(&events, now_ms) {
        lines.add_clock(zone, changes.values());
    }
    // What is told is so as of now.
    let stamp = in_calendars(now_ms, 0).unwrap_or_default();
    for event in &events {
        lines.add("BEGIN:VEVENT");
        lines.add(&format!("UID:{}@downbeat", event.schedule.id));
        lines.add(&format!("DTSTAMP:{stamp}Z"));
        lines.add(&event.begins);
        if event.is_weekly {
            lines.add("RRULE:FREQ=WEEKLY");
        }
        lines.add(&format!("SUMMARY:{title}"));
        lines.add(&format!("URL:{url}"));
        if let Some(min) = event.schedule.remind_min {
            lines.add("BEGIN:VALARM");
            lines.add("ACTION:DISPLAY");
            lines.add(&format!("DESCRIPTION:{title}"));
            lines.add(&format!("TRIGGER:-PT{min}M"));
            lines.add("END:VALARM");
        }
        lines.add("END:VEVENT");
    }
    lines.add("END:VCALENDAR");
    lines.0
}

/// A schedule that is not over.
struct Event<'a> {
    schedule: &'a RoomSchedule,
    is_weekly: bool,
    first_ms: i64,
    /// The line that says so.
    begins: String,
}

impl<'a> Event<'a> {
    fn of(schedule: &'a RoomSchedule, now_ms: i64) -> Option<Self> {
        let next_ms = schedule.next_ms?;
        let is_weekly = schedule.repeat == "weekly";
        let (first_ms, begins) = if is_weekly {
            let zone = &schedule.zone;
            let (ms, local) = next_weekly(&schedule.local_at, zone, now_ms - PAST_MS)?;
            (ms, format!("DTSTART;TZID={zone}:{local}"))
        } else {
            (next_ms, format!("DTSTART:{}Z", in_calendars(next_ms, 0)?))
        };
        Some(Self { schedule, is_weekly, first_ms, begins })
    }
}

/// The clocks that series go by, each with its changes while those run: of two that
/// begin years apart, around both.
fn clocks<'a>(events: &[Event<'a>], now_ms: i64) -> BTreeMap<&'a str, BTreeMap<i64, Observance>> {
    let mut clocks: BTreeMap<&str, BTreeMap<i64, Observance>> = BTreeMap::new();
    for event in events.iter().filter(|event| event.is_weekly) {
        let zone = event.schedule.zone.as_str();
        let (from_ms, until_ms) = (event.first_ms - DAY_MS, event.first_ms.max(now_ms) + AHEAD_MS);
        let changes = observances(zone, from_ms, until_ms).unwrap_or_default();
        clocks.entry(zone).or_default().extend(changes.into_iter().map(|one| (one.from_ms, one)));
    }
    clocks
}

/// Lines as they are sent: those that are longer than 75 bytes go on behind a space
/// (section 3.1).
#[derive(Default)]
struct Lines(String);

impl Lines {
    fn add(&mut self, line: &str) {
        let mut bytes = 0;
        for c in line.chars() {
            if bytes + c.len_utf8() > LINE_BYTES_MAX {
                self.0.push_str("\r\n ");
                bytes = 1;
            }
            self.0.push(c);
            bytes += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }

    /// Calendars need not know our zones (section 3.6.5).
    fn add_clock<'a>(&mut self, zone: &str, changes: impl Iterator<Item = &'a Observance>) {
        self.add("BEGIN:VTIMEZONE");
        self.add(&format!("TZID:{zone}"));
        for change in changes {
            let Observance { from_ms, before_s, east_s, is_summer } = *change;
            // A change is told by the clock that is changed.
            let Some(at) = in_calendars(from_ms, before_s) else { continue };
            let kind = if is_summer { "DAYLIGHT" } else { "STANDARD" };
            self.add(&format!("BEGIN:{kind}"));
            self.add(&format!("DTSTART:{at}"));
            self.add(&format!("TZOFFSETFROM:{}", offset(before_s)));
            self.add(&format!("TZOFFSETTO:{}", offset(east_s)));
            self.add(&format!("END:{kind}"));
        }
        self.add("END:VTIMEZONE");
    }
}

/// `+0530`: since 1972 no clock is off by seconds.
fn offset(east_s: i32) -> String {
    let sign = if east_s < 0 { '-' } else { '+' };
    let minutes = east_s.unsigned_abs() / 60;
    format!("{sign}{:02}{:02}", minutes / 60, minutes % 60)
}

/// What stands for something else in a text (section 3.3.11).
fn escaped(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,");
    text.replace('\n', "\\n")
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use uuid::Uuid;

    use super::*;

    /// 1 December 2026, 12:00 UTC.
    const NOW_MS: i64 = 1_796_126_400_000;

    fn room(title: &str) -> Room {
        Room {
            session_id: Uuid::nil(),
            owner: Uuid::nil(),
            code: "BCDFGHJK".into(),
            slug: None,
            password: None,
            config: json!({ "title": title }),
        }
    }

    fn schedule(repeat: &str, local_at: &str, zone: &str) -> RoomSchedule {
        RoomSchedule {
            id: Uuid::nil(),
            session_id: Uuid::nil(),
            local_at: local_at.into(),
            zone: zone.into(),
            repeat: repeat.into(),
            remind_min: None,
            starts: true,
            next_ms: downbeat_job::rooms::at_ms(local_at, zone),
        }
    }

    fn of(title: &str, all: &[RoomSchedule]) -> String {
        written(&room(title), "https://a.example/room/BCDFGHJK", all, NOW_MS)
    }

    #[test]
    fn what_is_once_is_told_in_utc() {
        let mut once = schedule("once", "2026-12-04T20:00", "Europe/Berlin");
        once.remind_min = Some(30);
        let over = RoomSchedule { next_ms: None, ..once.clone() };
        let text = of("Films", &[once, over]);
        let lines = "BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Downbeat//Rooms//EN
BEGIN:VEVENT
UID:00000000-0000-0000-0000-000000000000@downbeat
DTSTAMP:20261201T120000Z
DTSTART:20261204T190000Z
SUMMARY:Films
URL:https://a.example/room/BCDFGHJK
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:Films
TRIGGER:-PT30M
END:VALARM
END:VEVENT
END:VCALENDAR
";
        assert_eq!(text, lines.replace('\n', "\r\n"));
    }

    #[test]
    fn what_is_weekly_brings_the_changes_of_its_clock() {
        let friday = schedule("weekly", "2026-10-23T20:00", "Europe/Berlin");
        let sunday = schedule("weekly", "2026-12-06T11:00", "Europe/Berlin");
        let text = of("Films", &[friday, sunday]).replace("\r\n", "\n");
        assert_eq!(text.matches("BEGIN:VTIMEZONE").count(), 1, "{text}");
        for part in [
            "TZID:Europe/Berlin\nBEGIN:DAYLIGHT\nDTSTART:20261022T200000\n\
             TZOFFSETFROM:+0200\nTZOFFSETTO:+0200\nEND:DAYLIGHT\nBEGIN:STANDARD\n\
             DTSTART:20261025T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\nEND:STANDARD\n",
            "BEGIN:DAYLIGHT\nDTSTART:20270328T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\n",
            "DTSTART:20311026T030000\n",
            "DTSTART;TZID=Europe/Berlin:20261023T200000\nRRULE:FREQ=WEEKLY\n",
            "DTSTART;TZID=Europe/Berlin:20261206T110000\nRRULE:FREQ=WEEKLY\n",
        ] {
            assert!(text.contains(part), "{part} in {text}");
        }
    }

    #[test]
    fn of_a_series_that_has_run_for_long_the_last_year_is_told() {
        let text = of("Films", &[schedule("weekly", "1900-01-05T20:00", "Africa/Monrovia")]);
        assert!(text.contains("DTSTART;TZID=Africa/Monrovia:20251205T200000\r\n"), "{text}");
        assert_eq!(text.matches("BEGIN:STANDARD").count(), 1, "{text}");
    }

    #[test]
    fn a_title_is_escaped_and_folded_between_characters() {
        let title = format!("Films; and, \\ {}", "🎬ü".repeat(40));
        let text = of(&title, &[schedule("once", "2026-12-04T20:00", "UTC")]);
        assert!(text.split("\r\n").all(|line| line.len() <= LINE_BYTES_MAX), "{text}");
        let whole = text.replace("\r\n ", "");
        let told = format!("SUMMARY:Films\\; and\\, \\\\ {}\r\n", "🎬ü".repeat(40));
        assert!(whole.contains(&told), "{whole}");
        assert!(!whole.replace("\r\n", "").contains(['\r', '\n']), "{whole}");
    }

    #[test]
    fn an_offset_is_told_in_hours_and_minutes() {
        for (east_s, told) in [(0, "+0000"), (19_800, "+0530"), (-12_600, "-0330")] {
            assert_eq!(offset(east_s), told);
        }
    }
}
