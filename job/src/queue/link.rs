//! The connection to the queue's Redis: one server, or whichever Sentinel says
//! is the primary now.

use std::time::Duration;

use downbeat_boot::{clock, settings::RedisQueue};
use metrics::{counter, histogram};
use parking_lot::Mutex;
use redis::{
    AsyncConnectionConfig, Client, Cmd, FromRedisValue, ScriptInvocation,
    aio::{MultiplexedConnection, PubSub},
    sentinel::{SentinelClient, SentinelNodeConnectionInfo, SentinelServerType},
};
use tokio::sync::Mutex as Turn;

use super::error::QueueError;

const CONNECT_LIMIT: Duration = Duration::from_secs(2);

pub(crate) struct Link {
    place: Place,
    /// The connection in use, with a number by which it is known.
    current: Mutex<Option<(u64, MultiplexedConnection)>>,
    /// Whoever connects; the others wait for them. Counts connections.
    connects: Turn<u64>,
}

enum Place {
    Server(Client),
    Sentinel(Turn<SentinelClient>),
}

impl Link {
    pub fn new(settings: &RedisQueue) -> Result<Self, QueueError> {
        let place = if settings.sentinel.is_empty() {
            Place::Server(Client::open(settings.url.as_str()).map_err(QueueError::Url)?)
        } else {
            let nodes: Vec<&str> = settings.url.split(',').map(str::trim).collect();
            let primary = redis::IntoConnectionInfo::into_connection_info(
                nodes.first().copied().unwrap_or_default(),
            )
            .map_err(QueueError::Url)?;
            let node = SentinelNodeConnectionInfo::default()
                .set_redis_connection_info(primary.redis_settings().clone());
            let (name, kind) = (settings.sentinel.clone(), SentinelServerType::Master);
            let client =
                SentinelClient::build(nodes, name, Some(node), kind).map_err(QueueError::Url)?;
            Place::Sentinel(Turn::new(client))
        };
        Ok(Self { place, current: Mutex::default(), connects: Turn::default() })
    }

    /// Runs a script, for so long at most. An error that says that this is not
    /// the primary, or no connection any more, ends the connection: the next
    /// call makes a new one.
    pub async fn run<T: FromRedisValue>(
        &self,
        script: &ScriptInvocation<'_>,
        limit: Duration,
    ) -> Result<T, QueueError> {
        self.call(limit, async |mut connection| script.invoke_async(&mut connection).await).await
    }

    pub async fn query<T: FromRedisValue>(
        &self,
        command: &Cmd,
        limit: Duration,
    ) -> Result<T, QueueError> {
        self.call(limit, async |mut connection| command.query_async(&mut connection).await).await
    }

    /// Measured, and counted if it fails.
    async fn call<T>(
        &self,
        limit: Duration,
        call: impl AsyncFnOnce(MultiplexedConnection) -> redis::RedisResult<T>,
    ) -> Result<T, QueueError> {
        let start = clock::monotonic();
        let answer = self.try_call(limit, call).await;
        histogram!("downbeat_redis_call_seconds", "redis" => "queue").record(start.elapsed());
        if let Err(error) = &answer {
            let labels = [("redis", "queue"), ("reason", error.reason())];
            counter!("downbeat_redis_failures_total", &labels).increment(1);
        }
        answer
    }

    async fn try_call<T>(
        &self,
        limit: Duration,
        call: impl AsyncFnOnce(MultiplexedConnection) -> redis::RedisResult<T>,
    ) -> Result<T, QueueError> {
        let deadline = clock::monotonic() + limit;
        let (number, connection) =
            clock::timeout(limit, self.connection()).await.map_err(|_| QueueError::TimedOut)??;
        let left = deadline - clock::monotonic();
        let answer = clock::timeout(left, call(connection)).await;
        let is_over = match &answer {
            Err(_) => true,
            Ok(Err(error)) => is_lost(error),
            Ok(Ok(_)) => false,
        };
        if is_over {
            self.forget(number);
        }
        Ok(answer.map_err(|_| QueueError::TimedOut)??)
    }

    /// A connection of its own, for messages.
    pub async fn subscription(&self) -> redis::RedisResult<PubSub> {
        match &self.place {
            Place::Server(client) => client.get_async_pubsub().await,
            Place::Sentinel(sentinel) => {
                let client = sentinel.lock().await.async_get_client().await?;
                client.get_async_pubsub().await
            }
        }
    }

    async fn connection(&self) -> Result<(u64, MultiplexedConnection), QueueError> {
        if let Some(current) = self.current.lock().clone() {
            return Ok(current);
        }
        let mut count = self.connects.lock().await;
        if let Some(current) = self.current.lock().clone() {
            return Ok(current);
        }
        let config = AsyncConnectionConfig::new()
            .set_connection_timeout(Some(CONNECT_LIMIT))
            // Each call has its own limit.
            .set_response_timeout(None);
        let connection = match &self.place {
            Place::Server(client) => {
                client.get_multiplexed_async_connection_with_config(&config).await?
            }
            Place::Sentinel(sentinel) => {
                let client = sentinel.lock().await.async_get_client().await?;
                client.get_multiplexed_async_connection_with_config(&config).await?
            }
        };
        *count += 1;
        *self.current.lock() = Some((*count, connection.clone()));
        Ok((*count, connection))
    }

    fn forget(&self, number: u64) {
        let mut current = self.current.lock();
        if current.as_ref().is_some_and(|(known, _)| *known == number) {
            *current = None;
        }
    }
}

/// A replica refuses writes with `READONLY`: it was the primary until a moment
/// ago.
fn is_lost(error: &redis::RedisError) -> bool {
    error.is_unrecoverable_error()
        || error.is_connection_dropped()
        || error.is_io_error()
        || matches!(error.code(), Some("READONLY" | "MASTERDOWN"))
}
