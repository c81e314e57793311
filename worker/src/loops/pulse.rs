//! What the beat notes in passing, for people to see.

use std::{
    collections::HashMap,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use downbeat_boot::clock::{self, Instant};
use parking_lot::Mutex;
use serde_json::{Value, json};
use uuid::Uuid;

/// Sessions whose frames are counted in a minute, and those that are told of.
const COUNTED_MAX: usize = 20_000;
const HOTTEST: usize = 20;
const MINUTE: Duration = Duration::from_mins(1);

#[derive(Clone, Default)]
pub struct Pulse(Arc<Inner>);

#[derive(Default)]
struct Inner {
    worst_us: AtomicU64,
    heat: Mutex<Heat>,
}

/// Frames by session: in this minute, and the hottest of the one before.
struct Heat {
    since: Instant,
    frames: HashMap<Uuid, u32>,
    hottest: Vec<(Uuid, u32)>,
}

impl Default for Heat {
    fn default() -> Self {
        Self { since: clock::monotonic(), frames: HashMap::new(), hottest: Vec::new() }
    }
}

impl Heat {
    fn turn(&mut self) {
        self.hottest = hottest(&self.frames);
        self.frames.clear();
        self.since = clock::monotonic();
    }
}

impl Pulse {
    pub fn late(&self, lateness: Duration) {
        let us = u64::try_from(lateness.as_micros()).unwrap_or(u64::MAX);
        self.0.worst_us.fetch_max(us, Ordering::Relaxed);
    }

    pub fn published<'a>(&self, sessions: impl Iterator<Item = &'a Uuid>) {
        let mut heat = self.0.heat.lock();
        if heat.since.elapsed() >= MINUTE {
            heat.turn();
        }
        for session in sessions {
            if let Some(frames) = heat.frames.get_mut(session) {
                *frames += 1;
            } else if heat.frames.len() < COUNTED_MAX {
                heat.frames.insert(*session, 1);
            }
        }
    }

    /// The worst lateness since the last look, in milliseconds.
    #[must_use]
    pub fn take_lateness_ms(&self) -> f64 {
        Duration::from_micros(self.0.worst_us.swap(0, Ordering::Relaxed)).as_secs_f64() * 1000.0
    }

    /// The sessions that were told most often in the last whole minute; in the
    /// first one, until now.
    #[must_use]
    pub fn hottest(&self) -> Value {
        let mut heat = self.0.heat.lock();
        if heat.since.elapsed() >= MINUTE {
            heat.turn();
        }
        let list =
            if heat.hottest.is_empty() { hottest(&heat.frames) } else { heat.hottest.clone() };
        list.into_iter().map(|(id, frames)| json!({ "session": id, "frames": frames })).collect()
    }
}

fn hottest(frames: &HashMap<Uuid, u32>) -> Vec<(Uuid, u32)> {
    let mut all: Vec<(Uuid, u32)> = frames.iter().map(|(id, count)| (*id, *count)).collect();
    all.sort_unstable_by_key(|(id, count)| (std::cmp::Reverse(*count), *id));
    all.truncate(HOTTEST);
    all
}
