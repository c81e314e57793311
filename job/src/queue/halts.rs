use std::{
    collections::HashSet,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use parking_lot::RwLock;
use tokio::sync::watch;

/// Which queues may start nothing: those that a person paused, or all of them
/// in a worker that was asked to be quiet.
#[derive(Debug, Clone, Default)]
pub(crate) struct Halts(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    is_quiet: AtomicBool,
    paused: RwLock<HashSet<String>>,
    changes: watch::Sender<()>,
}

impl Halts {
    pub fn halt(&self, queue: &str) -> bool {
        self.0.is_quiet.load(Ordering::Relaxed) || self.0.paused.read().contains(queue)
    }

    pub fn set_quiet(&self, is_quiet: bool) {
        if self.0.is_quiet.swap(is_quiet, Ordering::Relaxed) != is_quiet {
            self.0.changes.send_replace(());
        }
    }

    pub fn set_paused(&self, paused: HashSet<String>) {
        let known = std::mem::replace(&mut *self.0.paused.write(), paused);
        if known != *self.0.paused.read() {
            self.0.changes.send_replace(());
        }
    }

    /// Told whenever other queues may start something.
    pub fn changes(&self) -> watch::Receiver<()> {
        self.0.changes.subscribe()
    }
}
