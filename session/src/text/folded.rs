//! When two texts are the same to whoever typed them.

use caseless::Caseless;
use icu_properties::{CodePointSetData, props::DefaultIgnorableCodePoint};
use unicode_normalization::UnicodeNormalization;

/// A text as it is compared: `NFKC_Casefold` (Unicode 5.18 and UAX 44), with a run of
/// white space taken for one space and none at its ends. Phones, clients and emoji
/// add marks that show nothing: they fall away.
#[must_use]
pub fn folded(text: &str) -> String {
    if text.is_ascii() {
        return spaced(&text.to_ascii_lowercase());
    }
    let ignored = CodePointSetData::new::<DefaultIgnorableCodePoint>();
    // The order is that of Unicode's D147: folding may leave something that is to
    // be normalised, and normalising something that is to be folded or ignored.
    let folded = text
        .nfd()
        .default_case_fold()
        .nfkc()
        .default_case_fold()
        .nfkc()
        .filter(|letter| !ignored.contains(*letter))
        .nfkc()
        .default_case_fold()
        .nfkc();
    spaced(&folded.collect::<String>())
}

/// The same as releases before 0.3 did it, for states and APIs that they left.
#[must_use]
pub fn folded_before(text: &str) -> String {
    let text = text.trim();
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let folded: String =
        text.nfkc().default_case_fold().nfkc().default_case_fold().nfkc().collect();
    folded.trim().to_owned()
}

fn spaced(text: &str) -> String {
    let mut words = text.split_whitespace();
    let mut spaced = words.next().unwrap_or_default().to_owned();
    for word in words {
        spaced.push(' ');
        spaced.push_str(word);
    }
    spaced
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_same_word_in_other_clothes() {
        let clothed =
            ["YES", " yes ", "ＹＥＳ", "yEs\n", "yes \u{34f}", "yes \u{e0000}", "y\u{ad}es"];
        for text in clothed {
            assert_eq!(folded(text), "yes", "{text:?}");
        }
        assert_eq!(folded("STRASSE"), folded("straße"));
        assert_eq!(folded("ДА"), "да");
        assert_ne!(folded("yes please"), "yes");
    }

    #[test]
    fn a_heart_is_a_heart_in_either_style() {
        assert_eq!(folded("\u{2764}\u{fe0f}"), folded("\u{2764}"));
        assert_eq!(folded("\u{2764}\u{fe0e}"), folded("\u{2764}"));
        // Two people in one picture are not one person beside another.
        assert_eq!(folded("👩\u{200d}🚀"), "👩🚀");
    }

    #[test]
    fn a_run_of_white_space_is_one_space() {
        assert_eq!(folded(" go \t\u{3000} on\n"), "go on");
        assert_eq!(folded("go \u{200b} on"), "go on");
    }

    proptest! {
        #[test]
        fn folding_again_changes_nothing(text in "\\PC{0,40}") {
            let once = folded(&text);
            prop_assert_eq!(folded(&once), once);
        }

        /// Whatever shows nothing makes no difference, wherever it stands.
        #[test]
        fn what_is_ignored_makes_no_difference(
            text in "[a-zA-Zäßя ]{1,20}",
            at in any::<prop::sample::Index>(),
            mark in prop::sample::select(vec!['\u{34f}', '\u{200b}', '\u{2060}', '\u{fe0f}', '\u{e0100}']),
        ) {
            let mut marked: Vec<char> = text.chars().collect();
            marked.insert(at.index(marked.len() + 1), mark);
            let marked: String = marked.into_iter().collect();
            prop_assert_eq!(folded(&marked), folded(&text));
        }
    }
}
