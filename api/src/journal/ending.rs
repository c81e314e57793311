//! A draft ends with what it was a draft of, in the transaction that saves it.

use downbeat_job::journal::{EndingDraft, Vault};
use downbeat_live::DraftPlace;
use downbeat_session::journal::DraftRev;
use downbeat_store::{StoreError, Transaction};

use super::{
    Writer,
    entry::{DraftRef, read_draft},
};
use crate::{access::Caller, app::App, refusal::Refusal};

/// The draft that a request names, if it names one.
pub struct Ending(Option<Named>);

struct Named {
    vault: Vault,
    place: DraftPlace,
    rev: DraftRev,
    draft: EndingDraft,
    /// Of the key that its person writes with; none for whoever never wrote anything.
    generation: Option<i32>,
}

impl Ending {
    /// Drafts are their person's alone: whoever has none, as a program, names none.
    pub async fn of(app: &App, caller: &Caller, given: Option<DraftRef>) -> Result<Self, Refusal> {
        let Some((id, rev)) = given.map(read_draft).transpose()? else { return Ok(Self(None)) };
        let Writer { user, vault } = Writer::of(app, caller)?;
        let place = DraftPlace { user, id };
        let draft = vault.ending_draft(place, rev).await?;
        let generation = vault.known_key(user).await?.map(|key| key.generation());
        Ok(Self(Some(Named { vault, place, rev, draft, generation })))
    }

    /// Before anything else is held: whatever writes the draft waits for this.
    pub async fn within(&self, transaction: &Transaction) -> Result<(), Refusal> {
        let Some(Named { place, draft, generation: Some(generation), .. }) = &self.0 else {
            return Ok(());
        };
        match transaction.hold_draft((place.user, *generation), place.id).await {
            // The journal was erased meanwhile, and every draft with it.
            Err(StoreError::NotFound) => Ok(()),
            Err(error) => Err(error.into()),
            Ok(_) => Ok(transaction.end_draft(place.user, Some(draft.given())).await?),
        }
    }

    /// The transaction is over: live Redis is told.
    pub async fn told(self) {
        if let Some(Named { vault, draft, .. }) = self.0 {
            vault.tell_ended(&draft).await;
        }
    }

    /// What was sent is there already, and the draft may have been none of that request's.
    pub async fn alone(self) -> Result<(), Refusal> {
        if let Some(Named { vault, place, rev, .. }) = self.0 {
            vault.end_draft(place, rev).await?;
        }
        Ok(())
    }
}
