//! Somebody for whom something is said in a circle when its time comes, as they are then.

use downbeat_session::kinds::circle::{Config, MemberState, MessageKind, Rank, Word, by_clock};
use downbeat_store::{CircleRecord, NewMessage, Transaction};
use uuid::Uuid;

/// A circle that is held, and what may be said there.
pub struct Place {
    pub circle: Uuid,
    pub config: Config,
    /// It is deleted: nothing is said there.
    pub is_closing: bool,
    words: Vec<Word>,
}

/// What somebody had said for later.
#[derive(Clone, Copy)]
pub struct Said<'a> {
    pub by: Uuid,
    pub rank: Rank,
    pub kind: &'a str,
    pub text: &'a str,
    pub is_daily: bool,
}

impl Place {
    pub async fn of(transaction: &Transaction, record: &CircleRecord) -> anyhow::Result<Self> {
        let words = transaction.circle_words(record.id).await?.words;
        let config = serde_json::from_value(record.config.clone())?;
        let words = serde_json::from_value(words)?;
        let is_closing = record.closing_ms.is_some();
        Ok(Self { circle: record.id, config, is_closing, words })
    }

    /// What a member is who may write; `None` of everybody else.
    pub async fn rank(
        &self,
        transaction: &Transaction,
        user: Uuid,
        now_ms: i64,
    ) -> anyhow::Result<Option<Rank>> {
        let member = transaction.circle_member(self.circle, user).await?;
        let free = member.filter(|it| {
            it.state == MemberState::Active.as_str()
                && it.restricted_ms.is_none_or(|until_ms| until_ms <= now_ms)
        });
        Ok(free.and_then(|it| Rank::named(&it.role)))
    }

    /// Says it, unless it may not be said any more.
    pub async fn say(&self, transaction: &Transaction, said: Said<'_>) -> anyhow::Result<bool> {
        let Said { by: author, rank, kind, text, is_daily } = said;
        let named = MessageKind::named(kind);
        let may = |kind| by_clock::is_said(&self.config, rank, kind, text, &self.words);
        let is_said = !self.is_closing && named.is_some_and(may);
        if is_said {
            let (id, circle) = (Uuid::now_v7(), self.circle);
            let new = NewMessage { id, circle, author, kind, text, is_daily };
            transaction.post_by_clock(new).await?;
        }
        Ok(is_said)
    }
}
