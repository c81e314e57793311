//! How many sockets watch a session, and how many of them are overlays: each
//! API says what its own do.

use redis::cmd;
use uuid::Uuid;

use crate::{Live, LiveError, key};

/// Sockets of a session.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Watchers {
    pub sockets: u64,
    pub overlays: u64,
}

/// An API that has said nothing for so long has gone, and its sockets with it.
const SAID_MS: i64 = 15_000;

impl Live {
    /// Says how many sockets of an API watch sessions of several shards, in place
    /// of what it said of them before. A shard that cannot be told fails alone.
    pub async fn say_watchers(
        &self,
        api: &str,
        shards: &[(u16, Vec<(Uuid, Watchers)>)],
    ) -> Result<Vec<Result<(), LiveError>>, LiveError> {
        let say = |(shard, watched): &(u16, Vec<(Uuid, Watchers)>)| {
            let own = key::seats(*shard, api);
            let mut forget = cmd("UNLINK");
            forget.arg(&own);
            if watched.is_empty() {
                return vec![forget];
            }
            let mut set = cmd("HSET");
            set.arg(&own);
            for (id, Watchers { sockets, overlays }) in watched {
                set.arg(id.to_string()).arg(format!("{sockets}/{overlays}"));
            }
            let mut expire = cmd("PEXPIRE");
            expire.arg(&own).arg(SAID_MS);
            let mut known = cmd("ZADD");
            known.arg(key::seaters(*shard)).arg(self.now_ms(*shard)).arg(api);
            vec![forget, set, expire, known]
        };
        self.write_shards(shards.iter().map(say).collect()).await
    }

    /// How many sockets watch a session, on all APIs together.
    pub async fn watchers(&self, id: Uuid) -> Result<Watchers, LiveError> {
        let shard = self.shard(id);
        let seaters = key::seaters(shard);
        let mut forget = cmd("ZREMRANGEBYSCORE");
        forget.arg(&seaters).arg("-inf").arg(self.now_ms(shard) - SAID_MS);
        let _gone: u64 = self.query(&forget).await?;
        let apis: Vec<String> = self.query(cmd("ZRANGE").arg(&seaters).arg(0).arg(-1)).await?;
        let ask = |api: &String| {
            let mut get = cmd("HGET");
            get.arg(key::seats(shard, api)).arg(id.to_string());
            get
        };
        let counts: Vec<Result<Option<String>, _>> =
            self.query_all(apis.iter().map(ask).collect()).await?;
        let mut sum = Watchers::default();
        for count in counts {
            let count = count?.unwrap_or_default();
            let (sockets, overlays) = count.split_once('/').unwrap_or((&count, "0"));
            sum.sockets += sockets.parse().unwrap_or(0);
            sum.overlays += overlays.parse().unwrap_or(0);
        }
        Ok(sum)
    }
}
