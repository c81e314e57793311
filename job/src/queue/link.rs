//! The connection to the queue's Redis: one server, or whichever Sentinel says
//! is the primary now.

use std::time::Duration;

use downbeat_boot::{clock, settings::RedisQueue};
use downbeat_live::Primary;
use metrics::{counter, histogram};
use redis::{
    Cmd, FromRedisValue, RedisResult, ScriptInvocation,
    aio::{MultiplexedConnection, PubSub},
};

use super::error::QueueError;

pub(crate) struct Link(Primary);

impl Link {
    pub fn new(settings: &RedisQueue) -> Result<Self, QueueError> {
        let primary = Primary::new(&settings.url, &settings.sentinel);
        primary.map(Self).map_err(QueueError::Url)
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
    pub async fn call<T>(
        &self,
        limit: Duration,
        call: impl AsyncFnOnce(MultiplexedConnection) -> RedisResult<T>,
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
        call: impl AsyncFnOnce(MultiplexedConnection) -> RedisResult<T>,
    ) -> Result<T, QueueError> {
        let began = clock::monotonic();
        let answer = async { call(self.0.connection().await?).await };
        let answer = clock::timeout(limit, answer).await;
        let Ok(answer) = answer else {
            self.0.lost(began);
            return Err(QueueError::TimedOut);
        };
        self.0.note(began, &answer);
        Ok(answer?)
    }

    /// A connection of its own, for messages.
    pub async fn subscription(&self) -> RedisResult<PubSub> {
        self.0.client().await?.get_async_pubsub().await
    }
}
