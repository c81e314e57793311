//! Drafts come to Postgres.

use downbeat_live::{DraftPlace, LiveDraft, WaitingDraft};
use downbeat_store::{DraftRecord, Flushed, PersonKey, StoreError};
use metrics::counter;
use uuid::Uuid;

use super::{Vault, VaultError};

/// Drafts of a shard in one go.
const BATCH: usize = 500;

/// What a turn did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FlushedDrafts {
    pub written: usize,
    /// There may be more.
    pub is_full: bool,
}

impl Vault {
    /// Writes a shard's drafts that have waited for long enough to Postgres, and takes
    /// those out of live Redis that have been there for an hour. All are tried; the
    /// first that fails is the error.
    pub async fn flush_drafts(&self, shard: u16) -> Result<FlushedDrafts, VaultError> {
        let waiting = self.live.waiting_drafts(shard, BATCH).await?;
        let mut flushed = FlushedDrafts { written: 0, is_full: waiting.len() == BATCH };
        let mut trouble = None;
        for WaitingDraft { place, draft } in waiting {
            let done = match draft {
                Some(draft) => self.flush(place, &draft).await,
                None => {
                    self.live.forget_draft(place, None).await.map(drop).map_err(VaultError::from)
                }
            };
            match done {
                Ok(()) => flushed.written += 1,
                Err(error) => trouble = trouble.or(Some(error)),
            }
        }
        flushed.is_full |= self.live.forget_kept_drafts(shard, BATCH).await? == BATCH;
        trouble.map_or(Ok(flushed), Err)
    }

    pub(super) async fn flush(
        &self,
        place: DraftPlace,
        draft: &LiveDraft,
    ) -> Result<(), VaultError> {
        let LiveDraft { current, of, copy_of, sealed } = draft.clone();
        let key = self.known_key(place.user).await?;
        let readable = key.zip(sealed).filter(|(key, sealed)| key.sealed(sealed));
        let Some((key, sealed)) = readable else {
            // Nobody can read it any more, or it was saved.
            self.live.forget_draft(place, Some(&draft.current)).await?;
            return Ok(());
        };
        let (id, behind, content) = (place.id, None, Some(sealed));
        let record = DraftRecord { id, current, of, copy_of, behind, content };
        let outcome = match self.write(place.user, &key, &record).await {
            Err(StoreError::NotFound) => {
                self.live.forget_draft(place, Some(&draft.current)).await?;
                return Ok(());
            }
            written => written?,
        };
        let told = match outcome {
            Flushed::Durable => {
                self.live.draft_is_durable(place, draft.current.rev).await?;
                "written"
            }
            Flushed::Passed => {
                self.live.forget_draft(place, Some(&draft.current)).await?;
                "passed"
            }
            Flushed::Apart => {
                self.keep_copy(place, &key, record).await?;
                self.live.forget_draft(place, Some(&draft.current)).await?;
                "copied"
            }
        };
        counter!("downbeat_drafts_flushed_total", "outcome" => told).increment(1);
        Ok(())
    }

    async fn write(
        &self,
        user: Uuid,
        key: &PersonKey,
        record: &DraftRecord,
    ) -> Result<Flushed, StoreError> {
        let transaction = self.store.begin().await?;
        let flushed = transaction.flush_draft((user, key.generation()), record).await?;
        transaction.commit().await?;
        Ok(flushed)
    }
}
