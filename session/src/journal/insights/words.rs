//! Which words were used most.
//!
//! A word is letters alone, three at least, compared as all texts are; those that every
//! text has (`stop_words.rs`) are left out. Scripts that put nothing between words are
//! not counted: what is a word of them a table would have to tell.

use std::collections::HashMap;

use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

use super::stop_words::is_stop_word;
use crate::{
    journal::{Day, Entry},
    text,
};

const LETTERS_MIN: usize = 3;
/// Nobody's word is longer: keys that were held down, and what is pasted.
const LETTERS_MAX: usize = 40;
const TOLD_MAX: usize = 20;

/// A word, folded, and how often it was used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordCount {
    pub word: String,
    pub count: u32,
}

/// What entries have, newest day first. The day that was read last is kept apart: it may
/// turn out to be one that was not read whole.
#[derive(Debug, Default)]
pub struct Words {
    whole: HashMap<String, u32>,
    last: HashMap<String, u32>,
    day: Option<Day>,
}

impl Words {
    pub fn add(&mut self, day: Day, entry: &Entry) {
        if self.day.is_some_and(|last| last != day) {
            self.join();
        }
        self.day = Some(day);
        let texts = entry.title.iter().chain([&entry.text]);
        for text in texts.chain(&entry.grateful_for).chain(&entry.wins) {
            for word in words(&text::folded(text)) {
                if let Some(count) = self.last.get_mut(word) {
                    *count += 1;
                } else {
                    self.last.insert(word.to_owned(), 1);
                }
            }
        }
    }

    /// Those of days from one on, the most used first.
    pub fn most(mut self, from: Day) -> Vec<WordCount> {
        if self.day.is_some_and(|last| last >= from) {
            self.join();
        }
        let counted = self.whole.into_iter().map(|(word, count)| WordCount { word, count });
        let mut most: Vec<_> = counted.collect();
        most.sort_by(|one, other| {
            other.count.cmp(&one.count).then_with(|| one.word.cmp(&other.word))
        });
        most.truncate(TOLD_MAX);
        most
    }

    fn join(&mut self) {
        for (word, count) in self.last.drain() {
            *self.whole.entry(word).or_insert(0) += count;
        }
    }
}

/// What stands between apostrophes, digits and lines is a part of its own.
fn words(folded: &str) -> impl Iterator<Item = &str> {
    let parts = folded.unicode_words().flat_map(|word| word.split(|c: char| !is_of_a_word(c)));
    parts.filter(|word| is_word(word))
}

fn is_of_a_word(c: char) -> bool {
    c.is_alphabetic() || is_combining_mark(c)
}

fn is_word(part: &str) -> bool {
    text::is_name(part, LETTERS_MAX) && text::name_chars(part) >= LETTERS_MIN && !is_stop_word(part)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn entry(text: &str) -> Entry {
        Entry { text: text.to_owned(), ..Entry::default() }
    }

    fn most(texts: &[&str]) -> Vec<(String, u32)> {
        let mut words = Words::default();
        for text in texts {
            words.add(Day::new(0), &entry(text));
        }
        let most = words.most(Day::new(0)).into_iter();
        most.map(|WordCount { word, count }| (word, count)).collect()
    }

    fn one(word: &str, count: u32) -> (String, u32) {
        (word.to_owned(), count)
    }

    #[test]
    fn words_are_the_same_in_any_case_and_are_letters() {
        let told = most(&["The STRASSE by the sea.", "Straße, Sea-side; SEA! 2026 24h ok"]);
        assert_eq!(told, [one("sea", 3), one("strasse", 2), one("side", 1)]);
        assert_eq!(most(&["mother’s garden isn't mothers'"]).len(), 3, "and `s` is none");
        assert_eq!(most(&["नमस्ते नमस्ते"]), [one("नमस्ते", 2)]);
    }

    #[test]
    fn what_every_text_has_is_left_out_in_both_languages() {
        assert!(most(&["I think that we would not have been there because of them"]).len() < 2);
        assert!(
            most(&["Ich bin heute nicht mehr über das Große hinaus, weil wir waren"]).len() < 4
        );
        assert!(most(&["und oder aber für daß dass don't didn’t"]).is_empty());
    }

    #[test]
    fn all_that_was_written_counts_but_tags() {
        let mut words = Words::default();
        let entry = Entry {
            title: Some("Garden".into()),
            text: "garden".into(),
            tags: vec!["garden".into()],
            grateful_for: vec!["garden".into()],
            wins: vec!["garden".into()],
            ..Entry::default()
        };
        words.add(Day::new(0), &entry);
        assert_eq!(words.most(Day::new(0))[0].count, 4);
    }

    #[test]
    fn a_key_that_was_held_down_is_no_word() {
        assert!(most(&["a".repeat(41).as_str()]).is_empty());
        assert_eq!(most(&["a".repeat(40).as_str()]).len(), 1);
    }

    proptest! {
        #[test]
        fn no_more_than_twenty_and_the_most_used_first(
            texts in prop::collection::vec("[a-eß ]{0,30}", 0..12),
        ) {
            let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
            let told = most(&texts);
            prop_assert!(told.len() <= TOLD_MAX);
            prop_assert!(told.is_sorted_by(|one, other| one.1 >= other.1));
            let turned: Vec<&str> = texts.iter().rev().copied().collect();
            prop_assert_eq!(most(&turned), told);
        }

        /// A day that was not read whole is left out whole.
        #[test]
        fn what_is_before_the_first_day_is_not_counted(
            texts in prop::collection::vec("[a-c]{3}( [a-c]{3}){0,4}", 1..8),
            from in 0_i32..8,
        ) {
            let read = |last: i32| {
                let mut words = Words::default();
                for (text, day) in texts.iter().zip((0..8).rev()).filter(|(_, day)| *day >= last) {
                    words.add(Day::new(day), &entry(text));
                }
                words.most(Day::new(from))
            };
            prop_assert_eq!(read(from - 1), read(from));
        }
    }
}
