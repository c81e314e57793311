//! The beat: 20 times a second, what is dirty is told.
//!
//! It runs on a thread of its own with its own connection, so that nothing
//! else can make it late. Turns have absolute deadlines; one that cannot be
//! met is skipped, never made up for.

use std::{
    collections::HashMap,
    time::{Duration, Instant},
};

use downbeat_boot::{clock, shutdown::Shutdown};
use downbeat_live::{Lease, Live, LiveError};
use futures::future::join_all;
use metrics::{counter, histogram};

use crate::ownership::Leases;

pub const TURN: Duration = Duration::from_millis(50);
const SIGN_OF_LIFE: Duration = Duration::from_secs(1);

pub struct Beat {
    live: Live,
    leases: Leases,
    /// When each shard last had a message, by the epoch that it had it in.
    told: HashMap<u16, (u64, Instant)>,
}

impl Beat {
    #[must_use]
    pub fn new(live: Live, leases: Leases) -> Self {
        Self { live, leases, told: HashMap::new() }
    }

    pub async fn run_once(&mut self) {
        let leases = self.leases.all();
        let now = clock::monotonic();
        let quiet = |lease: &Lease| match self.told.get(&lease.shard) {
            Some((epoch, at)) => *epoch != lease.epoch() || now - *at >= SIGN_OF_LIFE,
            None => true,
        };
        let turns = leases.iter().map(|lease| beat_shard(&self.live, lease, quiet(lease)));
        for (lease, turn) in leases.iter().zip(join_all(turns).await) {
            match turn {
                Ok(Turn::Quiet) => {}
                Ok(Turn::Told) => {
                    self.told.insert(lease.shard, (lease.epoch(), now));
                }
                Ok(Turn::Fenced) => self.leases.lost(lease),
                Err(error) => tracing::debug!(shard = lease.shard, %error, "a beat failed"),
            }
        }
    }

    pub async fn run(mut self, shutdown: Shutdown) {
        let mut next = clock::monotonic();
        while !shutdown.is_requested() {
            next += TURN;
            let now = clock::monotonic();
            if next < now {
                let missed = (now - next).as_millis() / TURN.as_millis();
                let missed = u32::try_from(missed).unwrap_or(u32::MAX).saturating_add(1);
                counter!("downbeat_beats_skipped_total").increment(u64::from(missed));
                next += TURN * missed;
            }
            clock::sleep_until(next).await;
            let start = clock::monotonic();
            histogram!("downbeat_beat_lateness_seconds").record(start - next);
            self.run_once().await;
            histogram!("downbeat_beat_work_seconds").record(clock::monotonic() - start);
        }
    }
}

enum Turn {
    Quiet,
    Told,
    Fenced,
}

async fn beat_shard(live: &Live, lease: &Lease, is_sign_due: bool) -> Result<Turn, LiveError> {
    let dirty = live.dirty(lease.shard).await?;
    if dirty.mark.is_none() && !is_sign_due {
        return Ok(Turn::Quiet);
    }
    let mut frames = Vec::new();
    for hot in live.read_many(lease.shard, &dirty.sessions).await? {
        match hot {
            Ok(Some(hot)) => hot.write_frame(&mut frames),
            Ok(None) => {}
            Err(error) => tracing::error!(shard = lease.shard, %error, "a session cannot be told"),
        }
    }
    if !live.beat(lease, dirty.mark, frames).await? {
        return Ok(Turn::Fenced);
    }
    counter!("downbeat_frames_built_total").increment(dirty.sessions.len() as u64);
    Ok(Turn::Told)
}
