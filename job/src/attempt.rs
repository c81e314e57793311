//! One run of one job: decoded, timed, caught, logged and counted here, so
//! that the queue underneath only ever hears "done".

use std::{panic::AssertUnwindSafe, sync::Arc, time::Duration};

use downbeat_boot::clock;
use futures::FutureExt;
use metrics::{counter, histogram};

use crate::{
    Registry,
    envelope::{Envelope, Unreadable},
};

/// The label of a job whose envelope or name cannot be read.
pub(crate) const UNKNOWN: &str = "unknown";

/// Why a run did not do its work.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error("it cannot be read")]
    Unreadable(#[from] Unreadable),
    #[error("this release knows no job `{0}`")]
    NoSuchJob(String),
    #[error("its payload cannot be read")]
    Payload(#[source] serde_json::Error),
    #[error("it took longer than {0:?}")]
    TimedOut(Duration),
    #[error("it panicked: {0}")]
    Panicked(String),
    #[error("it failed")]
    Failed(#[source] anyhow::Error),
}

/// Runs what the envelope names, to whatever end.
pub(crate) async fn attempt<C>(registry: &Registry<C>, context: Arc<C>, id: &str, envelope: &[u8])
where
    C: Send + Sync + 'static,
{
    let start = clock::monotonic();
    let (name, end) = match Envelope::decode(envelope) {
        Err(unreadable) => (UNKNOWN, Err(unreadable.into())),
        Ok(Envelope { job, payload, .. }) => match registry.named(&job) {
            None => (UNKNOWN, Err(Failure::NoSuchJob(job))),
            Some(entry) => {
                let run = (entry.begin)(&payload, context).map_err(Failure::Payload);
                (entry.name, guarded(run, entry.timeout).await)
            }
        },
    };
    let outcome = match end {
        Ok(()) => "done",
        Err(failure) => {
            let error = chain(&failure);
            tracing::error!(job = name, id, error, "signal dropped");
            "dead"
        }
    };
    histogram!("downbeat_job_seconds", "name" => name).record(start.elapsed());
    count(name, outcome);
}

/// A job that was started so often without an end that it is taken to be what
/// brings its workers down.
pub(crate) fn refuse(id: &str, envelope: &[u8], starts: u32) {
    let job = Envelope::decode(envelope).map_or_else(|_| UNKNOWN.to_owned(), |it| it.job);
    tracing::error!(job, id, starts, "signal dropped: it was started again and again");
    count(UNKNOWN, "dead");
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
    if outcome == "dead" {
        counter!("downbeat_signals_failed_total", "name" => name).increment(1);
    }
}

/// The failure and what is behind it, in one line.
fn chain(failure: &Failure) -> String {
    let mut line = failure.to_string();
    let mut behind = std::error::Error::source(failure);
    while let Some(source) = behind {
        line = format!("{line}: {source}");
        behind = source.source();
    }
    line
}

fn said(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_else(|| "no message".into())
}
