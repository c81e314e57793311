//! A draft is put, and read.

use downbeat_live::{DraftPlace, DraftPut, LiveDraft, LiveError};
use downbeat_session::journal::{
    Current, Decision, DraftOf, DraftRev, Put, decide, draft::copy_of, limits::DRAFTS_MAX,
};
use downbeat_store::{Cell, DraftRecord, PersonKey, StoreError};
use futures::future::join;
use metrics::counter;
use rand::Rng;
use uuid::Uuid;

use super::{Vault, VaultError};
use crate::kinds::draft_stands;

const TRIES: usize = 8;
/// Copies of copies, where somebody edits one elsewhere at the same time.
const COPIES_DEEP: usize = 3;

/// What an editor sends.
#[derive(Debug, Clone)]
pub struct NewDraft {
    pub base: Option<DraftRev>,
    pub durable: Option<DraftRev>,
    pub editor: Uuid,
    pub seq: u64,
    pub of: DraftOf,
    pub content: Vec<u8>,
}

/// Whose text stands where another was put.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theirs {
    pub rev: DraftRev,
    pub editor: Uuid,
    pub at_ms: i64,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DraftAnswer {
    Taken {
        rev: DraftRev,
        durable: Option<DraftRev>,
    },
    /// It is kept beside the other, as a draft of its own.
    Copied {
        id: Uuid,
        rev: DraftRev,
        theirs: Theirs,
    },
}

/// A draft, opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    pub id: Uuid,
    pub current: Current,
    pub of: DraftOf,
    pub copy_of: Option<Uuid>,
    pub content: Vec<u8>,
}

/// What one place answered.
pub(super) enum Outcome {
    Taken { rev: DraftRev, durable: Option<DraftRev> },
    Conflict(Theirs),
}

impl Vault {
    /// Puts what an editor sent; where another text stands, as a copy of its own.
    pub async fn put_draft(
        &self,
        place: DraftPlace,
        new: &NewDraft,
    ) -> Result<DraftAnswer, VaultError> {
        let answer = self.put_or_copy(place, new).await;
        let outcome = match &answer {
            Ok(DraftAnswer::Taken { .. }) => "taken",
            Ok(DraftAnswer::Copied { .. }) => "copied",
            Err(VaultError::Full | VaultError::AllFull) => "full",
            Err(_) => "failed",
        };
        counter!("downbeat_drafts_total", "outcome" => outcome).increment(1);
        if let Ok(DraftAnswer::Taken { rev, .. }) = &answer {
            draft_stands(&self.live, place.user, place.id, Some(&rev.to_string())).await;
        }
        answer
    }

    async fn put_or_copy(
        &self,
        place: DraftPlace,
        new: &NewDraft,
    ) -> Result<DraftAnswer, VaultError> {
        // They lie apart, and are asked for together.
        let (key, hot) = join(self.key(place.user), self.live.draft(place)).await;
        let (key, mut hot) = (key?, Some(hot));
        let (mut at, mut theirs, mut of) = (place, None, None);
        for _ in 0..=COPIES_DEEP {
            let own = NewDraft { base: None, durable: None, ..new.clone() };
            let given = if theirs.is_none() { new } else { &own };
            match self.put_at(&key, (at, of), given, hot.take()).await? {
                Outcome::Taken { rev, durable } => {
                    return Ok(match theirs {
                        None => DraftAnswer::Taken { rev, durable },
                        Some(theirs) => DraftAnswer::Copied { id: at.id, rev, theirs },
                    });
                }
                Outcome::Conflict(other) => {
                    theirs.get_or_insert(other);
                    of = Some(place.id);
                    at = DraftPlace { id: copy_of(at.id, new.editor), ..at };
                }
            }
        }
        Err(VaultError::Contended)
    }

    /// `None` for what is not there, or was saved.
    pub async fn shown_draft(&self, place: DraftPlace) -> Result<Option<Shown>, VaultError> {
        let standing = match self.live.draft(place).await {
            Ok(Some(draft)) => Some(draft),
            Ok(None) => self.stored(place).await?,
            Err(error) if error.is_unavailable() => self.stored(place).await?,
            Err(error) => return Err(error.into()),
        };
        let Some(LiveDraft { current, of, copy_of, sealed: Some(sealed) }) = standing else {
            return Ok(None);
        };
        let Some(key) = self.known_key(place.user).await? else { return Ok(None) };
        let content = open(&key, place.id, current.rev, &sealed)?;
        Ok(Some(Shown { id: place.id, current, of, copy_of, content }))
    }

    /// All of a person's, what changed last first.
    pub async fn shown_drafts(&self, user: Uuid) -> Result<Vec<Shown>, VaultError> {
        let mut ids = match self.live.drafts_of(user).await {
            Ok(ids) => ids,
            Err(error) if error.is_unavailable() => Vec::new(),
            Err(error) => return Err(error.into()),
        };
        for stored in self.store.drafts(user).await? {
            if !ids.contains(&stored.id) {
                ids.push(stored.id);
            }
        }
        let mut drafts = Vec::new();
        for id in ids {
            match self.shown_draft(DraftPlace { user, id }).await {
                // Sealed with a key that was gone a moment later.
                Err(VaultError::Unsealable(error)) => tracing::warn!(%error, "a draft is lost"),
                shown => drafts.extend(shown?),
            }
        }
        drafts.sort_by_key(|draft| std::cmp::Reverse(draft.current.at_ms));
        Ok(drafts)
    }

    /// `read` is what stands there, where that was just asked for.
    async fn put_at(
        &self,
        key: &PersonKey,
        (place, of): (DraftPlace, Option<Uuid>),
        new: &NewDraft,
        mut read: Option<Result<Option<LiveDraft>, LiveError>>,
    ) -> Result<Outcome, VaultError> {
        let digest = key.digest(&new.content);
        let NewDraft { base, durable, editor, seq, .. } = *new;
        let put = Put { base, durable, editor, seq, digest };
        let mut was_asked = false;
        for _ in 0..TRIES {
            let hot = match read.take() {
                Some(read) => read,
                None => self.live.draft(place).await,
            };
            let hot = match hot {
                Ok(hot) => hot,
                Err(error) if error.is_unavailable() => {
                    return self.put_in_postgres(key, (place, of), (&put, new)).await;
                }
                Err(error) => return Err(error.into()),
            };
            let (standing, drafts) = match &hot {
                Some(hot) => (Some(hot.clone()), 0),
                None => self.stored_if_there(place).await?,
            };
            let current = standing.as_ref().map(|standing| &standing.current);
            let (rev, root) = match decide(current, &put) {
                Decision::Repeated(rev) => return Ok(taken(rev, current)),
                Decision::Equal(rev) => {
                    self.note_equal(place, hot, &put).await?;
                    return Ok(taken(rev, current));
                }
                Decision::Take { n, root } => (DraftRev { n, chance: rand::rng().random() }, root),
                Decision::Conflict => {
                    let written = hot.as_ref().filter(|hot| hot.sealed.is_some() && !was_asked);
                    if let Some(hot) = written {
                        was_asked = true;
                        self.settle(place, hot).await?;
                        continue;
                    }
                    return Ok(Outcome::Conflict(theirs(current)));
                }
            };
            if standing.is_none() && drafts >= i64::from(DRAFTS_MAX) {
                return Err(VaultError::Full);
            }
            let copy_of = standing.as_ref().map_or(of, |standing| standing.copy_of);
            let at_ms = self.live.now_ms(self.live.shard(place.user));
            let next = LiveDraft {
                current: Current::taken(current, &put, (rev, root), at_ms),
                of: new.of.clone(),
                copy_of,
                sealed: Some(seal(key, place.id, rev, &new.content)?),
            };
            let expected = hot.as_ref().map(|hot| &hot.current);
            match self.live.put_draft(place, expected, &next, true).await {
                Ok(DraftPut::Put) => return Ok(taken(rev, Some(&next.current))),
                Ok(DraftPut::Moved) => {}
                Ok(DraftPut::Full) => return Err(VaultError::Full),
                Ok(DraftPut::AllFull) => return Err(VaultError::AllFull),
                Err(error) if error.is_unavailable() => {
                    return self.put_in_postgres(key, (place, of), (&put, new)).await;
                }
                Err(error) => return Err(error.into()),
            }
        }
        Err(VaultError::Contended)
    }

    /// As Postgres has it.
    pub(super) async fn stored(&self, place: DraftPlace) -> Result<Option<LiveDraft>, StoreError> {
        Ok(self.store.draft(place.user, place.id).await?.map(standing))
    }

    /// The same, and how many its person has. Nothing and none while Postgres is away:
    /// the draft goes on from what its editor knows, and Postgres decides when it gets
    /// it.
    async fn stored_if_there(
        &self,
        place: DraftPlace,
    ) -> Result<(Option<LiveDraft>, i64), StoreError> {
        match self.store.draft_among(place.user, place.id).await {
            Err(error) if error.is_unavailable() => Ok((None, 0)),
            Err(error) => Err(error),
            Ok((stored, drafts)) => Ok((stored.map(standing), drafts)),
        }
    }

    /// An editor whose text stands there already is answered the same when it asks again.
    async fn note_equal(
        &self,
        place: DraftPlace,
        hot: Option<LiveDraft>,
        put: &Put,
    ) -> Result<(), VaultError> {
        let Some(hot) = hot.filter(|hot| hot.sealed.is_some()) else { return Ok(()) };
        let current = hot.current.clone().noted(put);
        let waits = current.durable != Some(current.rev);
        let noted = LiveDraft { current, ..hot.clone() };
        self.live.put_draft(place, Some(&hot.current), &noted, waits).await?;
        Ok(())
    }

    /// Postgres may have got a later one, as while live Redis was away: what is here
    /// goes there first, beside it where they are not one chain.
    async fn settle(&self, place: DraftPlace, hot: &LiveDraft) -> Result<(), VaultError> {
        match self.flush(place, hot).await {
            Err(VaultError::Store(error)) if error.is_unavailable() => Ok(()),
            Err(VaultError::Live(error)) if error.is_unavailable() => Ok(()),
            settled => settled,
        }
    }
}

/// A draft of Postgres', which has it.
fn standing(stored: DraftRecord) -> LiveDraft {
    let mut current = stored.current;
    current.durable = Some(current.rev);
    current.root = current.durable;
    LiveDraft { current, of: stored.of, copy_of: stored.copy_of, sealed: stored.content }
}

pub(super) fn taken(rev: DraftRev, current: Option<&Current>) -> Outcome {
    Outcome::Taken { rev, durable: current.and_then(|current| current.durable) }
}

pub(super) fn theirs(current: Option<&Current>) -> Theirs {
    let nobody = DraftRev { n: 0, chance: 0 };
    current.map_or(Theirs { rev: nobody, editor: Uuid::nil(), at_ms: 0 }, |current| {
        let Current { rev, editor, at_ms, .. } = *current;
        Theirs { rev, editor, at_ms }
    })
}

pub(super) fn seal(
    key: &PersonKey,
    id: Uuid,
    rev: DraftRev,
    content: &[u8],
) -> Result<Vec<u8>, StoreError> {
    key.seal(cell(&id.to_string()), &rev.to_string(), content)
}

pub(super) fn open(
    key: &PersonKey,
    id: Uuid,
    rev: DraftRev,
    sealed: &[u8],
) -> Result<Vec<u8>, VaultError> {
    Ok(key.open(cell(&id.to_string()), &rev.to_string(), sealed)?)
}

fn cell(id: &str) -> Cell<'_> {
    Cell { table: "draft", column: "content", row: id }
}
