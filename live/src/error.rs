//! What can go wrong between us and live Redis.

use redis::{ErrorKind, RedisError, ServerErrorKind};

/// Calls that many share may fail for all of them, so it can be cloned.
#[derive(Debug, Clone, thiserror::Error)]
pub enum LiveError {
    #[error("live Redis cannot be reached")]
    Unreachable(#[source] RedisError),
    #[error("live Redis did not answer in time")]
    Silent,
    #[error("its node of live Redis does not answer")]
    Away,
    #[error("the line {0}")]
    LineLost(&'static str),
    #[error("too many calls wait for live Redis")]
    Capped,
    #[error("live Redis is still loading its data")]
    Loading,
    #[error("live Redis is out of memory")]
    MemoryFull,
    #[error("the audit stream is full")]
    AuditFull,
    #[error("live Redis refused a call")]
    Refused(#[source] RedisError),
    #[error("rows say {bytes} bytes, and {most} is the most that a board has room for")]
    TooLarge { bytes: usize, most: usize },
    #[error("a stored state cannot be read: {0}")]
    Unreadable(String),
    #[error("a newer release wrote it: {0}")]
    Newer(String),
}

impl LiveError {
    /// Whether the same call may succeed in a moment.
    pub const fn is_unavailable(&self) -> bool {
        !matches!(self, Self::Refused(_) | Self::TooLarge { .. } | Self::Unreadable(_))
    }

    /// Its name in metrics.
    pub(crate) const fn reason(&self) -> &'static str {
        match self {
            Self::Silent => "timeout",
            Self::Away => "away",
            Self::Unreachable(_) | Self::Loading | Self::LineLost(_) => "unreachable",
            Self::Capped => "capped",
            Self::MemoryFull => "memory_full",
            Self::AuditFull => "audit_full",
            Self::Refused(_) | Self::TooLarge { .. } | Self::Unreadable(_) | Self::Newer(_) => {
                "other"
            }
        }
    }
}

impl From<serde_json::Error> for LiveError {
    fn from(error: serde_json::Error) -> Self {
        Self::Unreadable(error.to_string())
    }
}

impl From<redis::ParsingError> for LiveError {
    fn from(error: redis::ParsingError) -> Self {
        Self::Unreadable(error.to_string())
    }
}

impl From<RedisError> for LiveError {
    fn from(error: RedisError) -> Self {
        match error.kind() {
            ErrorKind::Server(ServerErrorKind::BusyLoading) => Self::Loading,
            _ if error.code() == Some("OOM") => Self::MemoryFull,
            _ if error.is_timeout() => Self::Silent,
            _ if is_away(&error) => Self::Unreachable(error),
            _ => Self::Refused(error),
        }
    }
}

/// Codes of a server that takes nothing for now: its disk is full, its replicas
/// are gone, or a script keeps it busy.
const NOT_NOW: [&str; 3] = ["MISCONF", "NOREPLICAS", "BUSY"];
/// Codes of a server that does not know us, as while its users are changed.
const NOT_KNOWN: [&str; 2] = ["NOAUTH", "WRONGPASS"];
/// The only word of it: its code is that of any error.
const CLIENTS_FULL: &str = "max number of clients reached";

/// Whether a server, and not what it was asked for, is why there is no result:
/// it cannot be reached, starts, fails over, is full, or lets nobody in. The
/// same may succeed later.
#[must_use]
pub fn is_away(error: &RedisError) -> bool {
    let is_kind_of_away = match error.kind() {
        ErrorKind::Server(kind) => matches!(
            kind,
            ServerErrorKind::BusyLoading
                | ServerErrorKind::MasterDown
                | ServerErrorKind::ClusterDown
                | ServerErrorKind::TryAgain
                | ServerErrorKind::Moved
                | ServerErrorKind::Ask
                | ServerErrorKind::ReadOnly
                | ServerErrorKind::NoPerm
        ),
        kind => matches!(
            kind,
            ErrorKind::AuthenticationFailed
                | ErrorKind::MasterNameNotFoundBySentinel
                | ErrorKind::NoValidReplicasFoundBySentinel
                | ErrorKind::ClusterConnectionNotFound
        ),
    };
    let has_code = |codes: &[&str]| error.code().is_some_and(|code| codes.contains(&code));
    is_kind_of_away
        || has_code(&["OOM"])
        || has_code(&NOT_NOW)
        || has_code(&NOT_KNOWN)
        || error.detail() == Some(CLIENTS_FULL)
        || error.is_timeout()
        || error.is_io_error()
        || error.is_connection_dropped()
        || error.is_connection_refusal()
}

impl From<downbeat_session::Unreadable> for LiveError {
    fn from(error: downbeat_session::Unreadable) -> Self {
        Self::Unreadable(error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use redis::make_extension_error;

    use super::*;

    fn said(code: &str, detail: &str) -> RedisError {
        make_extension_error(code.to_owned(), Some(detail.to_owned()))
    }

    #[test]
    fn a_server_that_takes_nothing_for_now_is_away_and_a_mistake_is_not() {
        for code in ["OOM", "MISCONF", "NOREPLICAS", "BUSY", "NOAUTH", "WRONGPASS"] {
            assert!(is_away(&said(code, "")), "{code}");
            assert!(LiveError::from(said(code, "")).is_unavailable(), "{code}");
        }
        for kind in
            [ServerErrorKind::ReadOnly, ServerErrorKind::MasterDown, ServerErrorKind::NoPerm]
        {
            let error = RedisError::from((ErrorKind::Server(kind), "said"));
            assert!(LiveError::from(error).is_unavailable(), "{kind:?}");
        }
        let refused = [
            RedisError::from((ErrorKind::Server(ServerErrorKind::ResponseError), "wrong")),
            RedisError::from((ErrorKind::Server(ServerErrorKind::CrossSlot), "wrong")),
            said("WRONGTYPE", "another kind of value"),
        ];
        for error in refused {
            assert!(!LiveError::from(error).is_unavailable());
        }
    }
}
