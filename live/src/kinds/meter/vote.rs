//! One chat message, counted or not.

use uuid::Uuid;

use crate::{Live, LiveError, key, kinds::meter::LIBRARY, redis::call::Call};

/// A message of chat; `text` is normalised as the kind's triggers are.
#[derive(Debug, Clone, Copy)]
pub struct Vote<'a> {
    pub session: Uuid,
    pub message_id: &'a str,
    pub chatter_id: &'a str,
    pub text: &'a str,
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

impl Live {
    pub async fn vote(&self, vote: &Vote<'_>) -> Result<Outcome, LiveError> {
        let Vote { session, message_id, chatter_id, text } = *vote;
        // NUL stands between triggers in Redis, so a text with one is no word.
        if text.is_empty() || text.contains('\0') {
            return Ok(Outcome::NoMatch);
        }
        let shard = self.shard(session);
        let call = Call::new(&LIBRARY, "vote")
            .key(key::state(shard, session))
            .key(key::tally(shard, session))
            .key(key::seen(shard, session, message_id))
            .key(key::said(shard, session, chatter_id))
            .key(key::dirty(shard))
            .key(key::marks(shard))
            .key(key::due(shard))
            .key(key::round(shard, session))
            .key(key::seconds(shard, session))
            .key(key::voters(shard, session))
            .key(key::pace(shard, session))
            .key(key::changes(shard))
            .arg(session.to_string())
            .arg(text)
            .arg(chatter_id)
            .arg(session.as_bytes().as_slice());
        let code: usize = self.call(&call).await?;
        let outcome = Outcome::ALL.get(code).copied();
        outcome.ok_or_else(|| LiveError::Unreadable(format!("vote answered {code}")))
    }
}
