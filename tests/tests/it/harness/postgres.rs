//! A Postgres database for each test, copied from one that was migrated once.
//!
//! Every test may be a process of its own, so the template belongs to the
//! server and not to a process: whoever comes first builds it, under a lock.
//! Its name holds the age of this binary, so that a changed migration is never
//! tested on an old template.

use std::ops::Deref;
use std::time::UNIX_EPOCH;

use downbeat_boot::settings::Database;
use downbeat_store::{Activation, Doer, Store, StoreError};
use sea_orm::{ConnectionTrait, DbBackend, DbErr, Statement, TransactionTrait};
use serde_json::Value;
use uuid::Uuid;

/// A migrated database, dropped with its test.
pub struct Postgres {
    pub url: String,
    store: Store,
    name: String,
}

/// A fresh copy of the newest schema, with no rows.
pub async fn postgres() -> Postgres {
    let server = Server::connect().await;
    let template = server.template().await;
    // Files are copied in half the time that their pages take through the log.
    server.database(&format!("TEMPLATE {template} STRATEGY file_copy")).await
}

/// A database without any table.
pub async fn empty_postgres() -> Postgres {
    Server::connect().await.database("").await
}

impl Postgres {
    /// The only database of a server of the test's own.
    pub async fn on(server: &super::Database) -> Self {
        Self { url: server.url.clone(), store: server.store().await, name: String::new() }
    }
}

/// Changes as nobody in particular, with nothing that follows from them.
impl Postgres {
    pub async fn edited(
        &self,
        id: Uuid,
        expected: Option<i64>,
        config: Value,
    ) -> Result<i64, StoreError> {
        Ok(self.edit(id, expected, config, &Doer::system(), &[]).await?.version)
    }

    pub async fn deleted(&self, id: Uuid) -> Result<i64, StoreError> {
        Ok(self.delete(id, &Doer::system(), None, &[]).await?.version)
    }

    pub async fn activated(&self, id: Uuid) -> Result<Option<Activation>, StoreError> {
        let begun = self.activate(id, |_| Ok::<_, StoreError>(((), None))).await?;
        Ok(begun.map(|(activation, ())| activation))
    }

    pub async fn run(&self, sql: &str) {
        self.connection().execute_unprepared(sql).await.unwrap();
    }

    /// The jobs of a name, each with its payload.
    pub async fn jobs_of(&self, name: &str) -> Vec<(Uuid, serde_json::Value)> {
        let find = Statement::from_sql_and_values(
            DbBackend::Postgres,
            "SELECT id, payload FROM job WHERE name = $1 ORDER BY id",
            [name.into()],
        );
        let rows = self.connection().query_all_raw(find).await.unwrap();
        let job = |row: &sea_orm::QueryResult| {
            (row.try_get("", "id").unwrap(), row.try_get("", "payload").unwrap())
        };
        rows.iter().map(job).collect()
    }

    /// Takes a job as a worker does; answers the number of the attempt.
    pub async fn claimed(&self, id: Uuid) -> i32 {
        let claim = format!(
            "UPDATE job SET state = 'running', attempt = attempt + 1, worker = 'tests',
                 started_at = now(),
                 lease_until = now() + interval '1 minute' WHERE id = '{id}' RETURNING attempt"
        );
        let claim = Statement::from_string(DbBackend::Postgres, claim);
        let row = self.connection().query_one_raw(claim).await.unwrap().unwrap();
        row.try_get_by_index(0).unwrap()
    }

    /// The number that a query answers.
    pub async fn number(&self, sql: &str) -> i64 {
        self.try_number(sql).await.unwrap()
    }

    /// The same, of a server that may be away.
    pub async fn try_number(&self, sql: &str) -> Result<i64, DbErr> {
        let query = Statement::from_string(DbBackend::Postgres, sql);
        let row = self.connection().query_one_raw(query).await?;
        row.unwrap().try_get_by_index(0)
    }
}

impl Deref for Postgres {
    type Target = Store;

    fn deref(&self) -> &Store {
        &self.store
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let name = self.name.clone();
        if name.is_empty() {
            return;
        }
        // The test's runtime cannot be waited on from inside itself.
        let dropped = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.unwrap().block_on(async {
                let server = Server::connect().await;
                server.run(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await;
            });
        });
        let outcome = dropped.join();
        if !std::thread::panicking() {
            outcome.unwrap();
        }
    }
}

struct Server {
    url: String,
    admin: Store,
}

impl Server {
    async fn connect() -> Self {
        #[expect(clippy::disallowed_methods, reason = "tests have no settings to read it from")]
        let url = std::env::var("DOWNBEAT_TEST_DATABASE_URL")
            .expect("DOWNBEAT_TEST_DATABASE_URL names no server: run `cargo xtask test`");
        let admin = connect(&url).await;
        Self { url, admin }
    }

    async fn run(&self, sql: &str) {
        self.admin.connection().execute_unprepared(sql).await.unwrap();
    }

    async fn database(&self, how: &str) -> Postgres {
        let name = format!("downbeat_test_{}", Uuid::now_v7().simple());
        self.run(&format!("CREATE DATABASE {name} {how}")).await;
        let url = with_database(&self.url, &name);
        Postgres { store: connect(&url).await, url, name }
    }

    /// The name of the migrated template, built if this is the first to ask.
    async fn template(&self) -> String {
        let template = format!("downbeat_template_{}", age_of_this_binary());
        let lock = self.admin.connection().begin().await.unwrap();
        lock.execute_unprepared("SELECT pg_advisory_xact_lock(727)").await.unwrap();
        let known = Statement::from_sql_and_values(
            lock.get_database_backend(),
            "SELECT FROM pg_database WHERE datname = $1",
            [template.clone().into()],
        );
        if lock.query_one_raw(known).await.unwrap().is_none() {
            self.build_template(&template).await;
        }
        lock.commit().await.unwrap();
        template
    }

    /// Renamed when ready: a build that was killed leaves no half template.
    async fn build_template(&self, template: &str) {
        let building = format!("{template}_building");
        self.run(&format!("DROP DATABASE IF EXISTS {building} WITH (FORCE)")).await;
        self.run(&format!("CREATE DATABASE {building}")).await;
        let store = connect(&with_database(&self.url, &building)).await;
        downbeat_migration::up(store.connection()).await.unwrap();
        store.close().await.unwrap();
        self.run(&format!("ALTER DATABASE {building} RENAME TO {template}")).await;
    }
}

async fn connect(url: &str) -> Store {
    let settings = Database::alone(url.to_owned(), 5, 10_000);
    Store::connect(&settings).await.unwrap()
}

fn with_database(url: &str, name: &str) -> String {
    let (place, options) = url.split_once('?').unwrap_or((url, ""));
    let server = place.rsplit_once('/').map_or(place, |(server, _)| server);
    format!("{server}/{name}?{options}")
}

fn age_of_this_binary() -> u128 {
    let binary = std::env::current_exe().unwrap().metadata().unwrap();
    binary.modified().unwrap().duration_since(UNIX_EPOCH).unwrap().as_millis()
}
