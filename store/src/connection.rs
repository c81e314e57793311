//! The pool, with every option said out loud.

use std::time::Duration;

use downbeat_boot::settings;
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection};

use crate::{Store, StoreError};

/// A connection idle for this long is asked whether it still lives before use.
const PING_AFTER_IDLE: Duration = Duration::from_secs(5);
const IDLE_MAX: Duration = Duration::from_mins(10);
const LIFETIME_MAX: Duration = Duration::from_mins(30);
/// No statement of ours takes seconds; one that does holds others up.
const STATEMENT_MAX: Duration = Duration::from_secs(10);

impl Store {
    /// Opens the pool and its first connection; does not try twice.
    pub async fn connect(settings: &settings::Database) -> Result<Self, StoreError> {
        let mut options = ConnectOptions::new(&settings.url);
        options
            .max_connections(settings.pool_max)
            .min_connections(0)
            .acquire_timeout(Duration::from_millis(settings.acquire_timeout_ms))
            .idle_timeout(IDLE_MAX)
            .max_lifetime(LIFETIME_MAX)
            .test_before_acquire_if_idle_for(PING_AFTER_IDLE)
            .statement_timeout(STATEMENT_MAX)
            .set_application_name("downbeat")
            .sqlx_logging(false);
        Ok(Self::from(Database::connect(options).await?))
    }

    /// One round trip, for readiness.
    pub async fn ping(&self) -> Result<(), StoreError> {
        self.db.execute_unprepared("SELECT 1").await?;
        Ok(())
    }

    /// The pool itself, for `migration`.
    pub fn connection(&self) -> &DatabaseConnection {
        &self.db
    }

    /// Gives every connection back; later calls fail as unavailable.
    pub async fn close(&self) -> Result<(), StoreError> {
        Ok(self.db.close_by_ref().await?)
    }
}
