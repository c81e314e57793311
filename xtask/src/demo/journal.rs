//! A year of a journal: entries and moods as somebody would have written them, brought in
//! by the door that takes a journal along. The same days have the same, in every demo.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use super::api::Api;

const DAYS: i64 = 364;
const DAY_MS: i64 = 24 * 3_600_000;
/// The door takes more; a debug build is given time.
const AT_ONCE: usize = 100;
/// The last days are written without a gap.
const STREAK: i64 = 23;

const TITLES: [&str; 6] = [
    "A slow start",
    "By the river",
    "Better than it looked",
    "Enough",
    "Small things",
    "Late again",
];
const TEXTS: [&str; 12] = [
    "Woke before the alarm and stayed in bed with a book. The morning was mine.",
    "Walked along the river until the bridge and back. The heron stood where it always stands.",
    "Too many tabs, too many tasks. I closed half of them and nothing happened.",
    "Called my sister. We laughed about the holiday in the rain, again.",
    "The stream went well: a calm chat, good questions, and I ended on time.",
    "Slept badly. Everything was a little too loud, and I was short with people.",
    "Cooked something new. Too much salt, good company.",
    "Rain all day. I tidied the desk and found the letter that I had been looking for.",
    "Said no to something that I would have said yes to a year ago.",
    "A long day at work, and nobody noticed the part that I am proud of.",
    "Ran further than last week. My knees complain, my head does not.",
    "Sat on the balcony until it was dark. Nothing had to be done.",
];
const GRATEFUL: [&str; 5] = [
    "tea on the balcony",
    "the neighbour's piano",
    "a text from Ada",
    "dry shoes",
    "an early night",
];
const WINS: [&str; 4] =
    ["ended on time", "wrote to the landlord", "no phone before breakfast", "asked for help"];
const NOTES: [&str; 5] = ["rested", "tense", "after the walk", "tired, in a good way", "restless"];

/// Of years before, on the day that it is today.
const EARLIER: [&str; 2] = [
    "First evening in the new flat. Boxes everywhere, one lamp, one chair, and it is home.",
    "Bought this notebook today. Let us see how long that lasts.",
];

/// What is written on one day.
struct Written {
    /// 1 to 10.
    mood: i64,
    entry: Value,
    moods: Vec<Value>,
}

/// Writes all of it.
pub fn write(person: &Api) -> Result<()> {
    let now_ms = person.ask("GET", "/api/v1/time", &Value::Null)?;
    let now_ms = now_ms["server_ms"].as_i64().context("there is no time")?;
    let (mut entries, mut moods) = (Vec::new(), Vec::new());
    for ago in 1..=DAYS {
        let day = written(now_ms / DAY_MS - ago);
        if ago <= STREAK || !is_gap(ago) {
            entries.push(day.entry);
        }
        moods.extend(day.moods);
    }
    entries.extend(earlier(now_ms / DAY_MS));
    let (entries, moods) = (entries.chunks(AT_ONCE), moods.chunks(AT_ONCE));
    let bodies = entries.map(|some| json!({ "entries": some }));
    for body in bodies.chain(moods.map(|some| json!({ "moods": some }))) {
        let added = person.ask("POST", "/api/v1/journal/import", &body)?;
        ensure!(added["entries"].is_number(), "the journal was not taken: {added}");
    }
    Ok(())
}

/// A day off now and then, and a week away twice.
const fn is_gap(ago: i64) -> bool {
    ago % 19 == 0 || ago % 160 > 152
}

/// By the number of the day since 1970.
fn written(day: i64) -> Written {
    let chance = drawn(day);
    let walks = day % 3 == 0;
    let is_late = day % 7 == 2;
    let meets = day % 5 == 1;
    let noise = i64::from(chance % 3 == 0) - i64::from(chance % 3 == 1);
    let mood = 6 + 2 * i64::from(walks) - 2 * i64::from(is_late) + i64::from(meets) + noise;
    let mood = mood.clamp(1, 10);
    let mut tags = Vec::new();
    for (is_there, tag) in [(walks, "walk"), (is_late, "late night"), (meets, "friends")] {
        if is_there {
            tags.push(tag);
        }
    }
    if chance % 4 == 0 {
        tags.push("stream");
    }
    let entry = json!({
        "day": date(day),
        "title": (chance % 3 == 0).then(|| one(&TITLES, chance / 3)),
        "text": format!("{} {}", one(&TEXTS, chance), one(&TEXTS, chance / 7 + 1)),
        "mood": mood,
        "tags": tags,
        "grateful_for": if chance % 2 == 0 { vec![one(&GRATEFUL, chance / 2)] } else { vec![] },
        "wins": if chance % 5 < 2 { vec![one(&WINS, chance / 5)] } else { vec![] },
        "prompt": (chance % 6 == 0).then_some(chance % 90 + 1),
        "created_ms": day * DAY_MS + 20 * 3_600_000,
    });
    Written { mood, entry, moods: noted(day, mood, chance) }
}

/// Morning and evening of some days: evenings are better.
fn noted(day: i64, mood: i64, chance: u64) -> Vec<Value> {
    let hours: &[i64] = match chance % 4 {
        0 => &[8, 21],
        1 => &[13],
        2 => &[21],
        _ => &[],
    };
    let note = |hour: &i64| {
        let value = (mood + i64::from(*hour > 20) - i64::from(*hour < 9)).clamp(1, 10);
        json!({
            "day": date(day),
            "at_ms": day * DAY_MS + hour * 3_600_000,
            "value": value,
            "note": (chance % 5 == 0).then(|| one(&NOTES, chance / 5)),
        })
    };
    hours.iter().map(note).collect()
}

/// The same day of the two years before, where those have it.
fn earlier(today: i64) -> Vec<Value> {
    let shown = date(today);
    let on_that_day = |days: &i64| date(*days).get(5..) == shown.get(5..);
    let found = (today - 740..today - 300).rev().filter(on_that_day);
    let entry = |(day, text): (i64, &str)| json!({ "day": date(day), "text": text, "created_ms": day * DAY_MS + 20 * 3_600_000 });
    found.zip(EARLIER).map(entry).collect()
}

fn one<'a>(texts: &[&'a str], at: u64) -> &'a str {
    let count = u64::try_from(texts.len()).unwrap_or(u64::MAX);
    usize::try_from(at % count).ok().and_then(|at| texts.get(at)).copied().unwrap_or_default()
}

/// Chance that a day has in every demo (splitmix64).
const fn drawn(day: i64) -> u64 {
    let mixed = day.unsigned_abs().wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (mixed ^ (mixed >> 27)) >> 16
}

/// As `2026-11-30`, of a number of days since 1970: the civil calendar by its eras of 400
/// years, which begin in March (Howard Hinnant, "chrono-compatible low-level date algorithms").
fn date(days: i64) -> String {
    let days = days + 719_468;
    let (era, of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_the_calendar() {
        let told = [(0, "1970-01-01"), (11_016, "2000-02-29"), (20_787, "2026-11-30")];
        for (days, shown) in told {
            assert_eq!(date(days), shown);
        }
    }

    #[test]
    fn the_same_day_of_years_before_is_found_where_it_is() {
        let days = |entries: Vec<Value>| -> Vec<Value> {
            entries.into_iter().map(|entry| entry["day"].clone()).collect()
        };
        assert_eq!(days(earlier(20_787)), ["2025-11-30", "2024-11-30"]);
        assert!(days(earlier(11_016)).is_empty(), "29 February");
    }

    #[test]
    fn a_year_has_days_off_and_moods_of_every_height() {
        let written: Vec<_> = (20_000..20_365).map(written).collect();
        let moods: std::collections::BTreeSet<_> = written.iter().map(|day| day.mood).collect();
        assert!(moods.len() >= 5, "{moods:?}");
        assert!((1..=STREAK).any(is_gap), "what the streak passes over");
    }
}
