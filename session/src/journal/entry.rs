//! An entry, and what may stand in it.

use serde::{Deserialize, Serialize};

use super::limits::{
    LINE_CHARS_MAX, LINES_MAX, MOOD_MAX, TAG_CHARS_MAX, TAGS_MAX, TEXT_CHARS_MAX, TITLE_CHARS_MAX,
};
use super::prompts;
use crate::{Problem, text};

/// What somebody wrote, as it is sealed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    pub title: Option<String>,
    pub text: String,
    /// 1 to 10, as a mood's value.
    pub mood: Option<u8>,
    pub tags: Vec<String>,
    pub grateful_for: Vec<String>,
    pub wins: Vec<String>,
    /// The number of the prompt that it answers.
    pub prompt: Option<u16>,
}

impl Entry {
    /// As it is kept: without white space around anything, without empty lines in
    /// lists, each tag once. All that is wrong with it is told at once.
    pub fn checked(self) -> Result<Self, Vec<Problem>> {
        let entry = self.tidied();
        let mut problems = Vec::new();
        let mut unless = |is_good: bool, field: String, message: String| {
            if !is_good {
                problems.push(Problem::new(field, message));
            }
        };
        if let Some(title) = &entry.title {
            let is_good = text::is_text(title, TITLE_CHARS_MAX);
            unless(is_good, "title".into(), at_most(TITLE_CHARS_MAX));
        }
        unless(
            text::is_lines(&entry.text, TEXT_CHARS_MAX),
            "text".into(),
            format!("must have {TEXT_CHARS_MAX} characters at most, and none that steers a screen"),
        );
        unless(!entry.is_empty(), "text".into(), "must say something".into());
        unless(is_mood(entry.mood), "mood".into(), format!("must be between 1 and {MOOD_MAX}"));
        let lists = [
            ("tags", &entry.tags, TAGS_MAX, TAG_CHARS_MAX),
            ("grateful_for", &entry.grateful_for, LINES_MAX, LINE_CHARS_MAX),
            ("wins", &entry.wins, LINES_MAX, LINE_CHARS_MAX),
        ];
        for (field, list, most, chars_max) in lists {
            unless(list.len() <= most, field.into(), format!("must be {most} at most"));
            for (at, line) in list.iter().enumerate().take(most) {
                unless(text::is_text(line, chars_max), format!("{field}.{at}"), at_most(chars_max));
            }
        }
        let is_known = entry.prompt.is_none_or(|number| prompts::numbered(number).is_some());
        unless(is_known, "prompt".into(), "must be the number of a prompt".into());
        if problems.is_empty() { Ok(entry) } else { Err(problems) }
    }

    /// Whether a text is in it, whatever its case.
    #[must_use]
    pub fn has(&self, folded: &str) -> bool {
        let texts = self.title.iter().chain([&self.text]);
        let all = texts.chain(&self.tags).chain(&self.grateful_for).chain(&self.wins);
        all.into_iter().any(|text| text::folded(text).contains(folded))
    }

    fn is_empty(&self) -> bool {
        self.title.is_none()
            && self.text.is_empty()
            && self.grateful_for.is_empty()
            && self.wins.is_empty()
    }

    fn tidied(self) -> Self {
        let trimmed = |text: &String| text.trim().to_owned();
        let lines = |list: &[String]| -> Vec<String> {
            list.iter().map(trimmed).filter(|line| !line.is_empty()).collect()
        };
        let mut tags: Vec<String> = Vec::new();
        for tag in lines(&self.tags) {
            if !tags.iter().any(|known| text::folded(known) == text::folded(&tag)) {
                tags.push(tag);
            }
        }
        Self {
            title: self.title.as_ref().map(trimmed).filter(|title| !title.is_empty()),
            text: text::lines(&self.text),
            tags,
            grateful_for: lines(&self.grateful_for),
            wins: lines(&self.wins),
            ..self
        }
    }
}

pub(super) fn is_mood(value: Option<u8>) -> bool {
    value.is_none_or(|value| (1..=MOOD_MAX).contains(&value))
}

pub(super) fn at_most(chars: usize) -> String {
    format!("must have 1 to {chars} characters")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(entry: Entry) -> Vec<String> {
        let problems = entry.checked().unwrap_err();
        problems.into_iter().map(|problem| problem.field).collect()
    }

    #[test]
    fn an_entry_is_kept_without_what_nobody_meant() {
        let entry = Entry {
            title: Some("  ".into()),
            text: "one\r\ntwo\n\n".into(),
            tags: vec![" Sea ".into(), "sea".into(), String::new()],
            wins: vec![" a walk ".into()],
            mood: Some(7),
            ..Entry::default()
        };
        let kept = entry.checked().unwrap();
        assert_eq!((kept.title.as_deref(), kept.text.as_str()), (None, "one\ntwo"));
        assert_eq!((kept.tags, kept.wins), (vec!["Sea".to_owned()], vec!["a walk".to_owned()]));
    }

    #[test]
    fn all_that_is_wrong_is_told() {
        let entry = Entry {
            title: Some("t".repeat(TITLE_CHARS_MAX + 1)),
            text: "t".repeat(TEXT_CHARS_MAX + 1),
            mood: Some(11),
            tags: vec!["\u{7}".into()],
            wins: (0..11).map(|n| n.to_string()).collect(),
            prompt: Some(0),
            ..Entry::default()
        };
        assert_eq!(wrong(entry), ["title", "text", "mood", "tags.0", "wins", "prompt"]);
        assert_eq!(wrong(Entry { mood: Some(3), ..Entry::default() }), ["text"]);
        assert_eq!(wrong(Entry { text: "a\0b".into(), ..Entry::default() }), ["text"]);
    }

    #[test]
    fn the_largest_is_good() {
        let line = "🙂".repeat(LINE_CHARS_MAX);
        let entry = Entry {
            title: Some("🙂".repeat(TITLE_CHARS_MAX)),
            text: "🙂".repeat(TEXT_CHARS_MAX),
            mood: Some(10),
            tags: (0..TAGS_MAX).map(|n| format!("{n}")).collect(),
            grateful_for: vec![line.clone(); LINES_MAX],
            wins: vec![line; LINES_MAX],
            prompt: Some(1),
        };
        assert!(entry.checked().is_ok());
    }

    #[test]
    fn a_text_is_found_in_any_case_and_place() {
        let entry =
            Entry { text: "By the SEA".into(), tags: vec!["Größe".into()], ..Entry::default() };
        let found = |text: &str| entry.has(&text::folded(text));
        assert!(found("sea") && found("GRÖSSE") && !found("lake"));
    }
}
