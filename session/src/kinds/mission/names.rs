//! Names that people give their survivors.

use unicode_normalization::UnicodeNormalization;

use super::camp::NAME_CHARS_MAX;
use crate::text::{is_name, name_chars};

pub const OWN_NAME_CHARS_MIN: usize = 2;

/// A name as it is kept, in NFKC and without white space around it. `None` for what
/// is none: 2 to 20 characters, and no braces, which stand for people in stories.
#[must_use]
pub fn own_name(given: &str) -> Option<String> {
    let name: String = given.nfkc().collect();
    let name = name.trim();
    let is_own = is_name(name, NAME_CHARS_MAX)
        && name_chars(name) >= OWN_NAME_CHARS_MIN
        && name.chars().count() <= NAME_CHARS_MAX
        && !name.contains(['{', '}']);
    is_own.then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::own_name;

    #[test]
    fn a_name_is_kept_in_one_way_and_within_its_limits() {
        for (given, kept) in [
            (" Ada ", Some("Ada")),
            ("\u{ff21}da", Some("Ada")),
            ("e\u{301}a", Some("\u{e9}a")),
            ("A", None),
            ("   ", None),
            ("\u{200b}\u{200b}", None),
            ("a\nb", None),
            ("{0}", None),
            ("abcdefghijklmnopqrst", Some("abcdefghijklmnopqrst")),
            ("abcdefghijklmnopqrstu", None),
        ] {
            assert_eq!(own_name(given).as_deref(), kept, "{given:?}");
        }
    }
}
