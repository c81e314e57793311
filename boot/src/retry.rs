//! Patience at the start: a store that is not there yet is waited for, with a
//! clear line each time, and given up after a limit.

use std::fmt::Display;
use std::time::Duration;

use crate::clock;

/// How long a process waits for Postgres and Redis when it starts.
pub const START_LIMIT: Duration = Duration::from_secs(30);

const PAUSE_MIN: Duration = Duration::from_millis(100);
const PAUSE_MAX: Duration = Duration::from_secs(2);

/// Calls `attempt` until it succeeds or `limit` has passed; then gives the last
/// error. An attempt that hangs is cut off by the limit too, and reported as
/// [`GivenUp::Silent`]. `name` is what the log calls it: "postgres".
pub async fn patiently<T, E, F, Fut>(
    name: &str,
    limit: Duration,
    mut attempt: F,
) -> Result<T, GivenUp<E>>
where
    E: Display,
    F: FnMut() -> Fut,
    Fut: Future<Output = Result<T, E>>,
{
    let deadline = clock::monotonic() + limit;
    let mut pause = PAUSE_MIN;
    let mut last = None;
    loop {
        let left = deadline.saturating_duration_since(clock::monotonic());
        let error = match clock::timeout(left, attempt()).await {
            Ok(Ok(value)) => return Ok(value),
            Ok(Err(error)) => error,
            Err(_) => return Err(last.map_or(GivenUp::Silent, GivenUp::Failed)),
        };
        let left = deadline.saturating_duration_since(clock::monotonic());
        if left <= pause {
            return Err(GivenUp::Failed(error));
        }
        tracing::warn!(
            service = name,
            %error,
            seconds_left = left.as_secs(),
            "{name} cannot be reached yet, trying again"
        );
        last = Some(error);
        clock::sleep(pause).await;
        pause = (pause * 2).min(PAUSE_MAX);
    }
}

/// Why [`patiently`] stopped trying.
#[derive(Debug, thiserror::Error)]
pub enum GivenUp<E> {
    #[error("{0}")]
    Failed(E),
    #[error("no answer within the time allowed")]
    Silent,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn it_tries_until_it_works() {
        let mut calls = 0;
        let got = patiently("store", START_LIMIT, || {
            calls += 1;
            let answer = if calls < 4 { Err("refused") } else { Ok(calls) };
            async move { answer }
        })
        .await;
        assert_eq!(got.unwrap(), 4);
    }

    #[tokio::test(start_paused = true)]
    async fn it_gives_up_with_the_last_error_within_the_limit() {
        let start = clock::monotonic();
        let got: Result<(), _> = patiently("store", START_LIMIT, || async { Err("refused") }).await;
        assert!(matches!(got, Err(GivenUp::Failed("refused"))));
        assert!(start.elapsed() <= START_LIMIT);
    }

    #[tokio::test(start_paused = true)]
    async fn a_silent_service_does_not_hang_the_start() {
        let got: Result<(), GivenUp<&str>> =
            patiently("store", START_LIMIT, std::future::pending).await;
        assert!(matches!(got, Err(GivenUp::Silent)));
    }
}
