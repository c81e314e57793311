//! How somebody felt, and when.

use serde::{Deserialize, Serialize};

use super::entry::is_mood;
use super::limits::{MOOD_MAX, NOTE_CHARS_MAX};
use crate::{Problem, text};

/// As it is sealed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mood {
    /// 1 to 10.
    pub value: u8,
    pub note: Option<String>,
}

impl Mood {
    pub fn checked(self) -> Result<Self, Vec<Problem>> {
        let note = self.note.map(|note| note.trim().to_owned()).filter(|note| !note.is_empty());
        let mut problems = Vec::new();
        if !is_mood(Some(self.value)) {
            problems.push(Problem::new("value", format!("must be between 1 and {MOOD_MAX}")));
        }
        if !note.as_deref().is_none_or(|note| text::is_lines(note, NOTE_CHARS_MAX)) {
            let message = format!("must have {NOTE_CHARS_MAX} characters at most");
            problems.push(Problem::new("note", message));
        }
        if problems.is_empty() { Ok(Self { value: self.value, note }) } else { Err(problems) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mood_is_one_of_ten_with_a_short_note() {
        let mood = |value, note: &str| Mood { value, note: Some(note.to_owned()) }.checked();
        assert_eq!(mood(3, " ").unwrap(), Mood { value: 3, note: None });
        assert_eq!(mood(10, "ok\nso").unwrap().note.as_deref(), Some("ok\nso"));
        let fields = |problems: Vec<Problem>| problems.into_iter().map(|it| it.field);
        assert!(fields(mood(0, &"n".repeat(501)).unwrap_err()).eq(["value", "note"]));
    }
}
