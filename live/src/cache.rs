//! Cache-aside: from Redis, on a miss from Postgres, one loader in the cluster.

use std::time::Duration;

use downbeat_boot::clock;
use metrics::counter;
use redis::cmd;
use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;

use crate::{Live, LiveError, call::Call, key};

const LOAD_MS_MAX: u64 = 3_000;
const POLL: Duration = Duration::from_millis(20);

/// What Redis holds for Postgres, as metrics name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    Link,
    Pass,
    Session,
}

impl Kept {
    /// It was there, or known to be no more.
    pub fn hit(self) {
        self.count("hit");
    }

    /// Only Postgres had it.
    pub fn miss(self) {
        self.count("miss");
    }

    /// Nobody had it: a guess, not a gap in the cache.
    pub fn absent(self) {
        self.count("absent");
    }

    fn count(self, outcome: &'static str) {
        let data = match self {
            Self::Link => "link",
            Self::Pass => "pass",
            Self::Session => "session",
        };
        counter!("downbeat_cache_reads_total", "data" => data, "outcome" => outcome).increment(1);
    }
}

impl Live {
    /// The cached value of a key; on a miss, `load` is run by one caller in the
    /// cluster while the others wait for what it finds. What is not there is
    /// not cached; what was [buried](Live::bury) is not loaded.
    pub async fn cached<T, E, F>(
        &self,
        kept: Kept,
        key: &str,
        ttl: Duration,
        load: F,
    ) -> Result<Option<T>, E>
    where
        T: Serialize + DeserializeOwned,
        E: From<LiveError>,
        F: AsyncFnOnce() -> Result<Option<T>, E>,
    {
        for _ in 0..LOAD_MS_MAX / 20 {
            if let Some(known) = self.recall(key).await? {
                kept.hit();
                return Ok(known);
            }
            if self.may_load(key).await? {
                break;
            }
            clock::sleep(POLL).await;
        }
        let loaded = load().await;
        match &loaded {
            Ok(Some(value)) => {
                kept.miss();
                self.keep(key, value, ttl).await?;
            }
            Ok(None) => kept.absent(),
            Err(_) => {}
        }
        self.query::<u8>(cmd("DEL").arg(key::loading(key))).await?;
        loaded
    }

    /// Whether it is the caller who loads this now: one in the cluster, for some
    /// seconds.
    pub async fn may_load(&self, key: &str) -> Result<bool, LiveError> {
        let mut lock = cmd("SET");
        lock.arg(key::loading(key)).arg("").arg("NX").arg("PX").arg(LOAD_MS_MAX);
        Ok(self.query::<Option<String>>(&lock).await?.is_some())
    }

    /// Loads a session for the whole cluster: `None` when somebody else is at it.
    pub async fn alone<T>(
        &self,
        session: Uuid,
        limit: Duration,
        load: impl Future<Output = T>,
    ) -> Result<Option<T>, LiveError> {
        let lock = key::loading(&key::state(self.shard(session), session));
        let mut take = cmd("SET");
        take.arg(&lock).arg("").arg("NX").arg("PX").arg(millis(limit));
        if self.query::<Option<String>>(&take).await?.is_none() {
            return Ok(None);
        }
        let loaded = load.await;
        self.query::<u8>(cmd("DEL").arg(&lock)).await?;
        Ok(Some(loaded))
    }

    /// Says that a cached value is no more, also to whoever is loading it now,
    /// and also when memory is full.
    pub async fn bury(&self, key: &str, ttl: Duration) -> Result<(), LiveError> {
        let call = Call::new("invalidate").key(key).arg("null").number(millis(ttl));
        let _invalidated: u8 = self.call(&call).await?;
        Ok(())
    }

    /// Keeps a value, unless it was buried.
    pub async fn keep<T: Serialize>(
        &self,
        key: &str,
        value: &T,
        ttl: Duration,
    ) -> Result<(), LiveError> {
        let text = serde_json::to_string(value).unwrap_or_default();
        let call = Call::new("keep").key(key).arg(text).number(millis(ttl));
        let _kept: u8 = self.call(&call).await?;
        Ok(())
    }

    /// `None`: not kept; `Some(None)`: known to be no more.
    pub async fn recall<T: DeserializeOwned>(
        &self,
        key: &str,
    ) -> Result<Option<Option<T>>, LiveError> {
        let text: Option<Vec<u8>> = self.query(cmd("GET").arg(key)).await?;
        Ok(text.and_then(|text| serde_json::from_slice(&text).ok()))
    }
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
