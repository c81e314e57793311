//! Whether a run failed because one of our own stores is away: Postgres or a
//! Redis that cannot be reached, is silent, starts, fails over or is full. Such
//! a failure says nothing about the job, so it waits and no attempt is counted.
//! Whatever is outside, as Twitch or a receiver of webhooks, is not meant here.

use downbeat_live::{CacheError, CommandError, LiveError};
use downbeat_store::StoreError;

use crate::QueueError;

/// What runs are given besides their payload, and the stores that it stands on.
pub trait Stores: Send + Sync + 'static {
    /// A store that runs need and that does not answer now. Asked when a run took
    /// too long, which is what a silent store may look like.
    fn away(&self) -> impl Future<Output = Option<anyhow::Error>> + Send {
        async { None }
    }
}

/// By the types of the errors behind it, never by their text.
pub(crate) fn is_away(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let live = cause.downcast_ref().is_some_and(LiveError::is_unavailable);
        let store = cause.downcast_ref().is_some_and(StoreError::is_unavailable);
        let queue = cause.downcast_ref().is_some_and(QueueError::is_unavailable);
        let cache = cause.downcast_ref().is_some_and(CacheError::is_unavailable);
        live || store || queue || cache || cause.downcast_ref().is_some_and(is_command_away)
    })
}

/// A command's error stands in for the one of live Redis behind it.
fn is_command_away(error: &CommandError) -> bool {
    match error {
        CommandError::Live(error) => error.is_unavailable(),
        CommandError::AuditFull => true,
        CommandError::Cold
        | CommandError::NotTheirs
        | CommandError::Stale { .. }
        | CommandError::Contended
        | CommandError::IdReused
        | CommandError::Refused(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use anyhow::{Context as _, anyhow};
    use downbeat_session::Refusal;

    use super::*;

    /// However deep the store's error stands.
    #[test]
    fn a_store_that_is_away_is_known_by_its_error() {
        let away = [
            anyhow::Error::from(LiveError::Silent),
            LiveError::MemoryFull.into(),
            LiveError::Loading.into(),
            LiveError::Capped.into(),
            QueueError::TimedOut.into(),
            CacheError::Resting.into(),
            CommandError::from(LiveError::Silent).into(),
            CommandError::AuditFull.into(),
        ];
        for error in away {
            assert!(is_away(&error), "{error:?}");
            let deep = Err::<(), _>(error).context("a page").context("a job").unwrap_err();
            assert!(is_away(&deep), "{deep:?}");
        }
    }

    #[test]
    fn what_is_wrong_with_the_job_is_not() {
        let own = [
            anyhow!("live Redis cannot be reached"),
            LiveError::Unreadable("a state".into()).into(),
            StoreError::NotFound.into(),
            StoreError::Superseded.into(),
            QueueError::Unreadable.into(),
            CommandError::Contended.into(),
            CommandError::Refused(Refusal::UnknownCommand).into(),
            anyhow::Error::from(std::io::Error::from(std::io::ErrorKind::TimedOut)),
        ];
        for error in own {
            assert!(!is_away(&error), "{error:?}");
        }
    }
}
