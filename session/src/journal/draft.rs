//! What becomes of a text that somebody is writing: one function decides, without
//! clocks, wherever the draft is kept.
//!
//! An **editor** is one open page; it numbers what it sends by a **seq**. A **rev**
//! is a version that was taken, `<n>.<chance>`: after live Redis lost some, a new one
//! may have a number that was given before, and is another all the same. A rev is
//! **durable** once Postgres has it. A **chain** is what was taken since then; its
//! **root** is the rev that it began from.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Editors whose last seq is remembered.
const EDITORS_MAX: usize = 8;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct DraftRev {
    pub n: u32,
    pub chance: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be a rev that was given out")]
pub struct NoRev;

/// Of a text: equal for equal texts, and telling nothing of them without the key
/// that it was made with.
pub type Digest = [u8; 16];

/// The draft as it stands, without its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Current {
    pub rev: DraftRev,
    pub editor: Uuid,
    pub at_ms: i64,
    pub digest: Digest,
    /// The newest rev that Postgres is known to have.
    pub durable: Option<DraftRev>,
    pub root: Option<DraftRev>,
    /// The last seq of each editor and what it was answered with, the newest last.
    pub seen: Vec<(Uuid, u64, DraftRev)>,
    /// What it was a draft of was saved: a tombstone.
    pub is_ended: bool,
}

/// What an editor sends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Put {
    /// The rev that its text goes on from.
    pub base: Option<DraftRev>,
    /// The newest rev that it was told is durable.
    pub durable: Option<DraftRev>,
    pub editor: Uuid,
    pub seq: u64,
    pub digest: Digest,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// It was answered before, or a later one of the same editor was.
    Repeated(DraftRev),
    /// The same text stands there.
    Equal(DraftRev),
    /// It is the newest now, under the next number.
    Take { n: u32, root: Option<DraftRev> },
    /// Another text stands there that this one does not go on from.
    Conflict,
}

#[must_use]
pub fn decide(current: Option<&Current>, put: &Put) -> Decision {
    let Some(current) = current else {
        let known = put.base.max_n(put.durable).map_or(0, |rev| rev.n);
        return Decision::Take { n: known.saturating_add(1), root: put.durable };
    };
    let seen = current.seen.iter().find(|(editor, ..)| *editor == put.editor);
    if let Some((_, _, rev)) = seen.filter(|(_, seq, _)| *seq >= put.seq) {
        return Decision::Repeated(*rev);
    }
    if current.digest == put.digest {
        return Decision::Equal(current.rev);
    }
    let goes_on = put.base == Some(current.rev)
        || put.durable == Some(current.rev)
        || current.editor == put.editor;
    if current.is_ended || !goes_on {
        return Decision::Conflict;
    }
    // Postgres may have got later revs than this chain knows of, which the text goes
    // on from: then it begins there.
    let root = current.root.max_n(put.durable);
    let known = put.base.max_n(put.durable).map_or(0, |rev| rev.n);
    Decision::Take { n: current.rev.n.max(known).saturating_add(1), root }
}

impl Current {
    /// What stands there once a text was taken as a rev.
    #[must_use]
    pub fn taken(
        before: Option<&Self>,
        put: &Put,
        (rev, root): (DraftRev, Option<DraftRev>),
        at_ms: i64,
    ) -> Self {
        let durable = before.and_then(|before| before.durable).max_n(put.durable);
        let mut seen = before.map(|before| before.seen.clone()).unwrap_or_default();
        note(&mut seen, put, rev);
        let Put { editor, digest, .. } = *put;
        Self { rev, editor, at_ms, digest, durable, root, seen, is_ended: false }
    }

    /// The same with what an editor was answered noted.
    #[must_use]
    pub fn noted(mut self, put: &Put) -> Self {
        note(&mut self.seen, put, self.rev);
        self
    }
}

fn note(seen: &mut Vec<(Uuid, u64, DraftRev)>, put: &Put, rev: DraftRev) {
    seen.retain(|(editor, ..)| *editor != put.editor);
    if seen.len() == EDITORS_MAX {
        seen.remove(0);
    }
    seen.push((put.editor, put.seq, rev));
}

/// The later of two revs, by number.
trait Later {
    fn max_n(self, other: Self) -> Self;
}

impl Later for Option<DraftRev> {
    fn max_n(self, other: Self) -> Self {
        match (self, other) {
            (Some(one), Some(other)) if other.n > one.n => Some(other),
            (None, other) => other,
            (one, _) => one,
        }
    }
}

/// The copy of a draft that an editor's text is kept as: one for each editor, so that
/// what it goes on to write stays together.
#[must_use]
pub fn copy_of(draft: Uuid, editor: Uuid) -> Uuid {
    Uuid::new_v5(&draft, editor.as_bytes())
}

impl fmt::Display for DraftRev {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:08x}", self.n, self.chance)
    }
}

impl FromStr for DraftRev {
    type Err = NoRev;

    fn from_str(text: &str) -> Result<Self, NoRev> {
        let (n, chance) = text.split_once('.').ok_or(NoRev)?;
        let digits = |text: &str| !text.is_empty() && !text.starts_with('+');
        if !digits(n) || !digits(chance) || chance.len() != 8 {
            return Err(NoRev);
        }
        let n = n.parse().map_err(|_| NoRev)?;
        Ok(Self { n, chance: u32::from_str_radix(chance, 16).map_err(|_| NoRev)? })
    }
}

impl From<DraftRev> for String {
    fn from(rev: DraftRev) -> Self {
        rev.to_string()
    }
}

impl TryFrom<String> for DraftRev {
    type Error = NoRev;

    fn try_from(text: String) -> Result<Self, NoRev> {
        text.parse()
    }
}

#[cfg(test)]
mod tests;
