//! How shards and sessions fare, for people to see.

use redis::{Value, cmd, from_redis_value};
use uuid::Uuid;

use crate::{Live, LiveError, key};

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

impl Live {
    /// All shards, in one go.
    pub async fn report_shards(&self) -> Result<Vec<ShardReport>, LiveError> {
        let shards: Vec<u16> = (0..self.shards()).collect();
        let of_shard = |shard: &u16| {
            let mut lease = cmd("GET");
            lease.arg(key::lease(*shard));
            let mut hot = cmd("ZCARD");
            hot.arg(key::hot(*shard));
            let mut dirty = cmd("ZCARD");
            dirty.arg(key::dirty(*shard));
            let mut due = cmd("ZRANGE");
            due.arg(key::due(*shard)).arg(0).arg(0).arg("WITHSCORES");
            let mut events = cmd("XLEN");
            events.arg(key::events(*shard));
            [lease, hot, dirty, due, events]
        };
        let commands = shards.iter().flat_map(of_shard).collect();
        let answers: Vec<Result<Value, LiveError>> = self.query_all(commands).await?;
        let waiting = self.events_waiting(&shards).await?;
        let mut answers = answers.into_iter();
        let mut reports = Vec::with_capacity(shards.len());
        for (shard, waited) in shards.into_iter().zip(waiting) {
            let mut next = || answers.next().unwrap_or(Ok(Value::Nil));
            let lease: Option<String> = from_redis_value(next()?)?;
            let (hot, dirty) = (from_redis_value(next()?)?, from_redis_value(next()?)?);
            let due: Vec<(String, f64)> = from_redis_value(next()?)?;
            let events = from_redis_value(next()?)?;
            #[expect(clippy::cast_possible_truncation, reason = "times are far below 2^52 ms")]
            let due_ms = due.first().map(|(_, due_ms)| *due_ms as i64);
            reports.push(ShardReport {
                shard,
                epoch: lease.and_then(|lease| lease.split(':').next()?.parse().ok()),
                hot,
                dirty,
                due_lag_ms: due_ms.map_or(0, |due_ms| (self.now_ms(shard) - due_ms).max(0)),
                events,
                events_lag_ms: waited?.unwrap_or(0),
            });
        }
        Ok(reports)
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
