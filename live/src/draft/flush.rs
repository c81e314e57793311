//! Drafts on their way to Postgres, and those that have been there for long enough.

use redis::{Cmd, cmd};
use uuid::Uuid;

use super::{DraftPlace, LiveDraft};
use crate::{
    Live, LiveError, key,
    redis::{call::Call, library::DRAFT},
};
use downbeat_session::journal::DraftRev;

/// A draft waits for so long, so that one that is being written is written to
/// Postgres twice a minute.
const WAITS_MS: i64 = 30_000;
/// At a draft that is to go and changes each time. The look of a shard finds it later.
const LOOKS_MAX: usize = 8;

/// A draft that is due, as it stands now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingDraft {
    pub place: DraftPlace,
    /// `None` if it is gone meanwhile.
    pub draft: Option<LiveDraft>,
}

/// What a shard's drafts come to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DraftsWaiting {
    pub count: u64,
    /// How long the first of them has waited.
    pub oldest_ms: i64,
    pub bytes: u64,
    /// Whether something is to be done about them.
    pub is_due: bool,
}

/// How many wait, the first of them, the first that is kept, and the bytes of all.
type Answer = (u64, Vec<(String, f64)>, Vec<(String, f64)>, u64);

#[expect(clippy::cast_possible_truncation, reason = "milliseconds of our time")]
fn score(first: &[(String, f64)]) -> Option<i64> {
    first.first().map(|(_, ms)| *ms as i64)
}

impl Live {
    /// Drafts of a shard that have waited for long enough, the oldest first.
    pub async fn waiting_drafts(
        &self,
        shard: u16,
        most: usize,
    ) -> Result<Vec<WaitingDraft>, LiveError> {
        let until_ms = self.now_ms(shard) - WAITS_MS;
        let places = self.places(due(key::drafts(shard), until_ms, most)).await?;
        let mut waiting = Vec::with_capacity(places.len());
        for place in places {
            match self.draft(place).await {
                Ok(draft) => waiting.push(WaitingDraft { place, draft }),
                Err(error) if error.is_unavailable() => return Err(error),
                // It stays, and holds up nobody else's.
                Err(error) => {
                    tracing::error!(user = %place.user, draft = %place.id, %error, "a draft is unreadable");
                }
            }
        }
        Ok(waiting)
    }

    /// Postgres has a rev of a draft.
    pub async fn draft_is_durable(
        &self,
        place: DraftPlace,
        rev: DraftRev,
    ) -> Result<(), LiveError> {
        let call = self.draft_call("draft_durable", place);
        let call = call.arg(rev.to_string()).arg(place.member());
        let _: u8 = self.call(&call).await?;
        Ok(())
    }

    /// Takes out what has been in Postgres for an hour; how many.
    pub async fn forget_kept_drafts(&self, shard: u16, most: usize) -> Result<usize, LiveError> {
        let over = due(key::drafts_kept(shard), self.now_ms(shard), most);
        let places = self.places(over).await?;
        for place in &places {
            // One that was taken meanwhile is another, and waits.
            let draft = self.draft(*place).await?;
            self.forget_draft(*place, draft.as_ref().map(|draft| &draft.current)).await?;
        }
        Ok(places.len())
    }

    /// Takes out those drafts of a person whose sealed text is meant.
    pub async fn forget_drafts(
        &self,
        user: Uuid,
        is_meant: impl Fn(&[u8]) -> bool,
    ) -> Result<(), LiveError> {
        for id in self.drafts_of(user).await? {
            let place = DraftPlace { user, id };
            // One that is written on meanwhile is looked at again.
            for _ in 0..LOOKS_MAX {
                let (tag, sealed) = self.tagged(place).await?;
                let stays = sealed.is_some_and(|sealed| !is_meant(&sealed));
                if stays || self.forget(place, &tag).await? {
                    break;
                }
            }
        }
        Ok(())
    }

    /// What a draft is told apart by, and its sealed text: without its head, which a
    /// newer release may have written.
    async fn tagged(&self, place: DraftPlace) -> Result<(String, Option<Vec<u8>>), LiveError> {
        let mut read = cmd("HMGET");
        read.arg(&self.draft_keys(place)[0]).arg(&["tag", "sealed"]);
        let (tag, sealed): (Option<String>, _) = self.query(&read).await?;
        Ok((tag.unwrap_or_default(), sealed))
    }

    /// A look at what waits in each of some shards, in one call.
    pub async fn look_at_drafts(
        &self,
        shards: &[u16],
    ) -> Result<Vec<Result<DraftsWaiting, LiveError>>, LiveError> {
        let call = |shards: &[u16]| {
            shards.iter().fold(Call::new(&DRAFT, "drafts_look"), |call, shard| {
                call.key(key::drafts(*shard))
                    .key(key::drafts_kept(*shard))
                    .key(key::drafts_bytes(*shard))
            })
        };
        let answers = self.ask_briefly::<_, Answer>(shards, call).await?;
        let looked = |(shard, answer): (&u16, Result<Answer, LiveError>)| {
            let (count, first, kept, bytes) = answer?;
            let now_ms = self.now_ms(*shard);
            let waited_ms = score(&first).map_or(0, |since_ms| now_ms - since_ms);
            let is_due =
                waited_ms >= WAITS_MS || score(&kept).is_some_and(|until_ms| until_ms <= now_ms);
            Ok(DraftsWaiting { count, oldest_ms: waited_ms, bytes, is_due })
        };
        Ok(shards.iter().zip(answers).map(looked).collect())
    }

    async fn places(&self, list: Cmd) -> Result<Vec<DraftPlace>, LiveError> {
        let members: Vec<String> = self.query(&list).await?;
        Ok(members.iter().filter_map(|member| DraftPlace::of_member(member)).collect())
    }
}

fn due(list: String, until_ms: i64, most: usize) -> Cmd {
    let mut due = cmd("ZRANGEBYSCORE");
    due.arg(list).arg("-inf").arg(until_ms).arg("LIMIT").arg(0).arg(most);
    due
}
