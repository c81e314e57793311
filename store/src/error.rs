//! What can go wrong, told apart by what a caller does about it.

use metrics::counter;
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
    /// A history that is longer than what is folded in one go.
    #[error("more than {most} events were recorded since the last snapshot")]
    TooLong { most: u32 },
    /// What is stored cannot be understood: damage, or a newer release's word.
    #[error("{0} cannot be read")]
    Unreadable(String),
    /// Its kind cannot read an event, so what it writes besides history is not
    /// known.
    #[error("an event cannot be read: {0}")]
    UnreadableEvent(String),
    /// So much would have to be looked through that it was given up.
    #[error("it takes too long to look through all of it")]
    TooBroad,
    /// The attempt that wanted to end a job is no longer the job's.
    #[error("the job was taken over")]
    Superseded,
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
    /// Whether the same would be refused again, with Postgres reached.
    pub fn is_refusal(&self) -> bool {
        match self {
            Self::Db(error) => blames_what_was_given(error),
            Self::UnreadableEvent(_) => true,
            _ => false,
        }
    }

    /// What was to be stored could not be put into words.
    pub fn unwritable(error: impl std::fmt::Display) -> Self {
        Self::Db(DbErr::Json(error.to_string()))
    }

    /// What is stored is none of the values that it may have.
    pub fn unreadable(what: impl std::fmt::Display) -> Self {
        Self::Unreadable(what.to_string())
    }

    /// Whether Postgres is away, as opposed to having answered something unwelcome.
    pub fn is_unavailable(&self) -> bool {
        matches!(self, Self::Unavailable(_))
    }
}

impl From<DbErr> for StoreError {
    /// Counts it, too: every failure of a statement comes through here once.
    fn from(error: DbErr) -> Self {
        let is_away = is_connection_trouble(&error);
        let reason = if is_away { "unavailable" } else { "refused" };
        counter!("downbeat_postgres_failures_total", "reason" => reason).increment(1);
        if is_away { Self::Unavailable(error) } else { Self::Db(error) }
    }
}

impl From<SqlxError> for StoreError {
    fn from(error: SqlxError) -> Self {
        DbErr::Conn(RuntimeErr::SqlxError(error.into())).into()
    }
}

/// Whether another server would refuse it, too.
pub(crate) fn blames_what_was_given(error: &DbErr) -> bool {
    code(error).is_some_and(|code| blames_the_row(&code))
}

/// Whether Postgres gave a statement up whose time was over.
pub(crate) fn took_too_long(error: &DbErr) -> bool {
    code(error).is_some_and(|code| code == "57014")
}

fn code(error: &DbErr) -> Option<String> {
    match error {
        DbErr::Conn(RuntimeErr::SqlxError(cause))
        | DbErr::Exec(RuntimeErr::SqlxError(cause))
        | DbErr::Query(RuntimeErr::SqlxError(cause)) => match cause.as_ref() {
            SqlxError::Database(answer) => answer.code().map(std::borrow::Cow::into_owned),
            _ => None,
        },
        _ => None,
    }
}

/// Classes 22, data that is no such value; 23, a broken constraint; 54, too
/// large for an index or a row.
fn blames_the_row(sqlstate: &str) -> bool {
    ["22", "23", "54"].iter().any(|class| sqlstate.starts_with(class))
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
/// 57P03 a server that stops or starts, 53 one without memory, disk or
/// connections left, 25006 a standby where a primary should be, 57014 our
/// statement timeout, 40 and 55P03 a transaction that others were in the way of.
fn means_away(sqlstate: &str) -> bool {
    ["08", "40", "53"].iter().any(|class| sqlstate.starts_with(class))
        || matches!(sqlstate, "57P01" | "57P02" | "57P03" | "57014" | "25006" | "55P03")
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

    #[test]
    fn a_deadlock_is_nobodys_fault_and_a_bad_byte_is_the_rows() {
        assert!(means_away("40P01") && !blames_the_row("40P01"));
        assert!(blames_the_row("22021") && blames_the_row("22P05"));
        assert!(!blames_the_row("42P01"));
    }
}
