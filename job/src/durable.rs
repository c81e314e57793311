use std::{
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use downbeat_store::{NewJob, Store, StoreError, Transaction};
use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;

use crate::Stores;

/// Work that must be done, whatever happens: a row in Postgres, born in the
/// transaction of the change that wants it. The struct is the payload; within a
/// [`VERSION`](Durable::VERSION) its fields only gain members, with
/// `#[serde(default)]`.
///
/// A run may be cut off at any `await` and come again. What it changes in
/// Postgres it changes in one transaction that also [completes](Attempt::complete)
/// the attempt: so it happens once. What it does elsewhere happens at least
/// once, under a key that is the same in each attempt: [`Attempt::job`].
pub trait Durable: Serialize + DeserializeOwned + Send + 'static {
    /// What `run` is given besides the payload.
    type Context: Stores;

    /// As in [`Signal::NAME`](crate::Signal::NAME).
    const NAME: &'static str;
    /// As in [`Signal::QUEUE`](crate::Signal::QUEUE).
    const QUEUE: &'static str;

    /// Raised when an older release would get the payload wrong. A release
    /// leaves newer ones to the workers that know them.
    const VERSION: u16 = 1;

    /// How many runs it adds to what its queue does at once, in each process.
    const CONCURRENCY: usize = 4;

    /// A run is cut off after this. It may be long: its lease is held meanwhile.
    const TIMEOUT: Duration = Duration::from_mins(1);

    /// Attempts before the job is dead and waits for a person. One that found a
    /// store of ours away is not counted.
    const ATTEMPTS: u32 = 5;

    const BACKOFF: Backoff =
        Backoff { first: Duration::from_secs(2), max: Duration::from_hours(1) };

    /// Fields of the payload that anybody in the console may see. Others are
    /// shown on request, and the request is put on record.
    const SHOWN: &'static [&'static str] = &[];

    /// Jobs with the same key that wait for their first attempt are one job.
    fn key(&self) -> Option<String> {
        None
    }

    fn run(
        self,
        context: &Self::Context,
        attempt: &Attempt,
    ) -> impl Future<Output = anyhow::Result<()>> + Send;

    /// The job as `store` takes it, to be enqueued with the change that needs
    /// it: `transaction.enqueue(&[job.job()?])`, and after the commit
    /// `queue.announce(…)`.
    fn job(&self) -> Result<NewJob, serde_json::Error> {
        Ok(NewJob {
            name: Self::NAME,
            queue: Self::QUEUE,
            version: Self::VERSION,
            payload: serde_json::to_value(self)?,
            key: self.key(),
            attempts_max: Self::ATTEMPTS,
            delay: Duration::ZERO,
        })
    }
}

/// Waits between attempts: doubled each time, and anywhere between a half and
/// the whole of that, so that what failed together does not come back together.
#[derive(Debug, Clone, Copy)]
pub struct Backoff {
    pub first: Duration,
    pub max: Duration,
}

impl Backoff {
    pub(crate) fn after(self, attempt: i32) -> Duration {
        let doublings = u32::try_from(attempt - 1).unwrap_or(0).min(30);
        let whole = self.first.saturating_mul(1 << doublings).min(self.max);
        whole.mul_f64(rand::random_range(0.5..=1.0))
    }
}

/// An error that says when to come back, as an answer of 429 does.
#[derive(Debug, thiserror::Error)]
#[error("told to come back in {after:?}: {why}")]
pub struct Later {
    pub after: Duration,
    pub why: String,
}

/// An error that says when to come back at the soonest: after that, or its own
/// backoff where that is longer.
#[derive(Debug, thiserror::Error)]
#[error("{why}")]
pub struct NotBefore {
    pub after: Duration,
    pub why: String,
}

/// An error that says that others go first. No attempt is counted: the job did
/// nothing, and nothing is wrong.
#[derive(Debug, thiserror::Error)]
#[error("it waits for its turn")]
pub struct NotItsTurn {
    pub after: Duration,
}

/// An error that no further attempt will mend.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct Hopeless(pub String);

/// One attempt, as its run sees it.
#[derive(Debug)]
pub struct Attempt {
    /// The job's id: the same in each attempt.
    pub job: Uuid,
    /// From 1.
    pub number: i32,
    is_completed: AtomicBool,
}

impl Attempt {
    /// For whoever runs a job: the monitor, or a test without one.
    #[must_use]
    pub fn new(job: Uuid, number: i32) -> Self {
        Self { job, number, is_completed: AtomicBool::new(false) }
    }

    /// Completes the job in the transaction of its effect. An error means that
    /// the effect must not be: the job was taken over.
    pub async fn complete(&self, transaction: &Transaction) -> Result<(), StoreError> {
        transaction.complete(self.job, self.number).await?;
        self.is_completed.store(true, Ordering::Relaxed);
        Ok(())
    }

    /// The same, where the effect needs a transaction of its own.
    pub async fn begin(&self, store: &Store) -> Result<Transaction, StoreError> {
        let transaction = store.begin().await?;
        self.complete(&transaction).await?;
        Ok(transaction)
    }

    pub(crate) fn is_completed(&self) -> bool {
        self.is_completed.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_to_their_limit_and_are_never_the_same() {
        let backoff = Backoff { first: Duration::from_secs(2), max: Duration::from_mins(1) };
        for (attempt, whole_s) in [(1, 2.0), (2, 4.0), (5, 32.0), (6, 60.0), (40, 60.0)] {
            let wait = backoff.after(attempt).as_secs_f64();
            assert!((whole_s / 2.0..=whole_s).contains(&wait), "{attempt}: {wait}");
        }
    }
}
