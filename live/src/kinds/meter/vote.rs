//! One chat message, counted or not.

use uuid::Uuid;

use crate::{Live, LiveError};

/// A message of chat; `text` is normalised as the kind's triggers are.
#[derive(Debug, Clone, Copy)]
pub struct Vote<'a> {
    pub session: Uuid,
    /// The message's own.
    pub message_id: &'a str,
    /// Of what brought it, by which it is known as well; empty where nothing did.
    pub delivery_id: &'a str,
    pub chatter_id: &'a str,
    pub text: &'a str,
}

impl<'a> Vote<'a> {
    /// By what releases before this one know it.
    pub(super) const fn brought_by(&self) -> &'a str {
        if self.delivery_id.is_empty() { self.message_id } else { self.delivery_id }
    }

    /// Of what waits with a vote.
    pub(super) const fn bytes_len(&self) -> usize {
        self.text.len() + self.brought_by().len() + self.chatter_id.len()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    Inactive,
    NoMatch,
    Duplicate,
    Debounced,
    Limited,
    Counted,
}

impl Outcome {
    pub const ALL: [Self; 6] = [
        Self::Inactive,
        Self::NoMatch,
        Self::Duplicate,
        Self::Debounced,
        Self::Limited,
        Self::Counted,
    ];

    /// Its name in metrics.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Inactive => "inactive",
            Self::NoMatch => "no_match",
            Self::Duplicate => "duplicate",
            Self::Debounced => "debounced",
            Self::Limited => "limited",
            Self::Counted => "counted",
        }
    }
}

/// The words of a side are no longer, all together.
const TEXT_BYTES_MAX: usize = u16::MAX as usize;

impl Live {
    /// Counts a vote, in one call with those that come at the same time. While
    /// too many wait it is refused; when there is no answer nobody knows, and it
    /// may be said again, because a message counts once.
    pub async fn vote(&self, vote: &Vote<'_>) -> Result<Outcome, LiveError> {
        self.count(vote, false).await
    }

    /// The same of one that somebody makes up to see what becomes of it: while a
    /// round is there, whoever started it meanwhile, it is inactive.
    pub async fn made_up_vote(&self, vote: &Vote<'_>) -> Result<Outcome, LiveError> {
        self.count(vote, true).await
    }

    async fn count(&self, vote: &Vote<'_>, is_made_up: bool) -> Result<Outcome, LiveError> {
        let text = vote.text;
        // NUL stands between triggers in Redis, so a text with one is no word.
        if text.is_empty() || text.len() > TEXT_BYTES_MAX || text.contains('\0') {
            return Ok(Outcome::NoMatch);
        }
        self.votes.join(self, vote, is_made_up)?.outcome().await
    }
}
