//! The pool, with every option said out loud.

use std::time::Duration;

use downbeat_boot::settings;
use metrics::histogram;
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection};

use crate::sql::reading::Reading;
use crate::sql::replica::Replica;
use crate::sql::statement::sql;
use crate::sql::with_timeout::{RecentTimeout, WithTimeout};
use crate::{Store, StoreError};

/// A connection idle for this long is asked whether it still lives before use.
const PING_AFTER_IDLE: Duration = Duration::from_secs(5);
const IDLE_MAX: Duration = Duration::from_mins(10);
const LIFETIME_MAX: Duration = Duration::from_mins(30);
/// No statement of ours takes seconds; one that does holds others up.
pub(crate) const STATEMENT_MAX: Duration = Duration::from_secs(10);

impl Store {
    /// Opens the pool and its first connection; does not try twice. A replica
    /// is connected to when it is first read from.
    pub async fn connect(settings: &settings::Database) -> Result<Self, StoreError> {
        let (doubt, mut options) = (RecentTimeout::default(), ConnectOptions::new(&settings.url));
        options
            .max_connections(settings.pool_max)
            .acquire_timeout(Duration::from_millis(settings.acquire_timeout_ms))
            .statement_timeout(STATEMENT_MAX);
        let mut db = Database::connect(explicit(options, &doubt)).await?;
        db.set_metric_callback(|query| {
            histogram!("downbeat_postgres_query_seconds").record(query.elapsed);
        });
        let db = WithTimeout::new(db, doubt);
        let replica = match settings.replica_url.as_str() {
            "" => None,
            _ => Some(Replica::open(settings).await?),
        };
        Ok(Self::new(db, replica))
    }

    pub(crate) fn new(db: WithTimeout<DatabaseConnection>, replica: Option<Replica>) -> Self {
        Self { reading: Reading { primary: db.clone(), replica }, db }
    }

    /// One round trip, for readiness.
    pub async fn ping(&self) -> Result<(), StoreError> {
        self.db.execute_unprepared("SELECT 1").await?;
        Ok(())
    }

    /// What an operator wants to know of the server, by label.
    pub async fn facts(&self) -> Result<Vec<(String, String)>, StoreError> {
        let ask = sql(
            "SELECT current_setting('server_version') AS version,
                 pg_size_pretty(pg_database_size(current_database())) AS size,
                 (SELECT count(*) FROM pg_stat_activity WHERE datname = current_database())::text
                     AS connections,
                 current_setting('max_connections') AS connections_max,
                 (SELECT max(version) FROM seaql_migrations) AS schema",
            [],
        );
        let row = self.db.query_one_raw(ask).await?.ok_or(StoreError::NotFound)?;
        let labels = [
            ("version", "version"),
            ("schema", "schema"),
            ("size", "size"),
            ("connections", "connections"),
            ("connections_max", "connections at most"),
        ];
        let fact = |(column, label): (&str, &str)| {
            Ok((label.to_owned(), row.try_get::<String>("", column)?))
        };
        labels.into_iter().map(fact).collect()
    }

    /// The pool itself, for `migration`.
    pub fn connection(&self) -> &DatabaseConnection {
        self.db.inner()
    }

    /// Gives every connection back; later calls fail as unavailable.
    pub async fn close(&self) -> Result<(), StoreError> {
        if let Some(replica) = &self.reading.replica {
            replica.db.inner().close_by_ref().await?;
        }
        Ok(self.db.inner().close_by_ref().await?)
    }
}

/// What all pools have in common.
pub(crate) fn explicit(mut options: ConnectOptions, doubt: &RecentTimeout) -> ConnectOptions {
    options
        .min_connections(0)
        .idle_timeout(IDLE_MAX)
        .max_lifetime(LIFETIME_MAX)
        .test_before_acquire_if_idle_for(PING_AFTER_IDLE)
        .set_application_name("downbeat")
        .sqlx_logging(false);
    let asked = doubt.clone();
    options.map_sqlx_postgres_pool_opts(move |pool| {
        let asked = asked.clone();
        pool.after_release(move |connection, _| {
            let asked = asked.clone();
            Box::pin(async move { asked.asked(connection).await })
        })
    });
    options
}
