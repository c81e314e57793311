//! The server of the cache, which nobody waits for: a call has some milliseconds, and
//! after a few that had no answer there are none for a moment.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use downbeat_boot::{
    clock::{self, Instant},
    task,
};
use metrics::{counter, histogram};
use parking_lot::Mutex;
use redis::{Cmd, FromRedisValue, RedisResult, ScriptInvocation, aio::MultiplexedConnection};

use super::error::CacheError;
use crate::Primary;

/// Calls in a row without an answer.
const FAILURES_MAX: u32 = 3;
const REST: Duration = Duration::from_secs(1);

pub struct Server {
    primary: Arc<Primary>,
    limit: Duration,
    breaker: Breaker,
    is_connecting: Arc<AtomicBool>,
}

impl Server {
    pub fn new(url: &str, limit: Duration) -> Result<Self, CacheError> {
        let primary = Arc::new(Primary::new(url, "").map_err(CacheError::Url)?);
        Ok(Self { primary, limit, breaker: Breaker::default(), is_connecting: Arc::default() })
    }

    pub async fn query<T: FromRedisValue>(&self, command: &Cmd) -> Result<T, CacheError> {
        let call = async {
            let mut connection = self.primary.connection().await?;
            command.query_async(&mut connection).await
        };
        self.bounded(call).await
    }

    pub async fn run<T: FromRedisValue>(
        &self,
        script: &ScriptInvocation<'_>,
    ) -> Result<T, CacheError> {
        let call = async {
            let mut connection = self.primary.connection().await?;
            script.invoke_async(&mut connection).await
        };
        self.bounded(call).await
    }

    /// For an operator, who waits longer.
    pub async fn connection(&self) -> Result<MultiplexedConnection, CacheError> {
        Ok(self.primary.connection().await?)
    }

    async fn bounded<T>(
        &self,
        call: impl Future<Output = RedisResult<T>>,
    ) -> Result<T, CacheError> {
        let answer = self.tried(call).await;
        if let Err(error) = &answer {
            let labels = [("redis", "cache"), ("reason", error.reason())];
            counter!("downbeat_redis_failures_total", &labels).increment(1);
        }
        answer
    }

    async fn tried<T>(&self, call: impl Future<Output = RedisResult<T>>) -> Result<T, CacheError> {
        if !self.breaker.lets_through(clock::monotonic()) {
            return Err(CacheError::Resting);
        }
        let began = clock::monotonic();
        let answer = clock::timeout(self.limit, call).await;
        histogram!("downbeat_redis_call_seconds", "redis" => "cache").record(began.elapsed());
        let answer = if let Ok(answer) = answer {
            self.primary.note(began, &answer);
            answer.map_err(CacheError::from)
        } else {
            self.primary.lost(began);
            Err(CacheError::Silent)
        };
        match &answer {
            Err(error) if error.is_of_server() => {
                self.breaker.failed(clock::monotonic());
                self.connect();
            }
            _ => self.breaker.answered(),
        }
        answer
    }

    /// To connect may take longer than a call may: nobody waits for it.
    fn connect(&self) {
        if self.is_connecting.swap(true, Ordering::Relaxed) {
            return;
        }
        let (primary, is_connecting) = (Arc::clone(&self.primary), Arc::clone(&self.is_connecting));
        task::spawn("cache connection", async move {
            if let Err(error) = primary.connection().await {
                tracing::debug!(%error, "the cache cannot be reached");
            }
            is_connecting.store(false, Ordering::Relaxed);
        });
    }
}

/// Whether it is worth asking.
#[derive(Default)]
struct Breaker(Mutex<Lately>);

#[derive(Default)]
struct Lately {
    failures: u32,
    rests_until: Option<Instant>,
}

impl Breaker {
    /// Once it has rested one call tries, and the others when that had an answer.
    fn lets_through(&self, now: Instant) -> bool {
        let mut lately = self.0.lock();
        match lately.rests_until {
            None => true,
            Some(until) if now < until => false,
            Some(_) => {
                lately.rests_until = Some(now + REST);
                true
            }
        }
    }

    fn failed(&self, now: Instant) {
        let mut lately = self.0.lock();
        lately.failures = lately.failures.saturating_add(1);
        if lately.failures >= FAILURES_MAX {
            if lately.rests_until.is_none() {
                tracing::warn!("the cache does not answer: Postgres is asked");
            }
            lately.rests_until = Some(now + REST);
        }
    }

    fn answered(&self) {
        let mut lately = self.0.lock();
        if lately.rests_until.is_some() {
            tracing::info!("the cache answers again");
        }
        *lately = Lately::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_three_failures_one_call_a_second_tries_until_one_is_answered() {
        let (breaker, start) = (Breaker::default(), clock::monotonic());
        for _ in 0..FAILURES_MAX {
            assert!(breaker.lets_through(start));
            breaker.failed(start);
        }
        assert!(!breaker.lets_through(start + REST / 2));
        let later = start + REST;
        assert!(breaker.lets_through(later), "one tries");
        assert!(!breaker.lets_through(later), "and no other");
        breaker.answered();
        assert!(breaker.lets_through(later) && breaker.lets_through(later));
    }
}
