//! A draft is put where live Redis is away: slower, and durable at once.

use downbeat_boot::clock;
use downbeat_live::DraftPlace;
use downbeat_session::journal::{Current, Decision, DraftRev, Put, decide, limits::DRAFTS_MAX};
use downbeat_store::{DraftRecord, PersonKey};
use rand::Rng;
use uuid::Uuid;

use super::{
    Vault, VaultError,
    drafts::{NewDraft, Outcome, seal, taken, theirs},
};

impl Vault {
    pub(super) async fn put_in_postgres(
        &self,
        key: &PersonKey,
        (place, of): (DraftPlace, Option<Uuid>),
        (put, new): (&Put, &NewDraft),
    ) -> Result<Outcome, VaultError> {
        let transaction = self.store.begin().await?;
        let author = (place.user, key.generation());
        let standing = transaction.hold_draft(author, place.id).await?;
        let current = standing.as_ref().map(|standing| {
            let durable = Some(standing.current.rev);
            Current { durable, root: durable, ..standing.current.clone() }
        });
        let n = match decide(current.as_ref(), put) {
            Decision::Repeated(rev) | Decision::Equal(rev) => {
                return Ok(taken(rev, current.as_ref()));
            }
            Decision::Conflict => return Ok(Outcome::Conflict(theirs(current.as_ref()))),
            Decision::Take { n, .. } => n,
        };
        if standing.is_none() && transaction.count_drafts(place.user).await? >= DRAFTS_MAX.into() {
            return Err(VaultError::Full);
        }
        let rev = DraftRev { n, chance: rand::rng().random() };
        let mut next = Current::taken(current.as_ref(), put, (rev, Some(rev)), clock::unix_ms());
        next.durable = Some(rev);
        // What only live Redis has, and this goes on from, is not to be taken for another
        // text when it is back.
        let known = standing.as_ref().map(|standing| standing.current.rev);
        let lost = put.base.filter(|base| Some(*base) != known);
        let behind = lost.or(standing.as_ref().and_then(|standing| standing.behind));
        let draft = DraftRecord {
            id: place.id,
            current: next,
            of: new.of.clone(),
            copy_of: standing.map_or(of, |standing| standing.copy_of),
            behind,
            content: Some(seal(key, place.id, rev, &new.content)?),
        };
        transaction.write_draft(place.user, &draft).await?;
        transaction.commit().await?;
        Ok(Outcome::Taken { rev, durable: Some(rev) })
    }
}
