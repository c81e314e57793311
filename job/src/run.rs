//! One run of one job: decoded, timed, caught, logged and counted here, so
//! that the queue underneath only ever hears "done".

use std::{panic::AssertUnwindSafe, sync::Arc, time::Duration};

use downbeat_boot::{capture::Lines, clock};
use downbeat_store::{Claimed, Ending, FailedSignal, Next, Outcome};
use futures::FutureExt;
use metrics::{counter, histogram};
use uuid::Uuid;

use crate::{
    Backoff, Hopeless, Later, NotBefore, NotItsTurn, Registry, Stores,
    away::is_away,
    durable::Attempt,
    envelope::{Envelope, Unreadable},
    queue::{Counted, Ledger},
    registry::{Entry, Way},
};

/// The label of a job whose envelope or name cannot be read.
const UNKNOWN: &str = "unknown";
/// How soon a job that is newer than this release is offered again.
const NEWER: Duration = Duration::from_secs(10);
/// How soon a job that found a store away is tried again: within a minute of
/// the store's return it has run.
const AWAY: Backoff = Backoff { first: Duration::from_secs(1), max: Duration::from_mins(1) };

/// Why a run did not do its work.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error("it cannot be read")]
    Unreadable(#[from] Unreadable),
    #[error("this release knows no job `{0}`")]
    NoSuchJob(String),
    #[error("its arguments have version {0}, which is newer than this release")]
    Newer(u16),
    #[error("its arguments cannot be read")]
    Arguments(#[source] serde_json::Error),
    #[error("it took longer than {0:?}")]
    TimedOut(Duration),
    #[error("it panicked: {0}")]
    Panicked(String),
    #[error("it waits, and no attempt is counted: {0}")]
    Away(anyhow::Error),
    #[error("it waits for its turn, and no attempt is counted")]
    NotItsTurn(Duration),
    #[error("{}", .0)]
    Failed(anyhow::Error),
}

impl Failure {
    const fn outcome(&self) -> Outcome {
        match self {
            Self::TimedOut(_) => Outcome::TimedOut,
            Self::Panicked(_) => Outcome::Panicked,
            Self::Newer(_) | Self::Away(_) | Self::NotItsTurn(_) => Outcome::Waiting,
            Self::Unreadable(_) | Self::NoSuchJob(_) | Self::Arguments(_) | Self::Failed(_) => {
                Outcome::Failed
            }
        }
    }

    /// The failure and what is behind it, in one line.
    fn chain(&self) -> String {
        match self {
            Self::Failed(error) => return format!("{error:#}"),
            Self::Away(error) => {
                return format!("it waits, and no attempt is counted: {error:#}");
            }
            _ => {}
        }
        let mut line = self.to_string();
        let mut behind = std::error::Error::source(self);
        while let Some(source) = behind {
            line = format!("{line}: {source}");
            behind = source.source();
        }
        line
    }
}

/// Runs the signal that the envelope names, to whatever end.
pub(crate) async fn signal<C>(
    registry: &Registry<C>,
    context: Arc<C>,
    ledger: &Ledger,
    id: &str,
    envelope: &[u8],
) where
    C: Stores,
{
    let start = clock::monotonic();
    let lines = Lines::default();
    let (entry, end) = match Envelope::decode(envelope) {
        Err(unreadable) => (None, Err(unreadable.into())),
        Ok(Envelope { job, payload, .. }) => match registry.named(&job) {
            None | Some(Entry { way: Way::Durable { .. }, .. }) => {
                (None, Err(Failure::NoSuchJob(job)))
            }
            Some(entry @ Entry { way: Way::Signal { begin, .. }, .. }) => {
                let run = begin(&payload, context).map_err(Failure::Arguments);
                let end = lines.during(guarded(run, entry.timeout)).await;
                (Some((entry, payload)), end)
            }
        },
    };
    let name = entry.as_ref().map_or(UNKNOWN, |(entry, _)| entry.name);
    histogram!("downbeat_job_seconds", "name" => name).record(start.elapsed());
    let Err(failure) = end else {
        if let Some((entry, _)) = entry {
            let place = (entry.name, entry.queue);
            ledger.minutes.count(place, Counted::Done, Duration::ZERO, start.elapsed());
        }
        return count(name, "done");
    };
    let error = failure.chain();
    tracing::error!(job = name, id, error, "signal dropped");
    count(name, "dead");
    counter!("downbeat_signals_failed_total", "name" => name).increment(1);
    let (Some((entry, payload)), Ok(id)) = (entry, Uuid::parse_str(id)) else { return };
    let place = (entry.name, entry.queue);
    ledger.minutes.count(place, Counted::Dead, Duration::ZERO, start.elapsed());
    let key = match entry.way {
        Way::Signal { key, .. } => key(&payload),
        Way::Durable { .. } => String::new(),
    };
    ledger.note_failed_signal(FailedSignal {
        id,
        name: entry.name,
        queue: entry.queue,
        key,
        worker: ledger.worker.clone(),
        ran_ms: i64::try_from(start.elapsed().as_millis()).unwrap_or(i64::MAX),
        outcome: failure.outcome(),
        error,
        log: lines.take(),
    });
}

/// A job that was started so often without an end that it is taken to be what
/// brings its workers down.
pub(crate) fn refuse(id: &str, envelope: &[u8], starts: u32) {
    let job = Envelope::decode(envelope).map_or_else(|_| UNKNOWN.to_owned(), |it| it.job);
    tracing::error!(job, id, starts, "signal dropped: it was started again and again");
    count(UNKNOWN, "dead");
    counter!("downbeat_signals_failed_total", "name" => UNKNOWN).increment(1);
}

/// Runs a durable job that was claimed, and puts on record how it ended.
pub(crate) async fn durable<C>(
    registry: &Registry<C>,
    context: Arc<C>,
    ledger: &Ledger,
    claimed: Claimed,
) where
    C: Stores,
{
    let Claimed { id, name, attempt: number, attempts_max, waited, .. } = claimed.clone();
    let start = clock::monotonic();
    let lines = Lines::default();
    let attempt = Arc::new(Attempt::new(id, number));
    let entry = registry.named(&name);
    let run = run_durable(entry, context, &claimed, Arc::clone(&attempt));
    let end = tokio::select! {
        end = lines.during(run) => end,
        // Whoever has it now says how it ends.
        () = ledger.over(id) => {
            tracing::warn!(job = name, %id, attempt = number, "a run was stopped: the job is not ours any more");
            return;
        }
    };
    let ran = start.elapsed();
    let label = entry.map_or(UNKNOWN, |entry| entry.name);
    histogram!("downbeat_job_seconds", "name" => label).record(ran);
    let (counted, word) = match end {
        Ok(()) if attempt.is_completed() => {
            ledger.release(id);
            (Counted::Done, "done")
        }
        Ok(()) => {
            let (outcome, next, error) = (Outcome::Done, Next::Done, None);
            let log = lines.take();
            let ending = Ending { job: id, attempt: number, outcome, next, error, log };
            if !ledger.end(ending).await {
                tracing::warn!(job = name, %id, attempt = number, "a job was done twice: it was taken over meanwhile");
            }
            (Counted::Done, "done")
        }
        Err(failure) => {
            let next = after(&failure, entry, number, attempts_max);
            let (outcome, error) = (failure.outcome(), failure.chain());
            let counted = match (next, outcome) {
                (Next::Dead, _) => {
                    tracing::error!(job = name, %id, attempt = number, error, "a job is dead");
                    (Counted::Dead, "dead")
                }
                // It will be soon, and tells of no trouble.
                _ if matches!(failure, Failure::NotItsTurn(_)) => (Counted::Waiting, "postponed"),
                (_, Outcome::Waiting) => {
                    tracing::warn!(job = name, %id, attempt = number, error, "a job waits");
                    (Counted::Waiting, "waiting")
                }
                _ => {
                    tracing::warn!(job = name, %id, attempt = number, error, "a job failed");
                    (Counted::Failed, "retried")
                }
            };
            let (error, log) = (Some(error), lines.take());
            ledger.end(Ending { job: id, attempt: number, outcome, next, error, log }).await;
            counted
        }
    };
    count(label, word);
    if let Some(entry) = entry {
        ledger.minutes.count((entry.name, entry.queue), counted, waited, ran);
    }
}

async fn run_durable<C: Stores>(
    entry: Option<&Entry<C>>,
    context: Arc<C>,
    claimed: &Claimed,
    attempt: Arc<Attempt>,
) -> Result<(), Failure> {
    let Some(Entry { timeout, way: Way::Durable { begin, version, .. }, .. }) = entry else {
        return Err(Failure::NoSuchJob(claimed.name.clone()));
    };
    if claimed.version > *version {
        return Err(Failure::Newer(claimed.version));
    }
    let run = begin(&claimed.payload, Arc::clone(&context), attempt).map_err(Failure::Arguments);
    match guarded(run, *timeout).await {
        Err(Failure::Failed(error)) if is_away(&error) => Err(Failure::Away(error)),
        Err(Failure::Failed(error)) => Err(match error.downcast_ref() {
            Some(NotItsTurn { after }) => Failure::NotItsTurn(*after),
            None => Failure::Failed(error),
        }),
        // Whatever it waited for in vain may have been a store.
        Err(Failure::TimedOut(limit)) => Err(match context.away().await {
            Some(error) => Failure::Away(error.context(format!("it took longer than {limit:?}"))),
            None => Failure::TimedOut(limit),
        }),
        end => end,
    }
}

/// What becomes of a job after a failure. What a newer release sent waits for
/// one of its workers, and what finds a store away for the store, however long
/// that takes.
fn after<C>(failure: &Failure, entry: Option<&Entry<C>>, attempt: i32, max: i32) -> Next {
    match failure {
        Failure::Newer(_) => return Next::RetryIn(NEWER),
        Failure::Away(_) => return Next::RetryIn(AWAY.after(attempt)),
        Failure::NotItsTurn(after) => return Next::RetryIn(*after),
        Failure::Failed(error) if error.is::<Hopeless>() => return Next::Dead,
        Failure::Arguments(_) => return Next::Dead,
        Failure::Unreadable(_)
        | Failure::NoSuchJob(_)
        | Failure::TimedOut(_)
        | Failure::Panicked(_)
        | Failure::Failed(_) => {}
    }
    if attempt >= max {
        return Next::Dead;
    }
    if let Failure::Failed(error) = failure
        && let Some(later) = error.downcast_ref::<Later>()
    {
        return Next::RetryIn(later.after);
    }
    let (backoff, attempts) = match entry {
        Some(Entry { way: Way::Durable { backoff, attempts, .. }, .. }) => (*backoff, *attempts),
        _ => (Backoff { first: NEWER, max: NEWER }, 0),
    };
    let own = backoff.after(counted(attempt, max, attempts));
    let told = match failure {
        Failure::Failed(error) => error.downcast_ref().map(|NotBefore { after, .. }| *after),
        _ => None,
    };
    Next::RetryIn(own.max(told.unwrap_or_default()))
}

/// How many attempts counted: one that does not raises the number that the job
/// may have, too.
fn counted(attempt: i32, max: i32, attempts: u32) -> i32 {
    let more = max.saturating_sub(i32::try_from(attempts).unwrap_or(i32::MAX));
    (attempt - more.max(0)).max(1)
}

async fn guarded(
    run: Result<crate::registry::Run, Failure>,
    limit: Duration,
) -> Result<(), Failure> {
    let run = AssertUnwindSafe(run?).catch_unwind();
    match clock::timeout(limit, run).await {
        Err(_) => Err(Failure::TimedOut(limit)),
        Ok(Err(panic)) => Err(Failure::Panicked(said(panic.as_ref()))),
        Ok(Ok(end)) => end.map_err(Failure::Failed),
    }
}

fn count(name: &'static str, outcome: &'static str) {
    counter!("downbeat_jobs_total", "name" => name, "outcome" => outcome).increment(1);
}

fn said(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "no message".into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attempts_that_do_not_count_make_no_wait_longer() {
        // Of five that it may have, the second; then again after a hundred waits.
        assert_eq!(counted(2, 5, 5), 2);
        assert_eq!(counted(102, 105, 5), 2);
        // One that was given fewer from the start, and one that a person retries.
        assert_eq!(counted(2, 2, 5), 2);
        assert_eq!(counted(6, 6, 5), 5);
    }

    #[test]
    fn whoever_waits_for_a_turn_or_is_told_a_time_comes_no_sooner() {
        let turn = Failure::NotItsTurn(Duration::from_secs(7));
        assert_eq!(after::<()>(&turn, None, 1_000, 5), Next::RetryIn(Duration::from_secs(7)));
        assert_eq!(turn.outcome(), Outcome::Waiting);
        let told = |secs| {
            let (after, why) = (Duration::from_secs(secs), "it was told to".to_owned());
            Failure::Failed(NotBefore { after, why }.into())
        };
        let wait = |secs| match after::<()>(&told(secs), None, 1, 5) {
            Next::RetryIn(wait) => wait,
            next => panic!("{next:?}"),
        };
        assert_eq!(wait(3_600), Duration::from_hours(1));
        assert!(wait(0) >= NEWER / 2, "its own wait is longer");
        assert_eq!(after::<()>(&told(3_600), None, 5, 5), Next::Dead);
    }

    #[test]
    fn a_store_that_is_away_makes_no_job_dead() {
        let away = Failure::Away(anyhow::anyhow!("live Redis is away"));
        let next = after::<()>(&away, None, 1_000, 5);
        assert!(matches!(next, Next::RetryIn(wait) if wait <= AWAY.max), "{next:?}");
        assert_eq!(away.outcome(), Outcome::Waiting);
        let failed = Failure::Failed(anyhow::anyhow!("by chance"));
        assert_eq!(after::<()>(&failed, None, 5, 5), Next::Dead);
    }
}
