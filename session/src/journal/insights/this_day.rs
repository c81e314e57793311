//! What was written on this day in other years.

use unicode_segmentation::UnicodeSegmentation;

use crate::journal::{Day, Entry};

const YEARS_MAX: usize = 10;
const LINE_CHARS_MAX: usize = 120;

/// Of days that were written those of the same month and day, the last first.
pub fn other_years(today: Day, written: impl IntoIterator<Item = Day>) -> Vec<Day> {
    let same = |day: &Day| *day != today && day.is_anniversary_of(today);
    let mut days: Vec<Day> = written.into_iter().filter(same).collect();
    days.sort_unstable_by(|one, other| other.cmp(one));
    days.dedup();
    days.truncate(YEARS_MAX);
    days
}

/// What an entry is known again by: its title, or the first that it says.
pub fn first_line(entry: &Entry) -> String {
    let lines = entry.title.iter().map(String::as_str).chain(entry.text.lines());
    let lists = entry.grateful_for.iter().chain(&entry.wins).map(String::as_str);
    let first = lines.chain(lists).map(str::trim).find(|line| !line.is_empty());
    first.unwrap_or_default().graphemes(true).take(LINE_CHARS_MAX).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(texts: &[&str]) -> Vec<Day> {
        texts.iter().map(|text| text.parse().unwrap()).collect()
    }

    #[test]
    fn other_years_are_those_of_the_same_day() {
        let written = days(&["2019-03-01", "2024-02-29", "2024-03-01", "2025-03-01", "2025-03-02"]);
        let told = other_years("2025-03-01".parse().unwrap(), written.clone());
        assert_eq!(told, days(&["2024-03-01", "2019-03-01"]));
        assert!(other_years("2020-02-28".parse().unwrap(), written.clone()).is_empty());
        assert_eq!(other_years("2020-02-29".parse().unwrap(), written), days(&["2024-02-29"]));
        let many: Vec<_> = (0..40).map(|year| format!("{}-05-05", 1980 + year)).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        let told = other_years("2026-05-05".parse().unwrap(), days(&many));
        assert_eq!((told.len(), told[0].to_string()), (YEARS_MAX, "2019-05-05".to_owned()));
    }

    #[test]
    fn an_entry_is_known_by_the_first_that_it_says() {
        let entry = |title: Option<&str>, text: &str, win: &str| Entry {
            title: title.map(str::to_owned),
            text: text.to_owned(),
            wins: vec![win.to_owned()],
            ..Entry::default()
        };
        assert_eq!(first_line(&entry(Some("Home"), "By the sea.", "up")), "Home");
        assert_eq!(first_line(&entry(None, "\n By the sea. \nLong.", "up")), "By the sea.");
        assert_eq!(first_line(&entry(None, "", "up")), "up");
        assert_eq!(first_line(&Entry::default()), "");
        let long = "e\u{301}".repeat(LINE_CHARS_MAX + 1);
        assert_eq!(first_line(&entry(None, &long, "up")), "e\u{301}".repeat(LINE_CHARS_MAX));
    }
}
