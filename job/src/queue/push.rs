use std::{sync::Arc, time::Duration};

use downbeat_boot::settings::RedisQueue;
use downbeat_live::Memory;
use downbeat_store::Enqueued;
use uuid::Uuid;

use super::{checkup::Checkup, error::QueueError, keys::Keys, link::Link, script};
use crate::{Signal, envelope::Envelope, signal::KEY_BYTES_MAX};

/// A push that takes longer is given up: whoever sends signals is serving
/// somebody and will send again.
const PUSH_LIMIT: Duration = Duration::from_millis(1500);

/// Ids of durable jobs that a queue holds at most. What is above stays in
/// Postgres until the relay finds room.
const FULL: u32 = 100_000;

/// Where jobs are sent to. Clones share one connection.
#[derive(Clone)]
pub struct Queue {
    shared: Arc<Shared>,
}

struct Shared {
    link: Link,
    prefix: String,
}

/// What became of a signal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signalled {
    /// It waits in the queue.
    Pushed,
    /// One for the same key waits already and will do.
    Coalesced,
}

impl Queue {
    /// Connects once. Afterwards the connection heals itself.
    pub async fn connect(settings: &RedisQueue) -> Result<Self, QueueError> {
        let shared = Shared { link: Link::new(settings)?, prefix: settings.prefix.clone() };
        let queue = Self { shared: Arc::new(shared) };
        queue.ping().await?;
        Ok(queue)
    }

    /// Sends "look at X", unless the same waits to be looked at already.
    pub async fn signal<J: Signal>(&self, job: &J) -> Result<Signalled, QueueError> {
        let key = job.key();
        if key.len() > KEY_BYTES_MAX {
            return Err(QueueError::KeyTooLong(key.len()));
        }
        let envelope = Envelope::encode(J::NAME, job)?;
        let keys = self.keys(J::QUEUE);
        let id = Uuid::now_v7().hyphenated().to_string();
        let ttl_ms = u64::try_from(J::KEY_TTL.as_millis()).unwrap_or(u64::MAX);

        let mut push = script::PUSH.key(keys.once(J::NAME, &key));
        push.key(keys.data()).key(format!("{}{id}", keys.meta())).key(keys.active());
        push.arg(&id).arg(envelope).arg(ttl_ms).arg(keys.wake());
        let is_pushed: bool = self.link().run(&push, PUSH_LIMIT).await?;
        Ok(if is_pushed { Signalled::Pushed } else { Signalled::Coalesced })
    }

    /// Tells the queues of durable jobs whose transaction is over. Should that
    /// fail, the relay will tell them some seconds later: nobody has to care.
    pub async fn announce(&self, enqueued: &[Enqueued]) {
        let mut left = enqueued;
        while let Some(first) = left.first() {
            let same = left.iter().take_while(|job| job.queue == first.queue).count();
            let (now, later) = left.split_at(same);
            let ids: Vec<Uuid> = now.iter().map(|job| job.id).collect();
            if let Err(error) = self.push(first.queue, &ids).await {
                tracing::warn!(%error, "durable jobs wait for the relay");
            }
            left = later;
        }
    }

    /// Pushes ids of durable jobs, as far as there is room.
    pub(crate) async fn push(&self, queue: &str, ids: &[Uuid]) -> Result<(), QueueError> {
        let keys = self.keys(queue);
        for some in ids.chunks(1_000) {
            let mut push = script::PUSH_IDS.key(keys.active());
            push.arg(keys.wake()).arg(FULL);
            for id in some {
                push.arg(Keys::durable(*id));
            }
            let _left: u64 = self.link().run(&push, PUSH_LIMIT).await?;
        }
        Ok(())
    }

    /// How many jobs wait in a queue, signals and ids together.
    pub async fn waiting(&self, queue: &str) -> Result<u32, QueueError> {
        self.link().query(redis::cmd("LLEN").arg(self.keys(queue).active()), PUSH_LIMIT).await
    }

    /// Asks Redis for a sign of life.
    pub async fn ping(&self) -> Result<(), QueueError> {
        let _pong: String = self.link().query(&redis::cmd("PING"), PUSH_LIMIT).await?;
        Ok(())
    }

    /// What Redis tells of itself, as `INFO` has it.
    pub async fn info(&self) -> Result<String, QueueError> {
        self.link().query(&redis::cmd("INFO"), PUSH_LIMIT).await
    }

    /// The queue's Redis as an operator looks at it: nothing is written.
    pub async fn checkup(&self) -> Result<Checkup, QueueError> {
        Checkup::of(self.link(), &self.shared.prefix).await
    }

    pub async fn memory(&self) -> Result<Memory, QueueError> {
        let told: String = self.link().query(redis::cmd("INFO").arg("memory"), PUSH_LIMIT).await?;
        Memory::read(&told).ok_or(QueueError::Unreadable)
    }

    pub(crate) fn keys(&self, queue: &str) -> Keys {
        Keys::new(&self.shared.prefix, queue)
    }

    pub(crate) fn link(&self) -> &Link {
        &self.shared.link
    }
}
