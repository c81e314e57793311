//! Words that a circle looks out for in what is said there.
//!
//! They are compared as [`Within`] compares them: whole words and phrases, whatever case
//! and whatever marks they are typed with, in what was typed and in what is shown of it.

use serde::{Deserialize, Serialize};

use super::{
    Rank,
    limits::{WORD_CHARS_MAX, WORDS_MAX},
    markdown,
};
use crate::{
    Problem,
    text::{self, Within},
};

/// What becomes of a text with such a word; what is stricter comes later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WordAct {
    /// It is shown, and a moderator looks at it.
    Note,
    /// A moderator looks at it first.
    Hold,
    /// It is not said.
    Block,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Word {
    pub word: String,
    pub act: WordAct,
}

/// A list as it is kept: without what is empty, each word once, with what is stricter of
/// it. All that is wrong with it is told at once.
///
/// # Errors
/// The fields that are outside their limits.
pub fn checked(given: Vec<Word>) -> Result<Vec<Word>, Vec<Problem>> {
    if given.len() > WORDS_MAX {
        return Err(vec![Problem::new("words", format!("must be {WORDS_MAX} at most"))]);
    }
    let mut problems = Vec::new();
    let mut kept: Vec<(String, Word)> = Vec::new();
    for (at, Word { word, act }) in given.into_iter().enumerate() {
        let word = word.trim().to_owned();
        if word.is_empty() {
            continue;
        }
        let folded = text::folded(&word);
        if folded.is_empty() || !text::is_name(&word, WORD_CHARS_MAX) {
            let message = format!("must have 1 to {WORD_CHARS_MAX} characters");
            problems.push(Problem::new(format!("words.{at}.word"), message));
            continue;
        }
        match kept.iter_mut().find(|(known, _)| *known == folded) {
            Some((_, known)) => known.act = known.act.max(act),
            None => kept.push((folded, Word { word, act })),
        }
    }
    if problems.is_empty() {
        Ok(kept.into_iter().map(|(_, word)| word).collect())
    } else {
        Err(problems)
    }
}

/// The strictest that a list wants for what somebody says. What moderators say is neither
/// held nor noted.
#[must_use]
pub fn found(words: &[Word], said: &str, rank: Rank) -> Option<WordAct> {
    if words.is_empty() {
        return None;
    }
    let ways = [Within::of(said), Within::of(&markdown::plain(said))];
    let stands = |word: &&Word| ways.iter().any(|way| way.has(&word.word));
    let counts = |act: &WordAct| rank < Rank::Moderator || *act == WordAct::Block;
    words.iter().filter(stands).map(|word| word.act).filter(counts).max()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn word(word: &str, act: WordAct) -> Word {
        Word { word: word.into(), act }
    }

    #[test]
    fn a_list_is_kept_without_what_nobody_meant() {
        let given = vec![
            word(" Buy  now ", WordAct::Note),
            word("", WordAct::Block),
            word("buy NOW", WordAct::Hold),
        ];
        assert_eq!(checked(given).unwrap(), [word("Buy  now", WordAct::Hold)]);
        let wrong = vec![
            word("fine", WordAct::Note),
            word(&"w".repeat(WORD_CHARS_MAX + 1), WordAct::Note),
            word("\u{200b}", WordAct::Note),
        ];
        let fields: Vec<_> = checked(wrong).unwrap_err().into_iter().map(|it| it.field).collect();
        assert_eq!(fields, ["words.1.word", "words.2.word"]);
        let many = (0..=WORDS_MAX).map(|n| word(&n.to_string(), WordAct::Note)).collect();
        assert_eq!(checked(many).unwrap_err()[0].field, "words");
    }

    #[test]
    fn what_is_shown_counts_as_what_was_typed() {
        let words = [word("spam", WordAct::Hold)];
        for said in ["sp*am*", "_spam_", "s**pa**m", "`spam`", "SPAM!", "[spam](https://a.example)"]
        {
            assert_eq!(found(&words, said, Rank::Member), Some(WordAct::Hold), "{said}");
        }
        for said in ["spammer", "sp am", "no"] {
            assert_eq!(found(&words, said, Rank::Member), None, "{said}");
        }
    }

    #[test]
    fn what_moderators_say_is_neither_held_nor_noted() {
        let words = [
            word("odd", WordAct::Note),
            word("rude", WordAct::Hold),
            word("worse", WordAct::Block),
        ];
        for rank in [Rank::Moderator, Rank::Admin, Rank::Owner] {
            assert_eq!(found(&words, "odd, rude", rank), None);
            assert_eq!(found(&words, "odd, rude, worse", rank), Some(WordAct::Block));
        }
        assert_eq!(found(&words, "odd", Rank::Member), Some(WordAct::Note));
        assert_eq!(found(&words, "odd, rude", Rank::Member), Some(WordAct::Hold));
    }

    proptest! {
        /// A longer list is never less strict, and what is kept does what was given.
        #[test]
        fn more_words_are_no_less_strict(
            list in prop::collection::vec(("[a-c]{1,2}", 0..3_usize), 0..8),
            said in "[a-c ]{0,20}",
            upto in any::<prop::sample::Index>(),
        ) {
            let acts = [WordAct::Note, WordAct::Hold, WordAct::Block];
            let list: Vec<Word> = list.iter().map(|(it, act)| word(it, acts[*act])).collect();
            let part = &list[..upto.index(list.len() + 1)];
            let whole = found(&list, &said, Rank::Member);
            prop_assert!(found(part, &said, Rank::Member) <= whole);
            prop_assert_eq!(found(&checked(list).unwrap(), &said, Rank::Member), whole);
        }
    }
}
