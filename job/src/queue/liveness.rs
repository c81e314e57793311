use std::{sync::Arc, time::Duration};

use downbeat_boot::clock::{self, Instant};
use parking_lot::Mutex;

/// When each lane last heard from Redis, if only that there is nothing to do.
#[derive(Debug, Clone)]
pub struct Liveness(Arc<[Mutex<Instant>]>);

impl Liveness {
    pub(crate) fn new(lanes: usize) -> Self {
        Self((0..lanes).map(|_| Mutex::new(clock::monotonic())).collect())
    }

    pub(crate) fn fetched(&self, lane: usize) {
        if let Some(last) = self.0.get(lane) {
            *last.lock() = clock::monotonic();
        }
    }

    /// The age of the last successful fetch, of the lane where it is oldest.
    pub fn age(&self) -> Duration {
        let ages = self.0.iter().map(|last| last.lock().elapsed());
        ages.max().unwrap_or_default()
    }
}
