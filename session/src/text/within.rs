//! Words and phrases that stand in a text as such, and not within others.

use unicode_segmentation::UnicodeSegmentation;

use super::folded;

/// A text in which words are looked for: as it is compared, and where words begin and end
/// in it (UAX 29).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Within {
    text: String,
    /// Ascending; the end is one, too.
    bounds: Vec<usize>,
}

impl Within {
    #[must_use]
    pub fn of(text: &str) -> Self {
        let text = folded(text);
        let begins = text.split_word_bound_indices().map(|(at, _)| at);
        let bounds = begins.chain([text.len()]).collect();
        Self { text, bounds }
    }

    /// Whether a word or a phrase stands there: from where one begins to where one ends.
    #[must_use]
    pub fn has(&self, word: &str) -> bool {
        let word = folded(word);
        let is_bound = |at: usize| self.bounds.binary_search(&at).is_ok();
        let stands = |at: usize| self.text[at..].starts_with(&word) && is_bound(at + word.len());
        !word.is_empty() && self.bounds.iter().any(|at| stands(*at))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_word_stands_there_as_one() {
        let has = |text: &str, word: &str| Within::of(text).has(word);
        assert!(has("You are a FOOL.", "fool") && has("fool", "Fool"));
        assert!(!has("foolish", "fool") && !has("a tomfool", "fool"));
        assert!(has("buy  now,\nor never", "buy now"));
        assert!(has("STRASSE!", "straße") && has("ｓｐａｍ", "spam"));
        assert!(has("s\u{200b}p\u{ad}am", "spam"));
        assert!(has("no 🦀 here", "🦀"));
        // The first place where it could stand is within another.
        assert!(has("ba a a", "a a"));
        assert!(!has("anything", "") && !has("", "a") && !has("", ""));
    }

    proptest! {
        /// Between others, in whatever case, it is found.
        #[test]
        fn what_stands_between_others_is_found(
            before in "[a-zäß]{0,8}", word in "[a-zäßя]{1,8}", after in "[a-zäß]{0,8}",
        ) {
            let text = format!("{before} {} {after}", word.to_uppercase());
            prop_assert!(Within::of(&text).has(&word));
            let text = format!("{before}, ({word}). {after}");
            prop_assert!(Within::of(&text).has(&word));
        }

        #[test]
        fn what_is_a_part_of_a_word_is_not(word in "[a-z]{1,8}", rest in "[a-z]{1,8}") {
            let whole = [word.as_str(), rest.as_str()].concat();
            prop_assert!(!Within::of(&whole).has(&word));
        }

        /// Marks that show nothing make no difference, wherever they stand.
        #[test]
        fn marks_that_show_nothing_fall_away(
            word in "[a-zäß]{1,8}",
            at in any::<prop::sample::Index>(),
            mark in prop::sample::select(vec!['\u{200b}', '\u{200d}', '\u{2060}', '\u{fe0f}', '\u{ad}']),
        ) {
            let mut marked: Vec<char> = word.chars().collect();
            marked.insert(at.index(marked.len() + 1), mark);
            let marked: String = marked.into_iter().collect();
            let [with, without] = [&marked, &word].map(|it| format!("so {it} it is"));
            prop_assert!(Within::of(&with).has(&word));
            prop_assert!(Within::of(&without).has(&marked));
        }

        /// Whatever is typed, looking for it ends, and a text has itself.
        #[test]
        fn a_text_has_itself(text in "\\PC{0,60}") {
            prop_assert_eq!(Within::of(&text).has(&text), !folded(&text).is_empty());
        }
    }
}
