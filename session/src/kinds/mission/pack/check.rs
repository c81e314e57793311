//! What content must hold to be a pack: every rule of it in one pass, each place
//! that is wrong told.

use std::{collections::HashSet, fmt};

use super::{Content, encounter, knack, names, rules};
use crate::Problem;

/// Places that are told of a pack that is refused.
const TOLD_MAX: usize = 20;

/// Why a pack is refused: the places, as `encounters.3.texts.hurt`, and what is
/// wrong there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackError {
    pub problems: Vec<Problem>,
}

impl PackError {
    pub(super) fn at(field: impl Into<String>, what: impl fmt::Display) -> Self {
        Self { problems: vec![Problem::new(field, what.to_string())] }
    }
}

impl fmt::Display for PackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, Problem { field, message }) in self.problems.iter().take(TOLD_MAX).enumerate() {
            let between = if n > 0 { "; " } else { "" };
            let colon = if field.is_empty() { "" } else { ": " };
            write!(f, "{between}{field}{colon}{message}")?;
        }
        match self.problems.len().saturating_sub(TOLD_MAX) {
            0 => Ok(()),
            more => write!(f, "; and {more} more"),
        }
    }
}

impl std::error::Error for PackError {}

/// What was found so far.
#[derive(Default)]
pub(super) struct Findings {
    problems: Vec<Problem>,
}

impl Findings {
    pub(super) fn hold(
        &mut self,
        good: bool,
        field: impl Into<String>,
        limit: impl FnOnce() -> String,
    ) {
        if !good {
            self.problems.push(Problem::new(field, limit()));
        }
    }

    /// A number between two, both of which it may be.
    pub(super) fn within(&mut self, number: i64, bounds: [i64; 2], field: impl Into<String>) {
        let [low, high] = bounds;
        self.hold((low..=high).contains(&number), field, || {
            format!("{number} is not within {low} to {high}")
        });
    }

    pub(super) fn id(&mut self, id: &str, field: impl Into<String>) {
        self.hold(is_id(id), field, || {
            "1 to 32 of a to z, 0 to 9 and _, a letter first".to_owned()
        });
    }

    /// That none of them is there twice.
    pub(super) fn unique<'a>(&mut self, ids: impl Iterator<Item = &'a str>, list: &str) {
        let mut seen = HashSet::new();
        for (n, id) in ids.enumerate() {
            self.hold(seen.insert(id), format!("{list}.{n}"), || format!("`{id}` is there twice"));
        }
    }
}

fn is_id(id: &str) -> bool {
    id.len() <= 32
        && id.starts_with(|first: char| first.is_ascii_lowercase())
        && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

pub(super) fn content(content: &Content) -> Result<(), PackError> {
    let Content { id, version, words, names, rules, encounters, knacks } = content;
    let mut findings = Findings::default();
    findings.id(id, "id");
    findings.within(*version, [1, 1_000_000], "version");
    names::check(names, &mut findings);
    rules::check(rules, &mut findings);
    encounter::check(encounters, rules.variants, &mut findings);
    knack::check(knacks, encounters, &mut findings);
    words.check(encounters, knacks, &mut findings);
    if findings.problems.is_empty() {
        Ok(())
    } else {
        Err(PackError { problems: findings.problems })
    }
}
