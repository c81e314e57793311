//! What can go wrong between us and live Redis.

use redis::{ErrorKind, RedisError, ServerErrorKind};

#[derive(Debug, thiserror::Error)]
pub enum LiveError {
    #[error("live Redis cannot be reached")]
    Unreachable(#[source] RedisError),
    #[error("live Redis did not answer in time")]
    Silent,
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
    #[error("a stored state cannot be read: {0}")]
    Unreadable(String),
    #[error("a newer release wrote it: {0}")]
    Newer(String),
}

impl LiveError {
    /// Whether the same call may succeed in a moment.
    pub const fn is_unavailable(&self) -> bool {
        !matches!(self, Self::Refused(_) | Self::Unreadable(_))
    }

    /// Its name in metrics.
    pub(crate) const fn reason(&self) -> &'static str {
        match self {
            Self::Silent => "timeout",
            Self::Unreachable(_) | Self::Loading => "unreachable",
            Self::Capped => "capped",
            Self::MemoryFull => "memory_full",
            Self::AuditFull => "audit_full",
            Self::Refused(_) | Self::Unreadable(_) | Self::Newer(_) => "other",
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
            _ if error.is_io_error()
                || error.is_connection_dropped()
                || error.is_connection_refusal()
                || matches!(
                    error.kind(),
                    ErrorKind::Server(
                        ServerErrorKind::MasterDown
                            | ServerErrorKind::ClusterDown
                            | ServerErrorKind::TryAgain
                    )
                ) =>
            {
                Self::Unreachable(error)
            }
            _ => Self::Refused(error),
        }
    }
}

impl From<downbeat_session::Unreadable> for LiveError {
    fn from(error: downbeat_session::Unreadable) -> Self {
        Self::Unreadable(error.to_string())
    }
}
