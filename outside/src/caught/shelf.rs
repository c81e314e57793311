//! What came, the newest of it; and what the next ones are answered with instead of being
//! kept.

use std::{collections::VecDeque, sync::Arc};

use parking_lot::Mutex;

/// The oldest go beyond that.
const KEPT_MAX: usize = 1_000;
const FAULTS_MAX: usize = 1_000;

/// Cloning it is cheap: all clones have the same.
#[derive(Debug)]
pub struct Shelf<Item, Fault>(Arc<Mutex<Inside<Item, Fault>>>);

#[derive(Debug)]
struct Inside<Item, Fault> {
    items: VecDeque<Item>,
    faults: VecDeque<Fault>,
}

impl<Item, Fault> Clone for Shelf<Item, Fault> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<Item, Fault> Default for Shelf<Item, Fault> {
    fn default() -> Self {
        let inside = Inside { items: VecDeque::new(), faults: VecDeque::new() };
        Self(Arc::new(Mutex::new(inside)))
    }
}

impl<Item: Clone, Fault: Clone> Shelf<Item, Fault> {
    pub fn take(&self, item: Item) {
        let mut inside = self.0.lock();
        if inside.items.len() == KEPT_MAX {
            inside.items.pop_front();
        }
        inside.items.push_back(item);
    }

    /// Those of which it is true; the newest first.
    pub fn newest(&self, is_meant: impl Fn(&Item) -> bool) -> Vec<Item> {
        self.0.lock().items.iter().rev().filter(|item| is_meant(item)).cloned().collect()
    }

    pub fn forget(&self) {
        self.0.lock().items.clear();
    }

    /// The next so many are answered with this.
    pub fn refuse(&self, fault: Fault, times: usize) {
        let mut inside = self.0.lock();
        let room = FAULTS_MAX.saturating_sub(inside.faults.len());
        inside.faults.extend(std::iter::repeat_n(fault, times.min(room)));
    }

    pub fn fault(&self) -> Option<Fault> {
        self.0.lock().faults.pop_front()
    }
}
