use std::{sync::Arc, time::Duration};

use downbeat_boot::{clock, settings::RedisQueue};
use redis::{
    Client,
    aio::{ConnectionManager, ConnectionManagerConfig},
};
use uuid::Uuid;

use super::{error::QueueError, keys::Keys, script};
use crate::{Signal, envelope::Envelope, signal::KEY_BYTES_MAX};

/// A push that takes longer is given up: whoever sends signals is serving
/// somebody and will send again.
const PUSH_LIMIT: Duration = Duration::from_millis(1500);

/// Where jobs are sent to. Clones share one connection.
#[derive(Clone)]
pub struct Queue {
    shared: Arc<Shared>,
}

struct Shared {
    client: Client,
    connection: ConnectionManager,
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
        let client = Client::open(settings.url.as_str()).map_err(QueueError::Url)?;
        let config = ConnectionManagerConfig::new()
            .set_connection_timeout(Some(PUSH_LIMIT))
            .set_response_timeout(Some(PUSH_LIMIT))
            .set_min_delay(Duration::from_millis(50))
            .set_max_delay(Duration::from_secs(1))
            .set_number_of_retries(1);
        let connection = client.get_connection_manager_with_config(config).await?;
        let shared = Shared { client, connection, prefix: settings.prefix.clone() };
        Ok(Self { shared: Arc::new(shared) })
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

        let mut connection = self.shared.connection.clone();
        let mut push = script::PUSH.key(keys.once(J::NAME, &key));
        push.key(keys.data()).key(format!("{}{id}", keys.meta())).key(keys.active());
        push.arg(&id).arg(envelope).arg(ttl_ms).arg(keys.wake());
        let pushed = clock::timeout(PUSH_LIMIT, push.invoke_async(&mut connection))
            .await
            .map_err(|_| QueueError::TimedOut)?;
        Ok(if pushed? { Signalled::Pushed } else { Signalled::Coalesced })
    }

    /// Asks Redis for a sign of life.
    pub async fn ping(&self) -> Result<(), QueueError> {
        let mut connection = self.shared.connection.clone();
        let command = redis::cmd("PING");
        let ping = command.exec_async(&mut connection);
        Ok(clock::timeout(PUSH_LIMIT, ping).await.map_err(|_| QueueError::TimedOut)??)
    }

    pub(crate) fn keys(&self, queue: &str) -> Keys {
        Keys::new(&self.shared.prefix, queue)
    }

    pub(crate) fn client(&self) -> &Client {
        &self.shared.client
    }

    pub(crate) fn connection(&self) -> ConnectionManager {
        self.shared.connection.clone()
    }
}
