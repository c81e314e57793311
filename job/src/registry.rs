//! The jobs a monitor can run, with their types erased once.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use futures::{FutureExt, future::BoxFuture};
use serde_json::Value;

use crate::{Signal, signal::TIMEOUT_MAX};

/// The list of jobs, as one word each: `signals! { Context; file::Job, … }`.
/// It makes `registry()`, which is what a worker's monitor is started with,
/// and brings each job's struct into scope for whoever sends it.
#[macro_export]
macro_rules! signals {
    ($context:ty; $($module:ident :: $job:ident),+ $(,)?) => {
        $(pub use $module::$job;)+

        /// Every job.
        #[must_use]
        pub fn registry() -> $crate::Registry<$context> {
            $crate::Registry::new()$(.with::<$job>())+
        }
    };
}

/// The jobs that share a context `C`.
pub struct Registry<C> {
    entries: BTreeMap<&'static str, Entry<C>>,
}

/// One job, whatever its type.
pub(crate) struct Entry<C> {
    pub name: &'static str,
    pub queue: &'static str,
    pub slots: usize,
    pub timeout: Duration,
    pub begin: fn(&Value, Arc<C>) -> Result<Run, serde_json::Error>,
}

pub(crate) type Run = BoxFuture<'static, anyhow::Result<()>>;

impl<C: Send + Sync + 'static> Registry<C> {
    #[must_use]
    pub fn new() -> Self {
        Self { entries: BTreeMap::new() }
    }

    /// Adds a job. Two jobs of one name are one job; the later one counts.
    #[must_use]
    pub fn with<J: Signal<Context = C>>(mut self) -> Self {
        const { assert!(J::TIMEOUT.as_millis() <= TIMEOUT_MAX.as_millis()) };
        const { assert!(J::CONCURRENCY > 0) };
        let entry = Entry {
            name: J::NAME,
            queue: J::QUEUE,
            slots: J::CONCURRENCY,
            timeout: J::TIMEOUT,
            begin: begin::<J>,
        };
        self.entries.insert(J::NAME, entry);
        self
    }

    /// The names of the jobs, in order.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.entries.keys().copied()
    }

    pub(crate) fn named(&self, name: &str) -> Option<&Entry<C>> {
        self.entries.get(name)
    }

    /// Each queue with how many runs it does at once.
    pub(crate) fn queues(&self) -> BTreeMap<&'static str, usize> {
        let mut queues = BTreeMap::new();
        for entry in self.entries.values() {
            *queues.entry(entry.queue).or_default() += entry.slots;
        }
        queues
    }
}

impl<C: Send + Sync + 'static> Default for Registry<C> {
    fn default() -> Self {
        Self::new()
    }
}

fn begin<J: Signal>(payload: &Value, context: Arc<J::Context>) -> Result<Run, serde_json::Error> {
    let job = J::deserialize(payload)?;
    Ok(async move { job.run(&context).await }.boxed())
}
