//! The jobs a monitor can run, with their types erased once.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use downbeat_store::{NewJob, Shown};
use futures::{FutureExt, future::BoxFuture};
use serde_json::Value;

use crate::{Attempt, Backoff, Durable, Signal, Stores, signal::TIMEOUT_MAX};

/// The list of jobs, as one word each:
/// `jobs! { Context; signals: file::Job, …; durable: file::Job, … }`.
/// It makes `registry()`, which is what a worker's monitor is started with,
/// and brings each job's struct into scope for whoever sends it.
#[macro_export]
macro_rules! jobs {
    (
        $context:ty;
        signals: $($signals:ident :: $signal:ident),+ ;
        durable: $($durables:ident :: $durable:ident),+ $(,)?
    ) => {
        $(pub use $signals::$signal;)+
        $(pub use $durables::$durable;)+

        /// Every job.
        #[must_use]
        pub fn registry() -> $crate::Registry<$context> {
            $crate::Registry::new()
                $(.with::<$signal>())+
                $(.with_durable::<$durable>())+
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
    pub way: Way<C>,
}

pub(crate) enum Way<C> {
    Signal {
        begin: fn(&Value, Arc<C>) -> Result<Run, serde_json::Error>,
        key: fn(&Value) -> String,
    },
    Durable {
        begin: Begin<C>,
        want: fn(&Value) -> Result<NewJob, serde_json::Error>,
        version: u16,
        attempts: u32,
        backoff: Backoff,
        shown: &'static [&'static str],
    },
}

type Begin<C> = fn(&Value, Arc<C>, Arc<Attempt>) -> Result<Run, serde_json::Error>;

pub(crate) type Run = BoxFuture<'static, anyhow::Result<()>>;

/// A job, for people to see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Described {
    pub name: &'static str,
    pub queue: &'static str,
    pub slots: usize,
    pub timeout: Duration,
    pub is_signal: bool,
    pub attempts: u32,
    pub shown: &'static [&'static str],
}

impl<C: Stores> Registry<C> {
    #[must_use]
    pub fn new() -> Self {
        Self { entries: BTreeMap::new() }
    }

    /// Adds a signal. Two jobs of one name are one job; the later one counts.
    #[must_use]
    pub fn with<J: Signal<Context = C>>(mut self) -> Self {
        const { assert!(J::TIMEOUT.as_millis() <= TIMEOUT_MAX.as_millis()) };
        const { assert!(J::CONCURRENCY > 0) };
        let entry = Entry {
            name: J::NAME,
            queue: J::QUEUE,
            slots: J::CONCURRENCY,
            timeout: J::TIMEOUT,
            way: Way::Signal { begin: begin::<J>, key: key::<J> },
        };
        self.entries.insert(J::NAME, entry);
        self
    }

    /// Adds a durable job.
    #[must_use]
    pub fn with_durable<J: Durable<Context = C>>(mut self) -> Self {
        const { assert!(J::CONCURRENCY > 0 && J::ATTEMPTS > 0) };
        let entry = Entry {
            name: J::NAME,
            queue: J::QUEUE,
            slots: J::CONCURRENCY,
            timeout: J::TIMEOUT,
            way: Way::Durable {
                begin: begin_durable::<J>,
                want: want::<J>,
                version: J::VERSION,
                attempts: J::ATTEMPTS,
                backoff: J::BACKOFF,
                shown: J::SHOWN,
            },
        };
        self.entries.insert(J::NAME, entry);
        self
    }

    /// The jobs, in the order of their names.
    pub fn described(&self) -> impl Iterator<Item = Described> {
        self.entries.values().map(|entry| {
            let Entry { name, queue, slots, timeout, ref way } = *entry;
            let (is_signal, attempts, shown) = match way {
                Way::Signal { .. } => (true, 1, &[] as &[&str]),
                Way::Durable { attempts, shown, .. } => (false, *attempts, *shown),
            };
            Described { name, queue, slots, timeout, is_signal, attempts, shown }
        })
    }

    /// A durable job with these arguments, if it can read them. `None` for a
    /// name that this release does not know as a durable job.
    pub fn want(&self, name: &str, arguments: &Value) -> Option<Result<NewJob, serde_json::Error>> {
        match &self.entries.get(name)?.way {
            Way::Durable { want, .. } => Some(want(arguments)),
            Way::Signal { .. } => None,
        }
    }

    /// The durable jobs, and the arguments of each that anybody may see.
    pub fn shown(&self) -> Shown {
        self.described().filter(|job| !job.is_signal).map(|job| (job.name, job.shown)).collect()
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

impl<C: Stores> Default for Registry<C> {
    fn default() -> Self {
        Self::new()
    }
}

fn begin<J: Signal>(payload: &Value, context: Arc<J::Context>) -> Result<Run, serde_json::Error> {
    let job = J::deserialize(payload)?;
    Ok(async move { job.run(&context).await }.boxed())
}

fn key<J: Signal>(payload: &Value) -> String {
    J::deserialize(payload).map(|job| job.key()).unwrap_or_default()
}

fn begin_durable<J: Durable>(
    payload: &Value,
    context: Arc<J::Context>,
    attempt: Arc<Attempt>,
) -> Result<Run, serde_json::Error> {
    let job = J::deserialize(payload)?;
    Ok(async move { job.run(&context, &attempt).await }.boxed())
}

fn want<J: Durable>(arguments: &Value) -> Result<NewJob, serde_json::Error> {
    J::deserialize(arguments)?.job()
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use uuid::Uuid;

    use super::*;
    use crate::registry;

    /// What a job is known by is shown to whoever may look, and so may name nobody.
    #[test]
    fn what_a_job_is_known_by_is_an_id() {
        let id = Uuid::now_v7();
        let secret = "ann@example.org";
        let ids = [
            "session",
            "link",
            "owner",
            "user",
            "parent",
            "subscription",
            "bulk",
            "camp",
            "mission",
            "survivor",
            "seat",
            "mail",
            "circle",
            "subject",
            "notice",
            "device",
            "export",
        ];
        let mut arguments = json!({
            "sessions": [id], "members": [id], "missions": [id], "seats": [id],
            "circles": [id], "passes": [secret], "chatter": secret, "key": secret, "shard": 7,
            "incarnation": 1, "rev": 1, "seq": 0, "said_ms": 0, "at_ms": 0, "number": 7,
            "message": "m", "command": "start", "args": {}, "word": "w", "item": "i",
            "table": "all", "month": "7", "what": "password_changed",
            "is_hidden": true, "is_over": false, "is_comment": false,
        });
        for name in ids {
            arguments[name] = json!(id);
        }
        let revocation = json!({ "account": { "account_id": secret } });
        for entry in registry().entries.values() {
            let key = match &entry.way {
                Way::Signal { key, .. } => Some(key(&arguments)),
                Way::Durable { want, .. } => {
                    let new = want(&arguments).or_else(|_| want(&revocation));
                    new.unwrap_or_else(|error| panic!("{}: {error}", entry.name)).key
                }
            };
            let id = id.to_string();
            let is_id = |part: &str| part == id || ["", "all", "7"].contains(&part);
            let is_id = |key: String| key.split(':').all(is_id);
            assert!(key.is_none_or(is_id), "{}", entry.name);
        }
    }
}
