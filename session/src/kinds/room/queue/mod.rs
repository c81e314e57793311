//! The queue: one list of what was played, what plays and what comes. `list` keeps
//! it as people put it; the other orders put what comes anew whenever something
//! changes that they go by.

mod order;
mod size;

pub use order::arranged;
pub use size::bytes;

use super::{
    config::Order,
    item::Item,
    limits::{MINUTE_MS, QUEUE_BYTES_MAX},
    state::State,
    undo::Was,
};

impl State {
    /// What comes, after what is on the screens.
    pub fn upcoming(&self) -> &[Item] {
        let from = self.current_index().map_or(0, |at| at + 1);
        &self.queue[from..]
    }

    /// Puts what comes into its order.
    pub(super) fn arrange(&mut self) {
        if self.config.order == Order::List {
            return;
        }
        let from = self.current_index().map_or(0, |at| at + 1);
        let ids: Vec<usize> = arranged(self.config.order, &self.queue, from);
        if ids.iter().copied().eq(from..self.queue.len()) {
            return;
        }
        let upcoming: Vec<Item> = ids.into_iter().map(|at| self.queue[at].clone()).collect();
        self.queue.truncate(from);
        self.queue.extend(upcoming);
    }

    /// Whether a queue of that size and more stays within its bytes, and whether
    /// what may still come back then does, too.
    pub fn room_for(&self, more: usize) -> (bool, bool) {
        let kept = self.undo.as_ref().map_or(0, |undo| match &undo.what {
            Was::Removed(items) => bytes(items),
            Was::Sought(_) | Was::Taken(_) => 0,
        });
        let queue = bytes(&*self.queue) + more;
        (queue <= QUEUE_BYTES_MAX, queue + kept <= QUEUE_BYTES_MAX)
    }

    /// What one person has waiting: how many, and how long as far as that is known.
    pub fn waiting_of(&self, seat: &str) -> (usize, i64) {
        let own = self.upcoming().iter().filter(|item| item.by.as_deref() == Some(seat));
        own.fold((0, 0), |(count, ms), item| (count + 1, ms + item.duration_ms().unwrap_or(0)))
    }

    /// Whether so much more is within what one person may have waiting.
    pub fn may_wait(&self, seat: &str, more: usize, more_ms: i64) -> bool {
        let Some(most) = self.config.per_person else { return true };
        let (count, ms) = self.waiting_of(seat);
        count + more <= usize::try_from(most.items).unwrap_or(usize::MAX)
            && ms + more_ms <= i64::from(most.minutes) * MINUTE_MS
    }
}
