//! Postgres, waited for no longer than a statement may take.
//!
//! A line that is dead and was never closed answers nothing, for ever: neither
//! Postgres' own limits nor a cut ever comes through it. Whatever was waited for
//! in vain, or was given up, casts **doubt** on the lines of the pool for a
//! while: those that come back are asked for a sign of life, and closed if they
//! give none.

use std::{
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use downbeat_boot::clock;
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, ExecResult,
    QueryResult, RuntimeErr, SqlxError, Statement, TransactionTrait,
    prelude::async_trait::async_trait,
    sqlx::{Connection, PgConnection},
};

use crate::sql::connection::STATEMENT_MAX;

/// Postgres gives a statement up before that.
const WAIT_MAX: Duration = Duration::from_secs(STATEMENT_MAX.as_secs() + 1);
const DOUBT_MS: i64 = 60_000;
const SIGN_OF_LIFE_MAX: Duration = Duration::from_secs(2);

/// A connection, or a transaction on one.
#[derive(Clone, Debug)]
pub struct WithTimeout<C> {
    inner: C,
    doubt: RecentTimeout,
}

/// When something was last waited for in vain.
#[derive(Clone, Debug, Default)]
pub struct RecentTimeout(Arc<AtomicI64>);

impl RecentTimeout {
    pub fn cast(&self) {
        self.0.store(clock::unix_ms(), Ordering::Relaxed);
    }

    pub fn is_fresh(&self, lasts_ms: i64) -> bool {
        clock::unix_ms() - self.0.load(Ordering::Relaxed) < lasts_ms
    }

    /// Before a connection goes back to the pool, which would wait for it
    /// without a limit.
    pub async fn asked(self, connection: &mut PgConnection) -> Result<bool, SqlxError> {
        if !self.is_fresh(DOUBT_MS) {
            return Ok(true);
        }
        let sign = clock::timeout(SIGN_OF_LIFE_MAX, connection.ping()).await;
        sign.map_err(|_| silence())?.map(|()| true)
    }
}

/// Casts doubt, unless the wait has come to an end.
struct Waiting<'a>(Option<&'a RecentTimeout>);

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        if let Some(doubt) = self.0 {
            doubt.cast();
        }
    }
}

impl<C> WithTimeout<C> {
    pub const fn new(inner: C, doubt: RecentTimeout) -> Self {
        Self { inner, doubt }
    }

    pub const fn inner(&self) -> &C {
        &self.inner
    }

    async fn waited<T>(&self, work: impl Future<Output = Result<T, DbErr>>) -> Result<T, DbErr> {
        waited(&self.doubt, work).await
    }
}

impl WithTimeout<DatabaseConnection> {
    pub async fn begin(&self) -> Result<WithTimeout<DatabaseTransaction>, DbErr> {
        let inner = self.waited(self.inner.begin()).await?;
        Ok(WithTimeout { inner, doubt: self.doubt.clone() })
    }
}

impl WithTimeout<DatabaseTransaction> {
    pub async fn commit(self) -> Result<(), DbErr> {
        let Self { inner, doubt } = self;
        waited(&doubt, inner.commit()).await
    }
}

async fn waited<T>(
    doubt: &RecentTimeout,
    work: impl Future<Output = Result<T, DbErr>>,
) -> Result<T, DbErr> {
    // Whoever gives up drops the wait first, and then the connection.
    let work = pin!(clock::timeout(WAIT_MAX, work));
    let mut waiting = Waiting(Some(doubt));
    let answer = work.await.map_err(|_| DbErr::Conn(RuntimeErr::SqlxError(Arc::new(silence()))))?;
    waiting.0 = None;
    answer
}

fn silence() -> SqlxError {
    SqlxError::Io(std::io::ErrorKind::TimedOut.into())
}

#[async_trait]
impl<C: ConnectionTrait> ConnectionTrait for WithTimeout<C> {
    fn get_database_backend(&self) -> DbBackend {
        self.inner.get_database_backend()
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        self.waited(self.inner.execute_raw(statement)).await
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.waited(self.inner.execute_unprepared(sql)).await
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        self.waited(self.inner.query_one_raw(statement)).await
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        self.waited(self.inner.query_all_raw(statement)).await
    }
}
