//! Texts as people type them.
//!
//! White space around one is no part of it. A *character* is what a reader takes
//! for one, a grapheme cluster, in labels, names, titles and choices, and a code
//! point elsewhere. Pages count by the same rules (web/src/kit/words/text.ts).

mod folded;
mod length;
mod trimmed;
mod within;

pub use folded::{folded, folded_before};
pub use length::{
    code_points_max, is_direction, is_lines, is_name, is_plain, is_text, name_chars, shows,
};
pub use trimmed::{each_trimmed, lines, trimmed, trimmed_if_given};
pub use within::Within;

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    /// Pages are held to the same cases (web/src/kit/words/text.test.ts).
    #[test]
    fn texts_are_counted_and_compared_as_pages_do_it() {
        let cases: Vec<Value> = serde_json::from_str(include_str!("cases.json")).unwrap();
        for case in cases {
            let text = case["text"].as_str().unwrap();
            let most = usize::try_from(case["most"].as_u64().unwrap()).unwrap();
            assert_eq!(is_name(text, most), case["name"], "a name: {case}");
            assert_eq!(is_text(text, most), case["text_is_good"], "a text: {case}");
            assert_eq!(folded(text), case["folded"].as_str().unwrap(), "{case}");
        }
    }
}
