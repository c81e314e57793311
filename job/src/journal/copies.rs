//! A text that has to stand beside another.

use downbeat_live::DraftPlace;
use downbeat_session::journal::draft::copy_of;
use downbeat_store::{DraftRecord, PersonKey};
use uuid::Uuid;

use super::{
    Vault, VaultError,
    drafts::{open, seal},
};

impl Vault {
    /// Keeps a draft that Postgres has another text for as a copy there, under the id
    /// that its editor's copies have; where another text has that, under one of its own.
    pub(super) async fn keep_copy(
        &self,
        place: DraftPlace,
        key: &PersonKey,
        draft: DraftRecord,
    ) -> Result<(), VaultError> {
        let rev = draft.current.rev;
        let content = open(key, place.id, rev, draft.content.as_deref().unwrap_or_default())?;
        let transaction = self.store.begin().await?;
        let mut id = copy_of(place.id, draft.current.editor);
        let author = (place.user, key.generation());
        let standing = transaction.hold_draft(author, id).await?;
        if standing.is_some_and(|standing| standing.current.rev != rev) {
            id = Uuid::new_v5(&id, rev.to_string().as_bytes());
        }
        let content = Some(seal(key, id, rev, &content)?);
        let copy = DraftRecord { id, copy_of: Some(place.id), behind: None, content, ..draft };
        transaction.write_draft(place.user, &copy).await?;
        transaction.commit().await?;
        Ok(())
    }
}
