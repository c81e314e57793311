//! How long a text may be, and that it shows something.

use std::ops::RangeInclusive;

use icu_properties::{CodePointSetData, props::DefaultIgnorableCodePoint};
use unicode_segmentation::UnicodeSegmentation;

/// Marks that stack on one letter, or people in one picture, are one character to
/// a reader: in bytes it is bounded, too.
const BYTES_A_CHARACTER: usize = 32;
/// Shows nothing, though it is nowhere said to be ignored.
const BLANK: char = '\u{2800}';

/// How many code points so many characters may have at most, as JSON Schema
/// counts a text: none of them has less than a byte.
#[must_use]
pub const fn code_points_max(chars_max: usize) -> usize {
    chars_max * BYTES_A_CHARACTER
}

/// What a name, a label, a title or a choice may be.
#[must_use]
pub fn is_name(text: &str, chars_max: usize) -> bool {
    text.len() <= chars_max * BYTES_A_CHARACTER
        && (1..=chars_max).contains(&name_chars(text))
        && is_plain(text)
        && shows(text)
}

/// What any other text may be.
#[must_use]
pub fn is_text(text: &str, chars_max: usize) -> bool {
    let chars: RangeInclusive<usize> = 1..=chars_max;
    chars.contains(&text.chars().count()) && is_plain(text) && shows(text)
}

/// A text of several lines, or none.
#[must_use]
pub fn is_lines(text: &str, chars_max: usize) -> bool {
    let is_good = |c: char| !c.is_control() || c == '\n' || c == '\t';
    text.chars().count() <= chars_max && text.chars().all(is_good)
}

/// Characters as a reader counts them.
#[must_use]
pub fn name_chars(text: &str) -> usize {
    text.graphemes(true).count()
}

/// No control characters: NUL separates words in Redis, and jsonb rejects it.
#[must_use]
pub fn is_plain(text: &str) -> bool {
    !text.chars().any(char::is_control)
}

/// Whether a screen shows anything of it.
#[must_use]
pub fn shows(text: &str) -> bool {
    let ignored = CodePointSetData::new::<DefaultIgnorableCodePoint>();
    let is_shown =
        |c: char| !c.is_whitespace() && c != BLANK && !ignored.contains(c) && !is_direction(c);
    text.chars().any(is_shown)
}

/// Says which way the text runs, and shows nothing itself.
#[must_use]
pub const fn is_direction(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_counts_characters_and_not_what_they_are_made_of() {
        let family = "👩\u{200d}👩\u{200d}👧\u{200d}👦";
        assert!(is_name(&family.repeat(50), 50));
        assert!(!is_name(&family.repeat(51), 50));
        assert!(!is_text(&family.repeat(50), 50));
        assert!(is_name("e\u{301}", 1));
    }

    #[test]
    fn one_character_has_an_end() {
        let stacked = format!("a{}", "\u{301}".repeat(100));
        assert_eq!(name_chars(&stacked), 1);
        assert!(!is_name(&stacked, 1));
        assert!(is_name(&stacked, 7));
    }

    #[test]
    fn a_name_shows_something() {
        for text in ["", " ", "\u{200b}", "\u{2060}\u{2060}", "\u{3164}", "\u{2800}", "\u{202e}"] {
            assert!(!is_name(text, 50), "{text:?}");
            assert!(!is_text(text, 50), "{text:?}");
        }
        assert!(is_name("\u{200f}نعم!", 50));
        assert!(!is_name("a\tb", 50));
    }
}
