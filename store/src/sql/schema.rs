//! Refusing to run on a schema this program was not built for.

use std::cmp::Ordering;

use sea_orm::ConnectionTrait;

use crate::sql::statement::sql;
use crate::{Store, StoreError};

/// The name of the newest migration this program knows.
pub const SCHEMA: &str = "m0047_anonymous";

impl Store {
    /// An error unless the newest applied migration is exactly [`SCHEMA`].
    pub async fn check_schema(&self) -> Result<(), StoreError> {
        let found = self.newest_migration().await?.unwrap_or_default();
        match found.as_str().cmp(SCHEMA) {
            Ordering::Equal => Ok(()),
            Ordering::Less => Err(StoreError::SchemaTooOld { found, needed: SCHEMA }),
            Ordering::Greater => Err(StoreError::SchemaTooNew { found, known: SCHEMA }),
        }
    }

    /// `None` for a database that was never migrated.
    async fn newest_migration(&self) -> Result<Option<String>, StoreError> {
        let table = sql("SELECT to_regclass('seaql_migrations') IS NOT NULL AS present", []);
        let present = match self.db.query_one_raw(table).await? {
            Some(row) => row.try_get("", "present")?,
            None => false,
        };
        if !present {
            return Ok(None);
        }
        let newest = sql("SELECT max(version) AS version FROM seaql_migrations", []);
        match self.db.query_one_raw(newest).await? {
            Some(row) => Ok(row.try_get("", "version")?),
            None => Ok(None),
        }
    }
}
