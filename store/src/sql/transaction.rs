//! Several changes that happen together or not at all.

use sea_orm::DatabaseTransaction;

use crate::{Store, StoreError, sql::with_timeout::WithTimeout};

/// An open transaction. Dropped without [`Transaction::commit`], it is as if
/// it had never been.
pub struct Transaction(pub(crate) WithTimeout<DatabaseTransaction>);

impl Store {
    pub async fn begin(&self) -> Result<Transaction, StoreError> {
        Ok(Transaction(self.db.begin().await?))
    }
}

impl Transaction {
    pub async fn commit(self) -> Result<(), StoreError> {
        Ok(self.0.commit().await?)
    }

    /// For what only tests write.
    pub fn connection(&self) -> &DatabaseTransaction {
        self.0.inner()
    }
}
