use std::{
    collections::HashSet,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use parking_lot::RwLock;

/// Which queues may start nothing: those that a person paused, or all of them
/// in a worker that was asked to be quiet.
#[derive(Debug, Clone, Default)]
pub(crate) struct Halts(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    is_quiet: AtomicBool,
    paused: RwLock<HashSet<String>>,
}

impl Halts {
    pub fn halt(&self, queue: &str) -> bool {
        self.0.is_quiet.load(Ordering::Relaxed) || self.0.paused.read().contains(queue)
    }

    pub fn set_quiet(&self, is_quiet: bool) {
        self.0.is_quiet.store(is_quiet, Ordering::Relaxed);
    }

    pub fn set_paused(&self, paused: HashSet<String>) {
        *self.0.paused.write() = paused;
    }
}
