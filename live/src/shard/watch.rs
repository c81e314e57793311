//! Which sessions somebody looks at.

use redis::cmd;
use uuid::Uuid;

use crate::{
    Live, LiveError, key,
    redis::{call::Call, library::SHARD},
};

impl Live {
    /// Says that these sessions of a shard are watched; answers the cold ones.
    pub async fn watch(&self, shard: u16, ids: &[Uuid]) -> Result<Vec<Uuid>, LiveError> {
        let of_shard = self.watch_shards(&[(shard, ids)]).await?;
        of_shard.into_iter().next().unwrap_or_else(|| Ok(Vec::new()))
    }

    /// The same for several shards at once. One that cannot be asked fails alone.
    pub async fn watch_shards(
        &self,
        shards: &[(u16, &[Uuid])],
    ) -> Result<Vec<Result<Vec<Uuid>, LiveError>>, LiveError> {
        let asked = shards.iter().filter(|(_, ids)| !ids.is_empty());
        let call = |(shard, ids): &(u16, &[Uuid])| {
            let call = Call::new(&SHARD, "watch").key(key::hot(*shard));
            ids.iter().fold(call, |call, id| call.key(key::state(*shard, *id)).arg(id.to_string()))
        };
        let mut answers = self.call_all::<Vec<usize>>(asked.map(call)).await?.into_iter();
        let mut cold = |ids: &[Uuid]| {
            let answer = if ids.is_empty() { None } else { answers.next() };
            let at = answer.unwrap_or_else(|| Ok(Vec::new()))?;
            Ok(at.into_iter().filter_map(|at| ids.get(at).copied()).collect())
        };
        Ok(shards.iter().map(|(_, ids)| cold(ids)).collect())
    }

    /// Which of these sessions of a shard are cold.
    pub async fn cold(&self, shard: u16, ids: &[Uuid]) -> Result<Vec<Uuid>, LiveError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let mut scores = cmd("ZMSCORE");
        scores.arg(key::hot(shard));
        for id in ids {
            scores.arg(id.to_string());
        }
        let scores: Vec<Option<f64>> = self.query(&scores).await?;
        Ok(ids.iter().zip(scores).filter(|(_, hot)| hot.is_none()).map(|(id, _)| *id).collect())
    }

    /// Sessions of shards that nobody has watched since a time that comes with
    /// each, so many of each at most. A shard that cannot be asked fails alone.
    pub async fn unwatched(
        &self,
        shards: &[(u16, i64)],
        limit: usize,
    ) -> Result<Vec<Result<Vec<Uuid>, LiveError>>, LiveError> {
        let call = |shards: &[(u16, i64)]| {
            let call = Call::new(&SHARD, "unwatched").number(limit);
            shards
                .iter()
                .fold(call, |call, (shard, since_ms)| call.key(key::hot(*shard)).number(*since_ms))
        };
        let answers = self.call_shards::<_, Vec<String>>(shards, call).await?;
        let read =
            |ids: Vec<String>| ids.iter().filter_map(|id| Uuid::parse_str(id).ok()).collect();
        Ok(answers.into_iter().map(|ids| ids.map(read)).collect())
    }

    /// Has sessions that stay hot though nobody watches looked at again only after
    /// others: as if they had been watched now. One that is gone is let go.
    pub async fn look_later(&self, shard: u16, ids: &[Uuid], now_ms: i64) -> Result<(), LiveError> {
        if ids.is_empty() {
            return Ok(());
        }
        let mut call = Call::new(&SHARD, "look_later").key(key::hot(shard));
        for id in ids {
            call = call.key(key::state(shard, *id));
        }
        call = call.number(now_ms);
        for id in ids {
            call = call.arg(id.to_string());
        }
        let _later: u8 = self.call(&call).await?;
        Ok(())
    }

    /// How many sessions of a shard are hot.
    pub async fn hot_count(&self, shard: u16) -> Result<u64, LiveError> {
        self.query(cmd("ZCARD").arg(key::hot(shard))).await
    }
}
