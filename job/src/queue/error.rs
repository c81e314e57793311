use downbeat_live::is_away;

/// Why a job could not be pushed.
#[derive(Debug, thiserror::Error)]
pub enum QueueError {
    /// Redis cannot be reached, is slow, or refuses. Nothing is known of
    /// whether the job was pushed; sending it again is safe.
    #[error("the queue is unavailable")]
    Unavailable(#[source] redis::RedisError),
    /// As above: no answer in time.
    #[error("the queue did not answer in time")]
    TimedOut,
    /// The settings hold no URL of a Redis server.
    #[error("the queue's URL is not one of a Redis server")]
    Url(#[source] redis::RedisError),
    #[error("the payload cannot be encoded")]
    Payload(#[from] serde_json::Error),
    #[error("the key has {0} bytes")]
    KeyTooLong(usize),
    #[error("the queue's answer cannot be read")]
    Unreadable,
}

impl QueueError {
    /// Whether the server is away, as opposed to having refused what was asked.
    pub fn is_unavailable(&self) -> bool {
        match self {
            Self::TimedOut => true,
            Self::Unavailable(error) => is_away(error),
            Self::Url(_) | Self::Payload(_) | Self::KeyTooLong(_) | Self::Unreadable => false,
        }
    }

    /// Its name in metrics.
    pub(crate) fn reason(&self) -> &'static str {
        match self {
            Self::TimedOut => "timeout",
            Self::Unavailable(error) if error.code() == Some("OOM") => "memory_full",
            Self::Unavailable(error)
                if error.is_io_error()
                    || error.is_connection_dropped()
                    || error.is_connection_refusal() =>
            {
                "unreachable"
            }
            Self::Unavailable(_)
            | Self::Url(_)
            | Self::Payload(_)
            | Self::KeyTooLong(_)
            | Self::Unreadable => "other",
        }
    }
}

impl From<redis::RedisError> for QueueError {
    fn from(error: redis::RedisError) -> Self {
        Self::Unavailable(error)
    }
}
