//! Who is woken, and whether sleep is safe.
//!
//! The loops of an owner sleep while nothing happens in its shards. They are
//! woken by those who change something, or once a second by the beat's look,
//! which heals a wake that was lost. While a wake of a shard of ours would not be
//! heard, or a process runs that wakes nobody, they keep turning as if they had
//! been woken.

use std::{
    collections::BTreeSet,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

use downbeat_live::{Looked, Wake};
use metrics::counter;
use parking_lot::RwLock;
use tokio::sync::Notify;

/// The loops that a look wakes look by themselves so seldom: the beat that looks
/// may be stuck.
pub const SELDOM: Duration = Duration::from_mins(1);
/// Between two looks.
pub const LOOK_EVERY: Duration = Duration::from_secs(1);

#[derive(Clone, Default)]
pub struct Wakes(Arc<Inner>);

#[derive(Default)]
struct Inner {
    /// Shards whose wakes are heard.
    heard: RwLock<BTreeSet<u16>>,
    /// No process of a release runs that wakes nobody.
    do_all_wake: AtomicBool,
    dirty: Notify,
    /// How often it was heard that a shard is dirty.
    times: AtomicU64,
    due: Notify,
    released: Notify,
    events: Notify,
    rounds: Notify,
    untold: Notify,
    gone: Notify,
    urgent: Notify,
}

impl Wakes {
    /// Whether somebody wakes us whatever happens in these shards.
    #[must_use]
    pub fn are_sure(&self, mut shards: impl Iterator<Item = u16>) -> bool {
        let heard = self.0.heard.read();
        self.0.do_all_wake.load(Ordering::Relaxed) && shards.all(|shard| heard.contains(&shard))
    }

    /// Whether every process wakes owners: those of earlier releases do not.
    pub fn set_all_wake(&self, do_all_wake: bool) {
        self.0.do_all_wake.store(do_all_wake, Ordering::Relaxed);
    }

    /// From now on the wakes of a shard are heard. What came before was not.
    pub fn hear(&self, shard: u16) {
        self.0.heard.write().insert(shard);
        self.0.dirty.notify_one();
        self.0.due.notify_one();
    }

    /// Nobody knows which wakes are heard.
    pub fn forget(&self) {
        self.0.heard.write().clear();
        self.0.dirty.notify_one();
        self.0.due.notify_one();
    }

    pub fn woken(&self, wake: Wake) {
        let (what, who) = match wake {
            Wake::Dirty { .. } => ("dirty", &self.0.dirty),
            Wake::Due { .. } => ("due", &self.0.due),
            Wake::Released => ("released", &self.0.released),
            Wake::Lost => return,
        };
        counter!("downbeat_wakes_total", "what" => what).increment(1);
        if matches!(wake, Wake::Dirty { .. }) {
            self.0.times.fetch_add(1, Ordering::Relaxed);
        }
        who.notify_one();
    }

    /// What a look found for other loops than the beat, which looks, with the time
    /// of the shard. What is due before the next look may be unknown to whoever
    /// waits for it.
    pub fn found(&self, looked: Looked, now_ms: i64) {
        let Looked { is_dirty: _, has_events, has_rounds, due_ms, gone_ms } = looked;
        let next_ms = now_ms + 2 * i64::try_from(LOOK_EVERY.as_millis()).unwrap_or(i64::MAX / 4);
        let found = [
            (due_ms.is_some_and(|due_ms| due_ms <= next_ms), &self.0.due),
            (has_events, &self.0.events),
            (has_rounds, &self.0.rounds),
            (gone_ms.is_some_and(|gone_ms| gone_ms <= now_ms), &self.0.gone),
        ];
        for (_, who) in found.into_iter().filter(|(is_found, _)| *is_found) {
            who.notify_one();
        }
    }

    #[must_use]
    pub fn times(&self) -> u64 {
        self.0.times.load(Ordering::Relaxed)
    }

    pub async fn dirty(&self) {
        self.0.dirty.notified().await;
    }

    pub async fn due(&self) {
        self.0.due.notified().await;
    }

    pub async fn released(&self) {
        self.0.released.notified().await;
    }

    pub async fn events(&self) {
        self.0.events.notified().await;
    }

    pub async fn rounds(&self) {
        self.0.rounds.notified().await;
    }

    /// The beat met a session that there is something to tell of outside.
    pub fn found_untold(&self) {
        self.0.untold.notify_one();
    }

    /// A lease of a seat has ended.
    pub async fn gone(&self) {
        self.0.gone.notified().await;
    }

    pub async fn untold(&self) {
        self.0.untold.notified().await;
    }

    /// Something is dirty that is to be told at once, whenever the next beat is.
    pub fn hurry(&self) {
        self.0.urgent.notify_one();
    }

    pub async fn urgent(&self) {
        self.0.urgent.notified().await;
    }
}

#[cfg(test)]
mod tests {
    use futures::FutureExt;

    use super::*;

    #[tokio::test]
    async fn sleep_is_safe_only_while_every_shard_is_heard_and_everybody_wakes() {
        let wakes = Wakes::default();
        assert!(!wakes.are_sure([].into_iter()), "nobody has looked who runs");
        wakes.set_all_wake(true);
        assert!(!wakes.are_sure([3, 5].into_iter()));
        wakes.hear(3);
        assert!(!wakes.are_sure([3, 5].into_iter()) && wakes.are_sure([3].into_iter()));
        wakes.forget();
        assert!(!wakes.are_sure([3].into_iter()));
        wakes.hear(3);
        wakes.set_all_wake(false);
        assert!(!wakes.are_sure([3].into_iter()));
    }

    #[tokio::test]
    async fn each_hears_what_it_waits_for_and_also_what_came_before_it_waited() {
        let wakes = Wakes::default();
        wakes.woken(Wake::Due { shard: 3 });
        assert!(wakes.dirty().now_or_never().is_none());
        assert!(wakes.due().now_or_never().is_some());
        assert!(wakes.due().now_or_never().is_none(), "once");
        wakes.hear(3);
        assert!(wakes.dirty().now_or_never().is_some(), "what came unheard is looked for");
        assert!(wakes.due().now_or_never().is_some());
        let looked = Looked { due_ms: Some(10_000), has_rounds: true, ..Looked::default() };
        wakes.found(looked, 0);
        assert!(wakes.due().now_or_never().is_none(), "the next look comes before");
        assert!(wakes.rounds().now_or_never().is_some());
        wakes.found(looked, 9_000);
        assert!(wakes.due().now_or_never().is_some());
    }
}
