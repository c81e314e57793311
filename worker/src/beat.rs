//! The beat: 20 times a second, what is dirty is told.
//!
//! It runs on a thread of its own with its own connection, so that nothing
//! else can make it late. Turns have absolute deadlines; one that cannot be
//! met is skipped, never made up for.

use std::{collections::HashMap, time::Duration};

use downbeat_boot::{
    Shutdown,
    clock::{self, Instant},
};
use downbeat_live::{Dirty, Lease, Live, LiveError};
use futures::future::join_all;
use metrics::{counter, gauge, histogram};

use crate::{ownership::Leases, turns::Trouble};

const TURN: Duration = Duration::from_millis(50);
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

    pub async fn run_once(&mut self) -> Result<(), LiveError> {
        let leases = self.leases.all();
        let shards: Vec<u16> = leases.iter().map(|lease| lease.shard).collect();
        let dirty = self.live.dirty(&shards).await?;
        let sessions: usize = dirty.iter().flatten().map(|dirty| dirty.sessions.len()).sum();
        #[expect(clippy::cast_precision_loss, reason = "a beat is bounded")]
        gauge!("downbeat_dirty_sessions").set(sessions as f64);
        let now = clock::monotonic();
        let turns = leases.iter().zip(dirty).map(|(lease, dirty)| {
            let is_sign_due = self
                .told
                .get(&lease.shard)
                .is_none_or(|(epoch, at)| *epoch != lease.epoch() || now - *at >= SIGN_OF_LIFE);
            beat_shard(&self.live, lease, dirty, is_sign_due)
        });
        let mut outcome = Ok(());
        for (lease, turn) in leases.iter().zip(join_all(turns).await) {
            match turn {
                Ok(Turn::Quiet) => {}
                Ok(Turn::Told) => {
                    self.told.insert(lease.shard, (lease.epoch(), now));
                }
                Ok(Turn::Fenced) => self.leases.fenced(lease),
                Err(error) => outcome = Err(error),
            }
        }
        outcome
    }

    pub async fn run(mut self, shutdown: Shutdown) {
        let mut next = clock::monotonic();
        let mut trouble = Trouble::default();
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
            trouble.note("beat", self.run_once().await);
            histogram!("downbeat_beat_work_seconds").record(start.elapsed());
        }
    }
}

enum Turn {
    Quiet,
    Told,
    Fenced,
}

async fn beat_shard(
    live: &Live,
    lease: &Lease,
    dirty: Result<Dirty, LiveError>,
    is_sign_due: bool,
) -> Result<Turn, LiveError> {
    let dirty = dirty?;
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
    counter!("downbeat_frames_published_total").increment(dirty.sessions.len() as u64);
    Ok(Turn::Told)
}
