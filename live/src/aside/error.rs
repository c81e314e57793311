//! Why the cache gave nothing.

use redis::RedisError;

use crate::error::is_away;

#[derive(Debug, thiserror::Error)]
pub enum CacheError {
    #[error("the cache's URL cannot be read")]
    Url(#[source] RedisError),
    #[error("the cache did not answer in time")]
    Silent,
    #[error("the cache cannot be reached")]
    Unreachable(#[source] RedisError),
    #[error("the cache did not answer, and is left alone for a moment")]
    Resting,
    #[error("the cache refused a call")]
    Refused(#[source] RedisError),
    #[error("there is no cache")]
    None,
}

impl CacheError {
    /// Whether the same call may succeed in a moment.
    pub const fn is_unavailable(&self) -> bool {
        matches!(self, Self::Silent | Self::Unreachable(_) | Self::Resting)
    }

    /// Whether it is the server, and not what it was asked for.
    pub(super) const fn is_of_server(&self) -> bool {
        matches!(self, Self::Silent | Self::Unreachable(_))
    }

    /// Its name in metrics.
    pub(super) const fn reason(&self) -> &'static str {
        match self {
            Self::Silent => "timeout",
            Self::Unreachable(_) => "unreachable",
            Self::Resting => "away",
            Self::Url(_) | Self::Refused(_) | Self::None => "other",
        }
    }
}

impl From<RedisError> for CacheError {
    fn from(error: RedisError) -> Self {
        if is_away(&error) { Self::Unreachable(error) } else { Self::Refused(error) }
    }
}
