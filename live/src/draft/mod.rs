//! Drafts in live Redis: at once, and sealed. Each person's are on the shard of their
//! account, so that one call has all that it needs.
//!
//! What becomes of a text is decided in `session` (`journal/draft.rs`); a change is
//! made here only on the draft that it was decided on.

mod flush;
mod user_key;

use downbeat_session::journal::{
    Current, DraftOf, DraftRev,
    limits::{DRAFTS_BYTES_MAX, DRAFTS_MAX},
};
use redis::cmd;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use flush::{DraftsWaiting, WaitingDraft};
pub use user_key::CachedKey;

use crate::{
    Live, LiveError, key,
    redis::{call::Call, library::DRAFT},
};

/// A shard has at least so much for its drafts, however many shards there are.
const SHARD_BYTES_MIN: u64 = 1024 * 1024;
const TOMBSTONE_MS: u64 = 24 * 3_600_000;

/// A draft as it stands in live Redis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiveDraft {
    pub current: Current,
    pub of: DraftOf,
    pub copy_of: Option<Uuid>,
    /// `None` for a tombstone.
    pub sealed: Option<Vec<u8>>,
}

/// What became of putting one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DraftPut {
    Put,
    /// It is another draft by now.
    Moved,
    /// The person has as many as anybody may.
    Full,
    /// All drafts together have as many bytes as they may.
    AllFull,
}

/// Whose, and which.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DraftPlace {
    pub user: Uuid,
    pub id: Uuid,
}

/// What is known of a draft, as it is written beside its text.
#[derive(Serialize, Deserialize)]
struct Head {
    current: Current,
    of: DraftOf,
    copy_of: Option<Uuid>,
}

impl Live {
    pub async fn draft(&self, place: DraftPlace) -> Result<Option<LiveDraft>, LiveError> {
        let mut read = cmd("HMGET");
        read.arg(&self.draft_keys(place)[0]).arg(&["head", "sealed", "durable", "root"]);
        let fields: [Option<Vec<u8>>; 4] = self.query(&read).await?;
        LiveDraft::read(fields)
    }

    /// The ids of a person's drafts, newest first.
    pub async fn drafts_of(&self, user: Uuid) -> Result<Vec<Uuid>, LiveError> {
        let mut list = cmd("ZRANGE");
        list.arg(key::drafts_of(self.shard(user), user)).arg(0).arg(-1);
        let mut ids = self.query::<Vec<String>>(&list).await?;
        ids.reverse();
        Ok(ids.iter().filter_map(|id| id.parse().ok()).collect())
    }

    /// Puts a draft in the place of `expected`. One that `waits` is to come to
    /// Postgres still.
    pub async fn put_draft(
        &self,
        place: DraftPlace,
        expected: Option<&Current>,
        draft: &LiveDraft,
        waits: bool,
    ) -> Result<DraftPut, LiveError> {
        let LiveDraft { current, sealed, .. } = draft;
        let rev = |rev: Option<DraftRev>| rev.map(|rev| rev.to_string()).unwrap_or_default();
        let call = self.draft_call("draft_put", place);
        let call = call
            .arg(expected.map(tag).unwrap_or_default())
            .arg(tag(current))
            .arg(draft.head()?)
            .arg(sealed.clone().unwrap_or_default())
            .arg(rev(current.durable))
            .arg(rev(current.root))
            .arg(place.member())
            .arg(place.id.to_string())
            .number(DRAFTS_MAX)
            .number(self.shard_draft_bytes_max())
            .number(u8::from(waits));
        Ok(match self.call::<String>(&call).await?.as_str() {
            "put" => DraftPut::Put,
            "moved" => DraftPut::Moved,
            "full" => DraftPut::Full,
            _ => DraftPut::AllFull,
        })
    }

    /// Leaves a tombstone where `expected` stands; `false` if it is another by now.
    pub async fn end_draft(
        &self,
        place: DraftPlace,
        expected: Option<&Current>,
        tombstone: &LiveDraft,
    ) -> Result<bool, LiveError> {
        let expected = expected.map(tag).unwrap_or_default();
        let call = self
            .draft_call("draft_end", place)
            .arg(expected)
            .arg(tag(&tombstone.current))
            .arg(tombstone.head()?)
            .arg(place.member())
            .arg(place.id.to_string())
            .number(TOMBSTONE_MS);
        Ok(self.call::<u8>(&call).await? == 1)
    }

    /// Takes a draft out of live Redis as long as `expected` stands there; `None` where
    /// nothing stood, and only lists may know of it.
    pub async fn forget_draft(
        &self,
        place: DraftPlace,
        expected: Option<&Current>,
    ) -> Result<bool, LiveError> {
        self.forget(place, &expected.map(tag).unwrap_or_default()).await
    }

    /// By the tag that stands there.
    async fn forget(&self, place: DraftPlace, tag: &str) -> Result<bool, LiveError> {
        let call = self
            .draft_call("draft_end", place)
            .arg(tag)
            .arg("")
            .arg("")
            .arg(place.member())
            .arg(place.id.to_string())
            .number(0);
        Ok(self.call::<u8>(&call).await? == 1)
    }

    fn draft_call(&self, function: &str, place: DraftPlace) -> Call {
        Call::new(&DRAFT, function).keys(self.draft_keys(place).into_iter())
    }

    fn draft_keys(&self, DraftPlace { user, id }: DraftPlace) -> [String; 5] {
        let shard = self.shard(user);
        [
            key::draft(shard, user, id),
            key::drafts_of(shard, user),
            key::drafts(shard),
            key::drafts_kept(shard),
            key::drafts_bytes(shard),
        ]
    }

    /// An equal part of what all drafts may have.
    fn shard_draft_bytes_max(&self) -> u64 {
        (DRAFTS_BYTES_MAX / u64::from(self.shards().max(1))).max(SHARD_BYTES_MIN)
    }
}

impl LiveDraft {
    fn head(&self) -> Result<String, LiveError> {
        let Self { current, of, copy_of, .. } = self.clone();
        Ok(serde_json::to_string(&Head { current, of, copy_of })?)
    }

    fn read(fields: [Option<Vec<u8>>; 4]) -> Result<Option<Self>, LiveError> {
        let [head, sealed, durable, root] = fields;
        let Some(head) = head else { return Ok(None) };
        let Head { mut current, of, copy_of } = serde_json::from_slice(&head)?;
        let rev = |text: Option<Vec<u8>>| -> Result<Option<DraftRev>, LiveError> {
            let text = text.filter(|text| !text.is_empty());
            let rev = text.map(|text| String::from_utf8_lossy(&text).parse()).transpose();
            rev.map_err(|error| LiveError::Unreadable(format!("a draft's rev {error}")))
        };
        if sealed.is_some() {
            current.durable = rev(durable)?;
            current.root = rev(root)?;
        }
        Ok(Some(Self { current, of, copy_of, sealed }))
    }
}

impl DraftPlace {
    /// As it stands in lists of a shard.
    fn member(self) -> String {
        format!("{}:{}", self.user, self.id)
    }

    fn of_member(member: &str) -> Option<Self> {
        let (user, id) = member.split_once(':')?;
        Some(Self { user: user.parse().ok()?, id: id.parse().ok()? })
    }
}

fn tag(current: &Current) -> String {
    let ended = if current.is_ended { "ended:" } else { "" };
    format!("{ended}{}", current.rev)
}
