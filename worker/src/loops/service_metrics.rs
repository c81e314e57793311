//! What the whole service says of itself, measured once and not by each of its
//! processes: by the worker that owns shard 0. Whoever loses that shard says 0
//! again, so that an old number never stands beside the new one.

use std::{collections::BTreeSet, time::Duration};

use downbeat_boot::telemetry;
use downbeat_job::{Queue, registry};
use downbeat_live::{Live, Memory};
use downbeat_store::{ArchiveState, Store, SubscriptionState};
use metrics::gauge;

use crate::{
    kinds,
    loops::{ownership::Leases, turns::Turns},
};

/// Its owner gathers.
const SHARD: u16 = 0;
/// Jobs are counted up to these.
const DEAD_MAX: i64 = 10_000;
const WAITING_MAX: i64 = 100_000;

pub struct ServiceMetrics {
    live: Live,
    store: Store,
    queue: Queue,
    leases: Leases,
    queues: Vec<&'static str>,
    is_ours: bool,
}

impl Turns for ServiceMetrics {
    const NAME: &'static str = "service_metrics";
    const TURN: Duration = Duration::from_secs(5);

    async fn run_once(&mut self) -> anyhow::Result<()> {
        let was_ours = self.is_ours;
        self.is_ours = self.leases.has(SHARD);
        if !self.is_ours {
            if was_ours {
                telemetry::forget_service();
            }
            return Ok(());
        }
        // A server that is away hides nothing of the others.
        let (shards, memory, jobs, subscriptions, archives, drafts, notices, media, of_kinds) = futures::join!(
            self.gather_shards(),
            self.gather_memory(),
            self.gather_jobs(),
            self.gather_subscriptions(),
            self.gather_archives(),
            self.gather_drafts(),
            self.gather_notices(),
            self.gather_media(),
            kinds::measure(&self.store)
        );
        let stores = shards.and(memory).and(jobs).and(subscriptions);
        stores.and(archives).and(drafts).and(notices).and(media).and(of_kinds)
    }
}

#[expect(clippy::cast_precision_loss, reason = "gauges for people to read")]
impl ServiceMetrics {
    #[must_use]
    pub fn new(live: Live, store: Store, queue: Queue, leases: Leases) -> Self {
        let queues: BTreeSet<_> = registry().described().map(|job| job.queue).collect();
        let queues = queues.into_iter().collect();
        Self { live, store, queue, leases, queues, is_ours: false }
    }

    async fn gather_shards(&self) -> anyhow::Result<()> {
        let shards = self.live.report_shards().await?;
        let hot: u64 = shards.iter().map(|shard| shard.hot).sum();
        let events: u64 = shards.iter().map(|shard| shard.events).sum();
        let due_ms = shards.iter().map(|shard| shard.due_lag_ms).max().unwrap_or(0);
        let audit_ms = shards.iter().map(|shard| shard.events_lag_ms).max().unwrap_or(0);
        gauge!("downbeat_hot_sessions").set(hot as f64);
        gauge!("downbeat_audit_waiting").set(events as f64);
        gauge!("downbeat_due_lag_seconds").set(due_ms as f64 / 1000.0);
        gauge!("downbeat_audit_lag_seconds").set(audit_ms as f64 / 1000.0);
        Ok(())
    }

    async fn gather_memory(&self) -> anyhow::Result<()> {
        let (live, queue) = futures::join!(self.live.memory(), self.queue.memory());
        for (redis, memory) in [("live", live.ok()), ("queue", queue.ok())] {
            // A Redis that is away is told of by its failed calls.
            let Some(Memory { used_bytes, max_bytes }) = memory else { continue };
            gauge!("downbeat_redis_memory_bytes", "redis" => redis).set(used_bytes as f64);
            let max_bytes = max_bytes.unwrap_or(0);
            gauge!("downbeat_redis_memory_max_bytes", "redis" => redis).set(max_bytes as f64);
        }
        Ok(())
    }

    async fn gather_jobs(&self) -> anyhow::Result<()> {
        let dead = self.store.count_dead(DEAD_MAX).await?;
        gauge!("downbeat_dead_jobs").set(dead as f64);
        for depth in self.store.queue_depths(&self.queues, WAITING_MAX).await? {
            let in_redis = self.queue.waiting(&depth.queue).await.map_or(0, i64::from);
            // A durable job that was pushed is in both.
            let waiting = depth.waiting.max(in_redis) as f64;
            let oldest = depth.oldest_ms.unwrap_or(0).max(0) as f64 / 1000.0;
            let queue = depth.queue;
            gauge!("downbeat_queue_running", "queue" => queue.clone()).set(depth.running as f64);
            gauge!("downbeat_queue_oldest_seconds", "queue" => queue.clone()).set(oldest);
            gauge!("downbeat_queue_waiting", "queue" => queue).set(waiting);
        }
        Ok(())
    }

    async fn gather_drafts(&self) -> anyhow::Result<()> {
        let shards: Vec<u16> = (0..self.live.shards()).collect();
        let (mut count, mut oldest_ms, mut bytes) = (0, 0, 0);
        for looked in self.live.look_at_drafts(&shards).await? {
            let waiting = looked?;
            count += waiting.count;
            oldest_ms = oldest_ms.max(waiting.oldest_ms);
            bytes += waiting.bytes;
        }
        gauge!("downbeat_drafts_waiting").set(count as f64);
        gauge!("downbeat_drafts_oldest_seconds").set(oldest_ms as f64 / 1000.0);
        gauge!("downbeat_drafts_bytes").set(bytes as f64);
        Ok(())
    }

    async fn gather_notices(&self) -> anyhow::Result<()> {
        let behind_ms = self.store.notices_behind_ms().await?;
        gauge!("downbeat_notices_behind_seconds").set(behind_ms as f64 / 1000.0);
        Ok(())
    }

    async fn gather_media(&self) -> anyhow::Result<()> {
        let counted = self.store.media_bytes().await?;
        for kind in ["image", "audio"] {
            let bytes = counted.iter().find(|of| of.kind == kind).map_or(0, |of| of.bytes);
            gauge!("downbeat_media_bytes", "kind" => kind).set(bytes as f64);
        }
        Ok(())
    }

    async fn gather_archives(&self) -> anyhow::Result<()> {
        let counted = self.store.count_archives().await?;
        for state in ArchiveState::ALL {
            let count = counted.iter().find(|(of, _)| *of == state).map_or(0, |(_, count)| *count);
            gauge!("downbeat_archives", "state" => state.as_str()).set(count as f64);
        }
        Ok(())
    }

    async fn gather_subscriptions(&self) -> anyhow::Result<()> {
        let counted = self.store.count_subscriptions().await?;
        for state in SubscriptionState::ALL {
            let count = counted.iter().find(|(of, _)| *of == state).map_or(0, |(_, count)| *count);
            gauge!("downbeat_subscriptions_wanted", "state" => state.as_str()).set(count as f64);
        }
        let is_revoked = self.store.is_bot_revoked().await?;
        gauge!("downbeat_bot_revoked").set(f64::from(u8::from(is_revoked)));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use downbeat_boot::metric::label;

    use super::*;

    #[test]
    fn every_job_and_every_queue_is_a_label() {
        let (_, jobs) = label::JOB;
        let (_, queues) = label::QUEUE;
        for job in registry().described() {
            assert!(jobs.contains(&job.name), "{}", job.name);
            assert!(queues.contains(&job.queue), "{}", job.queue);
        }
    }

    #[test]
    fn every_state_of_an_archive_is_a_label() {
        let (_, states) = label::ARCHIVE;
        assert_eq!(states, ArchiveState::ALL.map(ArchiveState::as_str));
    }
}
