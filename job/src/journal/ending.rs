//! A draft ends: what it was a draft of is saved, or it is thrown away.

use downbeat_live::{DraftPlace, LiveDraft};
use downbeat_session::journal::{Current, DraftOf, DraftRev};
use uuid::Uuid;

use super::{Vault, VaultError};

/// A draft that ends in a transaction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EndingDraft {
    place: DraftPlace,
    current: Current,
    of: DraftOf,
}

impl EndingDraft {
    /// For the transaction that ends it.
    #[must_use]
    pub fn given(&self) -> (Uuid, Current) {
        (self.place.id, self.current.clone())
    }
}

impl Vault {
    /// The draft of somebody as it stood at a rev. What is written on elsewhere since
    /// stays a draft.
    pub async fn ending_draft(
        &self,
        place: DraftPlace,
        rev: DraftRev,
    ) -> Result<EndingDraft, VaultError> {
        let known = match self.live.draft(place).await {
            Ok(Some(draft)) => Some(draft),
            _ => self.stored(place).await?,
        };
        let known = known.filter(|known| known.current.rev == rev);
        let (current, of) = known
            .map_or_else(|| (unknown(rev), DraftOf::entry()), |known| (known.current, known.of));
        Ok(EndingDraft { place, current, of })
    }

    /// Ends a draft that nothing else ends with, in both stores.
    pub async fn end_draft(&self, place: DraftPlace, rev: DraftRev) -> Result<(), VaultError> {
        let ending = self.ending_draft(place, rev).await?;
        // Whoever has no key has no draft that Postgres could keep.
        if let Some(key) = self.known_key(place.user).await? {
            let transaction = self.store.begin().await?;
            // One after the other with whatever writes it, which would else miss its end.
            transaction.hold_draft((place.user, key.generation()), place.id).await?;
            transaction.end_draft(place.user, Some(ending.given())).await?;
            transaction.commit().await?;
        }
        self.tell_ended(&ending).await;
        Ok(())
    }

    /// Tells live Redis that a draft ended in Postgres. Where that fails, Postgres says
    /// so when the draft comes there.
    pub async fn tell_ended(&self, ended: &EndingDraft) {
        let EndingDraft { place, current, of } = ended.clone();
        let durable = Some(current.rev);
        let tombstone = Current { durable, is_ended: true, ..current.clone() };
        let tombstone = LiveDraft { current: tombstone, of, copy_of: None, sealed: None };
        let told = async {
            let was_there = self.live.end_draft(place, Some(&current), &tombstone).await?;
            if !was_there {
                self.live.end_draft(place, None, &tombstone).await?;
            }
            Ok::<_, downbeat_live::LiveError>(())
        };
        if let Err(error) = told.await {
            tracing::warn!(%error, "live Redis will learn later that a draft ended");
        }
    }
}

/// A draft that neither store has any more.
fn unknown(rev: DraftRev) -> Current {
    Current {
        rev,
        editor: Uuid::nil(),
        at_ms: 0,
        digest: [0; 16],
        durable: None,
        root: None,
        seen: Vec::new(),
        is_ended: false,
    }
}
