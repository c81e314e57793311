//! Cache-aside: what Postgres said, kept in Redis.

use std::time::Duration;

use metrics::counter;
use redis::cmd;
use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;

use crate::{
    Live, LiveError, key,
    redis::{call::Call, library::CACHE},
};

/// Longer than anybody may take to load something, so that nobody else begins
/// meanwhile.
const LOAD_MS_MAX: u64 = 10_000;
/// Values that are invalidated in one call.
const KEYS_AT_ONCE: usize = 500;

/// What Redis holds for Postgres, as metrics name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    Link,
    Member,
    Pass,
    Session,
    /// A person's key, sealed.
    UserKey,
    /// Who is behind a viewer of the extension.
    Viewer,
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

    /// It was there and is believed, because Postgres cannot be asked.
    pub fn believed(self) {
        self.count("believed");
    }

    /// It was not there, and Postgres is not asked: too much was in vain.
    pub fn limited(self) {
        self.count("limited");
    }

    /// It was not there, and Postgres does not answer in time.
    pub fn busy(self) {
        self.count("busy");
    }

    /// What was kept; `Some(None)` is known to be no more.
    pub fn read<T: DeserializeOwned>(self, text: &[u8]) -> Option<Option<T>> {
        let read = serde_json::from_slice(text);
        if let Err(error) = &read {
            tracing::warn!(kept = ?self, %error, "what is kept cannot be read");
            self.count("unreadable");
        }
        read.ok()
    }

    fn count(self, outcome: &'static str) {
        let data = match self {
            Self::Link => "link",
            Self::Member => "member",
            Self::Pass => "pass",
            Self::Session => "session",
            Self::UserKey => "user_key",
            Self::Viewer => "viewer",
        };
        counter!("downbeat_cache_reads_total", "data" => data, "outcome" => outcome).increment(1);
    }
}

impl Live {
    /// Whether it is the caller who loads this now: one in the cluster, until it
    /// says that it has [loaded](Live::loaded), for some seconds at most.
    pub async fn may_load(&self, key: &str) -> Result<bool, LiveError> {
        let mut lock = cmd("SET");
        lock.arg(key::loading(key)).arg("").arg("NX").arg("PX").arg(LOAD_MS_MAX);
        Ok(self.query::<Option<String>>(&lock).await?.is_some())
    }

    pub async fn loaded(&self, key: &str) -> Result<(), LiveError> {
        self.query::<u8>(cmd("DEL").arg(key::loading(key))).await?;
        Ok(())
    }

    /// Loads a session for the whole cluster: `None` when somebody else is at it.
    pub async fn alone<T>(
        &self,
        session: Uuid,
        limit: Duration,
        load: impl Future<Output = T>,
    ) -> Result<Option<T>, LiveError> {
        let lock = self.loading(session);
        let mut take = cmd("SET");
        take.arg(&lock).arg("").arg("NX").arg("PX").arg(millis(limit));
        if self.query::<Option<String>>(&take).await?.is_none() {
            return Ok(None);
        }
        let loaded = load.await;
        self.query::<u8>(cmd("DEL").arg(&lock)).await?;
        Ok(Some(loaded))
    }

    /// Takes sessions to load them as [`Live::alone`] does, for some seconds at
    /// most; answers those that nobody else is at.
    pub async fn take_to_load(
        &self,
        sessions: &[Uuid],
        limit: Duration,
    ) -> Result<Vec<Uuid>, LiveError> {
        let take = |session: &Uuid| {
            let mut take = cmd("SET");
            take.arg(self.loading(*session)).arg("").arg("NX").arg("PX").arg(millis(limit));
            take
        };
        let taken = self.query_all::<Option<String>>(sessions.iter().map(take).collect()).await?;
        let taken = sessions.iter().zip(taken).filter(|(_, taken)| matches!(taken, Ok(Some(_))));
        Ok(taken.map(|(session, _)| *session).collect())
    }

    pub async fn let_go(&self, sessions: &[Uuid]) -> Result<(), LiveError> {
        let free = |session: &Uuid| {
            let mut free = cmd("DEL");
            free.arg(self.loading(*session));
            free
        };
        let freed = self.query_all::<u8>(sessions.iter().map(free).collect()).await?;
        freed.into_iter().try_for_each(|freed| freed.map(drop))
    }

    fn loading(&self, session: Uuid) -> String {
        key::loading(&key::state(self.shard(session), session))
    }

    /// Says that a cached value is no more, also to whoever is loading it now,
    /// and also when memory is full.
    pub async fn invalidate(&self, key: &str, ttl: Duration) -> Result<(), LiveError> {
        let _invalidated: u8 = self.call(&burial(key, ttl)).await?;
        Ok(())
    }

    /// The same for many. All are tried; the first that fails is the error.
    pub async fn invalidate_all(&self, keys: &[String], ttl: Duration) -> Result<(), LiveError> {
        let mut whole = Ok(());
        for keys in keys.chunks(KEYS_AT_ONCE) {
            let calls = keys.iter().map(|key| burial(key, ttl));
            match self.call_all::<u8>(calls).await {
                Ok(answers) => {
                    let failed = answers.into_iter().find_map(Result::err);
                    whole = whole.and(failed.map_or(Ok(()), Err));
                }
                Err(error) => whole = whole.and(Err(error)),
            }
        }
        whole
    }

    /// Keeps a value, unless it was invalidated.
    pub async fn cache_put<T: Serialize>(
        &self,
        key: &str,
        value: &T,
        ttl: Duration,
    ) -> Result<(), LiveError> {
        let text = serde_json::to_string(value)
            .map_err(|error| LiveError::Unreadable(error.to_string()))?;
        let call = Call::new(&CACHE, "cache_put").key(key).arg(text).number(millis(ttl));
        let _kept: u8 = self.call(&call).await?;
        Ok(())
    }

    /// `None`: not kept; `Some(None)`: known to be no more. What cannot be read,
    /// as another release may write it, is counted as not kept: whoever asks
    /// Postgres then writes it anew.
    pub async fn recall<T: DeserializeOwned>(
        &self,
        kept: Kept,
        key: &str,
    ) -> Result<Option<Option<T>>, LiveError> {
        let text: Option<Vec<u8>> = self.query(cmd("GET").arg(key)).await?;
        Ok(text.and_then(|text| kept.read(&text)))
    }
}

fn burial(key: &str, ttl: Duration) -> Call {
    Call::new(&CACHE, "invalidate").key(key).arg("null").number(millis(ttl))
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
