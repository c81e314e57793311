//! What the sender did, counted.

use std::collections::BTreeMap;

use parking_lot::Mutex;
use serde::Serialize;

/// Requests are `sent`, each of them `answered` with a status or `unanswered`.
/// Messages are `delivered` or `given_up`, whole, after any retries.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Stats {
    pub sent: u64,
    pub answered: BTreeMap<u16, u64>,
    pub unanswered: u64,
    pub delivered: u64,
    pub retried: u64,
    pub duplicates: u64,
    pub given_up: u64,
}

#[derive(Default)]
pub(super) struct Tally(Mutex<Stats>);

impl Tally {
    pub fn count(&self, change: impl FnOnce(&mut Stats)) {
        change(&mut self.0.lock());
    }

    pub fn answer(&self, status: Option<u16>) {
        self.count(|stats| {
            stats.sent += 1;
            match status {
                Some(status) => *stats.answered.entry(status).or_default() += 1,
                None => stats.unanswered += 1,
            }
        });
    }

    pub fn stats(&self) -> Stats {
        self.0.lock().clone()
    }
}
