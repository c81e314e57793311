//! Messages of an outside service, each acted on once however often it comes.

use sea_orm::ConnectionTrait;

use crate::sql::statement::sql;
use crate::{Enqueued, NewJob, Store, StoreError};

impl Store {
    /// Enqueues what a message wants: one transaction with the note that it came.
    /// `None` for one that came before, of which nothing more is made. `hash` is
    /// the SHA-256 of the id that the service gave it.
    pub async fn enqueue_once(
        &self,
        hash: [u8; 32],
        jobs: &[NewJob],
    ) -> Result<Option<Vec<Enqueued>>, StoreError> {
        let transaction = self.begin().await?;
        let note = sql(
            "INSERT INTO webhook_message (hash) VALUES ($1) ON CONFLICT DO NOTHING",
            [hash.to_vec().into()],
        );
        if transaction.0.execute_raw(note).await?.rows_affected() == 0 {
            return Ok(None);
        }
        let enqueued = transaction.enqueue(jobs).await?;
        transaction.commit().await?;
        Ok(Some(enqueued))
    }
}
