//! What can go wrong, told apart by what a caller does about it.

use sea_orm::{ConnAcquireErr, DbErr, RuntimeErr, SqlxError};

#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Postgres cannot be reached or is on its way up or down: try later.
    #[error("the database is unavailable")]
    Unavailable(#[source] DbErr),
    #[error("not found")]
    NotFound,
    /// Somebody else was there first.
    #[error("it exists already")]
    Conflict,
    /// An edit asked for a version that is not the stored one any more.
    #[error("the stored version is {current}")]
    Stale { current: i64 },
    #[error(
        "the database has schema {found:?}, this program needs {needed:?}: run `downbeat-worker migrate`"
    )]
    SchemaTooOld { found: String, needed: &'static str },
    #[error(
        "the database has schema {found:?}, this program is too old for it and knows {known:?}"
    )]
    SchemaTooNew { found: String, known: &'static str },
    /// Postgres was reached and refused; trying again changes nothing.
    #[error("the database refused")]
    Db(#[source] DbErr),
}

impl StoreError {
    /// Whether Postgres is away, as opposed to having answered something unwelcome.
    pub fn is_unavailable(&self) -> bool {
        matches!(self, Self::Unavailable(_))
    }
}

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        if is_connection_trouble(&error) { Self::Unavailable(error) } else { Self::Db(error) }
    }
}

fn is_connection_trouble(error: &DbErr) -> bool {
    match error {
        DbErr::ConnectionAcquire(ConnAcquireErr::Timeout | ConnAcquireErr::ConnectionClosed) => {
            true
        }
        DbErr::Conn(RuntimeErr::SqlxError(cause))
        | DbErr::Exec(RuntimeErr::SqlxError(cause))
        | DbErr::Query(RuntimeErr::SqlxError(cause)) => match cause.as_ref() {
            SqlxError::Io(_)
            | SqlxError::Tls(_)
            | SqlxError::Protocol(_)
            | SqlxError::PoolTimedOut
            | SqlxError::PoolClosed
            | SqlxError::WorkerCrashed => true,
            SqlxError::Database(answer) => answer.code().is_some_and(|code| means_away(&code)),
            _ => false,
        },
        _ => false,
    }
}

/// SQLSTATE classes of PostgreSQL's appendix A: 08 is connections, 57P01 to
/// 57P03 a server that stops or starts, 53300 one with no connection left,
/// 25006 a standby where a primary should be, 57014 our statement timeout.
fn means_away(sqlstate: &str) -> bool {
    sqlstate.starts_with("08")
        || matches!(sqlstate, "57P01" | "57P02" | "57P03" | "57014" | "53300" | "25006")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_pool_is_unavailable_and_a_type_error_is_not() {
        let full = StoreError::from(DbErr::ConnectionAcquire(ConnAcquireErr::Timeout));
        assert!(full.is_unavailable());
        assert!(!StoreError::from(DbErr::Type("not a number".to_owned())).is_unavailable());
    }

    #[test]
    fn a_server_that_stops_is_away_and_a_broken_rule_is_not() {
        assert!(means_away("57P01"));
        assert!(means_away("08006"));
        assert!(!means_away("23505"));
    }
}
