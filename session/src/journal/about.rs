//! What a draft is of.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::Problem;

/// What is being written, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftOf {
    pub what: String,
    /// The entry that is edited, the prompt that is answered, where a message is to be
    /// said, what is commented on, or what is edited there; none for what is new and in
    /// nothing.
    #[serde(rename = "in")]
    pub inside: Option<Uuid>,
}

/// Whether something is written inside of something else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Inside {
    Never,
    Perhaps,
    Always,
}

/// All that there are drafts of.
pub const WHATS: [(&str, Inside); 6] = [
    ("entry", Inside::Perhaps),
    ("mood", Inside::Never),
    ("answer", Inside::Always),
    ("message", Inside::Always),
    ("comment", Inside::Always),
    ("edit", Inside::Always),
];

impl DraftOf {
    /// Of a new entry.
    #[must_use]
    pub fn entry() -> Self {
        Self { what: "entry".to_owned(), inside: None }
    }

    pub fn checked(self) -> Result<Self, Problem> {
        let Some((_, inside)) = WHATS.iter().find(|(what, _)| *what == self.what) else {
            let known = WHATS.map(|(what, _)| format!("`{what}`")).join(", ");
            return Err(Problem::new("of.what", format!("must be one of {known}")));
        };
        match (inside, self.inside) {
            (Inside::Always, None) => Err(Problem::new("of.in", "must say what it is in")),
            (Inside::Never, Some(_)) => Err(Problem::new("of.in", "must be left out")),
            _ => Ok(self),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_inside_of_something_says_of_what() {
        let of = |what: &str, inside| DraftOf { what: what.to_owned(), inside }.checked();
        let wrong = |what: &str, inside| of(what, inside).map_err(|problem| problem.field);
        for (what, inside) in WHATS {
            assert_eq!(of(what, None).is_ok(), inside != Inside::Always, "{what}");
            assert_eq!(of(what, Some(Uuid::nil())).is_ok(), inside != Inside::Never, "{what}");
        }
        assert_eq!(wrong("novel", None), Err("of.what".to_owned()));
        assert_eq!(wrong("comment", None), Err("of.in".to_owned()));
    }
}
