//! When two texts are the same to a meter.

use caseless::Caseless;
use unicode_normalization::UnicodeNormalization;

/// A text as it is compared: trimmed, NFKC, case-folded. Chat and triggers go
/// through here, so Redis compares bytes.
///
/// The order is that of Unicode's compatibility caseless match (Unicode 3.13,
/// D146): normalising again after folding makes the result stable.
#[must_use]
pub fn normalised(text: &str) -> String {
    let text = text.trim();
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let folded: String =
        text.nfkc().default_case_fold().nfkc().default_case_fold().nfkc().collect();
    folded.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::normalised;

    #[test]
    fn same_word_in_other_clothes() {
        for text in ["YES", " yes ", "ＹＥＳ", "yEs\n"] {
            assert_eq!(normalised(text), "yes");
        }
        assert_eq!(normalised("STRASSE"), normalised("straße"));
        assert_eq!(normalised("ДА"), "да");
        assert_ne!(normalised("yes please"), "yes");
    }

    proptest! {
        #[test]
        fn is_stable(text in "\\PC{0,40}") {
            let once = normalised(&text);
            prop_assert_eq!(normalised(&once), once);
        }
    }
}
