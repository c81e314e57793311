//! What is asked of the cache.

use std::{
    sync::{Arc, LazyLock},
    time::Duration,
};

use downbeat_boot::{clock, settings::RedisCache};
use redis::{Script, cmd};

use super::{
    entry::{CachedValue, Found},
    error::CacheError,
    rights,
    server::Server,
};
use crate::Inspection;

/// What was loaded for longer is not kept, since word of what changed meanwhile may be
/// gone.
pub(super) const LOAD_LIMIT: Duration = Duration::from_secs(2);
const TURN_MS: u64 = 2_000;
/// Word stays longer than a load may take.
const WORD_MS: u64 = 3_000;
const CHECKUP_LIMIT: Duration = Duration::from_secs(5);

/// The version of something that changed without a number: what is loaded now is not
/// kept, whatever it is. The largest whole number that Lua can tell from others.
pub const WHATEVER: i64 = (1 << 53) - 1;

static KEEP: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("lua/keep.lua")));
static FORGET: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("lua/forget.lua")));

/// The cache, or none. Clones share one connection, which is made when it is first
/// wanted and heals itself.
#[derive(Clone, Default)]
pub struct Cache(Option<Arc<There>>);

struct There {
    server: Server,
    prefix: String,
}

/// The cache's Redis as an operator looks at it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CacheCheckup {
    /// What it tells of itself, as `INFO` has it.
    pub info: String,
    pub inspection: Inspection,
}

impl Cache {
    pub fn of(settings: &RedisCache) -> Result<Self, CacheError> {
        let RedisCache { url, prefix, timeout_ms } = settings;
        if url.is_empty() {
            return Ok(Self::default());
        }
        let server = Server::new(url, Duration::from_millis(*timeout_ms))?;
        Ok(Self(Some(Arc::new(There { server, prefix: prefix.clone() }))))
    }

    #[must_use]
    pub const fn is_there(&self) -> bool {
        self.0.is_some()
    }

    /// Asks for a sign of life; where there is none to be had, there is no trouble.
    pub async fn ping(&self) -> Result<(), CacheError> {
        let Some(there) = &self.0 else { return Ok(()) };
        let _pong: String = there.server.query(&cmd("PING")).await?;
        Ok(())
    }

    /// What it tells of itself, as `INFO` has it.
    pub async fn info(&self) -> Result<String, CacheError> {
        self.there()?.server.query(&cmd("INFO")).await
    }

    /// As an operator looks at it: nothing is written.
    pub async fn checkup(&self) -> Result<CacheCheckup, CacheError> {
        let there = self.there()?;
        let key = format!("{}:rights", there.prefix);
        let look = async {
            let mut connection = there.server.connection().await?;
            let info = cmd("INFO").query_async(&mut connection).await?;
            let inspection = Inspection::of(&mut connection, rights::commands(), &key).await?;
            Ok::<_, CacheError>(CacheCheckup { info, inspection })
        };
        clock::timeout(CHECKUP_LIMIT, look).await.unwrap_or(Err(CacheError::Silent))
    }

    /// Takes away what is older than a version, here and where it is being loaded.
    pub async fn forget(&self, name: &str, id: &str, version: i64) -> Result<(), CacheError> {
        let Some(there) = &self.0 else { return Ok(()) };
        let mut forget = FORGET.key(there.key(name, id));
        forget.arg(version).arg(WORD_MS);
        let _gone: u8 = there.server.run(&forget).await?;
        Ok(())
    }

    pub(super) async fn read<V: CachedValue>(
        &self,
        id: &str,
    ) -> Result<Option<Found<V>>, CacheError> {
        let there = self.there()?;
        let key = there.key(V::NAME, id);
        let text: Option<Vec<u8>> = there.server.query(cmd("GET").arg(key)).await?;
        Ok(text.and_then(|text| Found::read(&text)))
    }

    /// Whether it is the caller's turn to load this now: one in the cluster, for some
    /// seconds at most.
    pub(super) async fn take_turn<V: CachedValue>(
        &self,
        id: &str,
        whose: &str,
    ) -> Result<bool, CacheError> {
        let there = self.there()?;
        let mut take = cmd("SET");
        take.arg(there.turn(V::NAME, id)).arg(whose).arg("NX").arg("PX").arg(TURN_MS);
        Ok(there.server.query::<Option<String>>(&take).await?.is_some())
    }

    /// Keeps a value that somebody loaded in their turn, which is over; without one the
    /// turn is over all the same.
    pub(super) async fn keep<V: CachedValue>(
        &self,
        id: &str,
        whose: &str,
        found: Option<&Found<V>>,
    ) -> Result<(), CacheError> {
        let there = self.there()?;
        let text = found.and_then(Found::text).unwrap_or_default();
        let version = found.map_or(0, |found| found.version);
        let mut keep = KEEP.key(there.key(V::NAME, id));
        keep.key(there.turn(V::NAME, id)).arg(whose).arg(version).arg(text);
        keep.arg(found.map_or(1, Found::ttl_ms));
        let _kept: u8 = there.server.run(&keep).await?;
        Ok(())
    }

    fn there(&self) -> Result<&There, CacheError> {
        self.0.as_deref().ok_or(CacheError::None)
    }
}

impl There {
    fn key(&self, name: &str, id: &str) -> String {
        format!("{}:{name}:{id}", self.prefix)
    }

    fn turn(&self, name: &str, id: &str) -> String {
        format!("{}:turn:{name}:{id}", self.prefix)
    }
}
