//! How shards and sessions fare, for people to see.

use redis::cmd;
use uuid::Uuid;

use super::events::recorded_ms;
use crate::{
    Live, LiveError, key,
    redis::{call::Call, library::SHARD},
};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShardReport {
    pub shard: u16,
    /// `None` while nobody owns it.
    pub epoch: Option<u64>,
    pub hot: u64,
    pub dirty: u64,
    /// How long the session that has been due for longest has been due.
    pub due_lag_ms: i64,
    /// Events that wait for Postgres, and the age of the oldest.
    pub events: u64,
    pub events_lag_ms: i64,
}

/// Lease, hot, dirty, when the first is due, events, and the oldest's place.
type Answer = (String, u64, u64, String, u64, String);

impl Live {
    /// All shards, in one go.
    pub async fn report_shards(&self) -> Result<Vec<ShardReport>, LiveError> {
        let shards: Vec<u16> = (0..self.shards()).collect();
        let call = |shards: &[u16]| {
            let of_shard = |shard: &u16| {
                let shard = *shard;
                [key::lease(shard), key::hot(shard), key::dirty(shard)]
                    .into_iter()
                    .chain([key::due(shard), key::events(shard)])
            };
            Call::new(&SHARD, "report").keys(shards.iter().flat_map(of_shard))
        };
        let answers = self.ask_briefly::<_, Answer>(&shards, call).await?;
        let report = |(shard, answer): (u16, Result<Answer, LiveError>)| {
            let (lease, hot, dirty, due, events, oldest) = answer?;
            let now_ms = self.now_ms(shard);
            #[expect(clippy::cast_possible_truncation, reason = "times are far below 2^52 ms")]
            let due_ms = due.parse::<f64>().map_or(now_ms, |due_ms| due_ms as i64);
            let oldest_ms = if oldest.is_empty() { now_ms } else { recorded_ms(&oldest) };
            Ok(ShardReport {
                shard,
                epoch: lease.split(':').next().and_then(|epoch| epoch.parse().ok()),
                hot,
                dirty,
                due_lag_ms: (now_ms - due_ms).max(0),
                events,
                events_lag_ms: now_ms - oldest_ms,
            })
        };
        shards.iter().copied().zip(answers).map(report).collect()
    }

    /// The epoch of a shard's lease, if anybody holds it.
    pub async fn epoch(&self, shard: u16) -> Result<Option<u64>, LiveError> {
        let lease: Option<String> = self.query(cmd("GET").arg(key::lease(shard))).await?;
        Ok(lease.and_then(|lease| lease.split(':').next()?.parse().ok()))
    }

    /// Which of these sessions are hot.
    pub async fn are_hot(&self, ids: &[Uuid]) -> Result<Vec<bool>, LiveError> {
        let ask = |id: &Uuid| {
            let mut exists = cmd("EXISTS");
            exists.arg(key::state(self.shard(*id), *id));
            exists
        };
        self.query_all(ids.iter().map(ask).collect()).await?.into_iter().collect()
    }

    /// When a hot session was last watched.
    pub async fn last_watched_ms(&self, id: Uuid) -> Result<Option<i64>, LiveError> {
        let mut score = cmd("ZSCORE");
        score.arg(key::hot(self.shard(id))).arg(id.to_string());
        let score: Option<f64> = self.query(&score).await?;
        #[expect(clippy::cast_possible_truncation, reason = "times are far below 2^52 ms")]
        let ms = score.map(|score| score as i64);
        Ok(ms)
    }

    /// Lets a session go cold as if it had not been watched for long; whoever
    /// watches it after all keeps it.
    pub async fn mark_unwatched(&self, id: Uuid) -> Result<(), LiveError> {
        let mut add = cmd("ZADD");
        add.arg(key::hot(self.shard(id))).arg("XX").arg(0).arg(id.to_string());
        let _changed: u8 = self.query(&add).await?;
        Ok(())
    }
}
