//! The passes by which the sockets of this process came in: links, cookies, tokens
//! and tickets, each once for all of its sockets at a session.
//!
//! Each is looked at again within a minute (`recheck.rs`). One that is no good
//! any more ends all of its sockets.

use std::{
    collections::{HashMap, hash_map::Entry},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use downbeat_boot::clock::{self, Instant};
use parking_lot::Mutex;
use tokio::sync::watch;
use uuid::Uuid;

use super::close::Bye;

/// When word of a revocation may have been missed, everybody looks again within
/// this part of the time, and not all at once.
const SOON: u32 = 12;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Pass {
    /// Hashes.
    Link([u8; 32]),
    Cookie([u8; 32]),
    Token([u8; 32]),
    Guest([u8; 32]),
    /// With when it is over, in epoch milliseconds.
    Ticket([u8; 32], i64),
}

/// A pass at a session.
pub type Place = (Pass, Uuid);

pub struct Passes {
    every: Duration,
    held: Mutex<HashMap<Place, Held>>,
}

struct Held {
    sockets: usize,
    due: Instant,
    /// Whether somebody came in by it as one who steers.
    steers: bool,
    /// Where live Redis keeps what it opens.
    cached_at: String,
    shared: Arc<Shared>,
}

struct Shared {
    /// Something was asked by it since it was last looked at.
    is_used: AtomicBool,
    end: watch::Sender<Option<Bye>>,
}

/// A pass that is due to be looked at.
pub(super) struct Due {
    pub place: Place,
    pub is_used: bool,
    pub steers: bool,
}

/// One socket's hold on its pass.
pub struct Hold {
    passes: Arc<Passes>,
    place: Place,
    shared: Arc<Shared>,
}

impl Passes {
    /// `every` is how often each pass is looked at.
    #[must_use]
    pub fn new(every: Duration) -> Self {
        Self { every, held: Mutex::default() }
    }

    pub fn hold(self: &Arc<Self>, place: Place, cached_at: String, steers: bool) -> Hold {
        let mut held = self.held.lock();
        let known = held.entry(place).or_insert_with(|| Held {
            sockets: 0,
            due: self.next(),
            steers,
            cached_at,
            shared: Arc::new(Shared {
                is_used: AtomicBool::new(false),
                end: watch::Sender::new(None),
            }),
        });
        known.sockets += 1;
        known.steers |= steers;
        let shared = Arc::clone(&known.shared);
        Hold { passes: Arc::clone(self), place, shared }
    }

    /// Word of a revocation may have been missed at some sessions: their passes
    /// are looked at within seconds.
    pub fn look_soon(&self, is_concerned: impl Fn(Uuid) -> bool) {
        let now = clock::monotonic();
        for ((_, session), held) in self.held.lock().iter_mut() {
            if is_concerned(*session) {
                let soon = now + (self.every / SOON).mul_f64(rand::random_range(0.0..1.0));
                held.due = held.due.min(soon);
            }
        }
    }

    pub(super) fn every(&self) -> Duration {
        self.every
    }

    /// The passes whose turn it is; their next one is set.
    pub(super) fn due(&self, now: Instant) -> Vec<Due> {
        let mut held = self.held.lock();
        let due = held.iter_mut().filter(|(_, held)| held.due <= now);
        due.map(|(place, held)| {
            held.due = self.next();
            let is_used = held.shared.is_used.swap(false, Ordering::Relaxed);
            Due { place: *place, is_used, steers: held.steers }
        })
        .collect()
    }

    /// Ends all sockets of a pass; answers where live Redis keeps it. Whoever
    /// comes by it later holds it anew.
    pub(super) fn end(&self, place: Place, bye: Bye) -> Option<String> {
        let held = self.held.lock().remove(&place)?;
        held.shared.end.send_replace(Some(bye));
        Some(held.cached_at)
    }

    /// Passes that came together do not come back together.
    fn next(&self) -> Instant {
        clock::monotonic() + self.every.mul_f64(rand::random_range(0.5..=1.0))
    }
}

impl Hold {
    /// Resolves when the pass is no good any more.
    pub fn ended(&self) -> impl Future<Output = Bye> + use<> {
        let (shared, mut end) = (Arc::clone(&self.shared), self.shared.end.subscribe());
        async move {
            let ended = end.wait_for(Option::is_some).await.map(|bye| *bye);
            // Its other end is here.
            drop(shared);
            match ended {
                Ok(Some(bye)) => bye,
                Ok(None) | Err(_) => std::future::pending().await,
            }
        }
    }

    /// Something was asked by it.
    pub fn used(&self) {
        self.shared.is_used.store(true, Ordering::Relaxed);
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        let mut held = self.passes.held.lock();
        let Entry::Occupied(mut known) = held.entry(self.place) else { return };
        // One that was ended and is held anew is another.
        if !Arc::ptr_eq(&known.get().shared, &self.shared) {
            return;
        }
        known.get_mut().sockets -= 1;
        if known.get().sockets == 0 {
            known.remove();
        }
    }
}

#[cfg(test)]
mod tests {
    use futures::FutureExt;

    use super::*;

    const EVERY: Duration = Duration::from_mins(1);

    fn place(n: u128) -> Place {
        let mut hash = [0; 32];
        hash[..16].copy_from_slice(&n.to_be_bytes());
        (Pass::Link(hash), Uuid::nil())
    }

    fn hold(passes: &Arc<Passes>, n: u128) -> Hold {
        passes.hold(place(n), format!("at {n}"), false)
    }

    #[tokio::test]
    async fn a_crowd_with_one_link_asks_once() {
        let passes = Arc::new(Passes::new(EVERY));
        let crowd: Vec<Hold> = (0..5_000).map(|_| hold(&passes, 1)).collect();
        let later = clock::monotonic() + EVERY;
        assert_eq!(passes.due(later).len(), 1);
        assert_eq!(passes.end(place(1), Bye::UnknownLink).as_deref(), Some("at 1"));
        for hold in &crowd {
            assert_eq!(hold.ended().await, Bye::UnknownLink);
        }
        // Whoever comes now is not ended by what was, and stays when the crowd goes.
        let anew = hold(&passes, 1);
        drop(crowd);
        assert_eq!((anew.ended().now_or_never(), passes.due(later + EVERY).len()), (None, 1));
        drop(anew);
        assert!(passes.held.lock().is_empty(), "nothing is kept of those who left");
    }

    #[tokio::test]
    async fn each_is_due_within_its_time_and_not_all_at_once() {
        let passes = Arc::new(Passes::new(EVERY));
        let holds: Vec<Hold> = (0..5_000).map(|n| hold(&passes, n)).collect();
        let start = clock::monotonic();
        assert!(passes.due(start).is_empty());
        let early = passes.due(start + EVERY.mul_f64(0.6)).len();
        assert!((1..2_500).contains(&early), "{early} of 5,000 at once");
        holds[0].used();
        let later = clock::monotonic() + EVERY;
        let due = passes.due(later);
        assert!(due.len() == 5_000, "{}", due.len());
        assert_eq!(due.iter().filter(|due| due.is_used).count(), 1);
    }

    #[tokio::test]
    async fn what_may_have_been_missed_is_looked_at_soon() {
        let passes = Arc::new(Passes::new(EVERY));
        let here = passes.hold((Pass::Link([0; 32]), Uuid::from_u128(1)), String::new(), false);
        let there = passes.hold((Pass::Link([0; 32]), Uuid::from_u128(2)), String::new(), false);
        passes.look_soon(|session| session == Uuid::from_u128(1));
        let due = passes.due(clock::monotonic() + EVERY / SOON);
        assert_eq!(due.iter().map(|due| due.place).collect::<Vec<_>>(), [here.place]);
        drop(there);
    }
}
