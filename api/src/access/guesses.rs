//! How often Postgres is asked about what opens nothing.
//!
//! A token that nobody made is in no cache of live Redis, so each guess would be a
//! question to Postgres. Questions that find nothing are counted, by the address
//! that asked and for this process; whoever asked too often waits before the next
//! one. What is found costs nothing, and what the cache knows is not asked about.
//! What Postgres did not know is not asked about again for seconds: secrets are
//! made by chance, so none is asked for before it is made. So many questions are
//! under way at once, whatever they find, and none takes longer than a lock of the
//! cache lasts.

use std::{
    collections::{HashMap, VecDeque},
    time::Duration,
};

use downbeat_boot::clock::{self, Instant};
use downbeat_store::StoreError;
use parking_lot::Mutex;
use tokio::sync::Semaphore;

use super::{
    LookUpError,
    address::place,
    bucket::{Bucket, ByAddress, Rate},
    limit::Policy,
};

/// As many as there are connections in a small pool.
const AT_ONCE: usize = 10;
/// How long a question waits for its turn, and how long it may take. Together
/// less than `Live::may_load` gives.
const TURN_LIMIT: Duration = Duration::from_secs(2);
const LOAD_LIMIT: Duration = Duration::from_secs(6);

const OF_ADDRESS: Rate = Rate { most: 100.0, a_second: 5.0 };
const OF_ALL: Rate = Rate { most: 1_000.0, a_second: 100.0 };
/// As it is told to whoever guesses.
pub const POLICY: Policy = Policy { name: "guesses", most: 100, window_s: 20 };

/// What Postgres did not know, and for how long that is believed.
const NOTHING_MAX: usize = 10_000;
const NOTHING_FOR: Duration = Duration::from_secs(5);

pub struct Guesses {
    turns: Semaphore,
    missed: Mutex<Missed>,
    nothing: Mutex<Nothing>,
}

struct Missed {
    of_all: Bucket,
    by_address: ByAddress,
}

/// Keys that lead to nothing, and when that was said last; in the order of time, with
/// each time that it was said.
#[derive(Default)]
struct Nothing {
    said: HashMap<String, Instant>,
    order: VecDeque<(String, Instant)>,
}

impl Guesses {
    #[must_use]
    pub fn new() -> Self {
        let missed = Missed { of_all: Bucket::new(), by_address: ByAddress::new(OF_ADDRESS) };
        let nothing = Mutex::new(Nothing::default());
        Self { turns: Semaphore::new(AT_ONCE), missed: Mutex::new(missed), nothing }
    }

    /// Asks Postgres what a key leads to, in turn and in time, unless too much was
    /// asked in vain.
    pub async fn ask<T>(
        &self,
        address: Option<&str>,
        key: &str,
        load: impl Future<Output = Result<Option<T>, StoreError>>,
    ) -> Result<Option<T>, LookUpError> {
        if self.is_nothing(key) {
            return Ok(None);
        }
        self.check(address)?;
        let turn = clock::timeout(TURN_LIMIT, self.turns.acquire()).await;
        let Ok(Ok(_turn)) = turn else { return Err(LookUpError::Busy) };
        // Others may have asked in vain meanwhile.
        self.check(address)?;
        let found = clock::timeout(LOAD_LIMIT, load).await.map_err(|_| LookUpError::Busy)??;
        if found.is_none() {
            self.missed(address, key);
        }
        Ok(found)
    }

    /// Whether Postgres has just said that a key leads to nothing.
    pub fn is_nothing(&self, key: &str) -> bool {
        let (now, nothing) = (clock::monotonic(), self.nothing.lock());
        nothing.said.get(key).is_some_and(|said| is_believed(*said, now))
    }

    /// Whether somebody at this address may ask for what may be nothing.
    pub fn check(&self, address: Option<&str>) -> Result<(), LookUpError> {
        let now = clock::monotonic();
        let missed = self.missed.lock();
        let of_address = place(address).map(|place| missed.by_address.wait(now, &place));
        let of_all = missed.of_all.wait(now, OF_ALL);
        let wait = of_address.unwrap_or_default().max(of_all);
        if wait.is_zero() { Ok(()) } else { Err(LookUpError::Limited(wait)) }
    }

    /// Nothing was found.
    pub fn missed(&self, address: Option<&str>, key: &str) {
        let now = clock::monotonic();
        self.nothing.lock().note(key, now);
        let mut missed = self.missed.lock();
        missed.of_all.add(now, OF_ALL);
        if let Some(place) = place(address) {
            missed.by_address.add(now, place);
        }
    }
}

impl Nothing {
    /// What was said first goes first.
    fn note(&mut self, key: &str, now: Instant) {
        while let Some((oldest, said)) = self.order.front() {
            if self.order.len() < NOTHING_MAX && is_believed(*said, now) {
                break;
            }
            // It may have been said again since.
            if self.said.get(oldest) == Some(said) {
                self.said.remove(oldest);
            }
            self.order.pop_front();
        }
        self.said.insert(key.to_owned(), now);
        self.order.push_back((key.to_owned(), now));
    }
}

fn is_believed(said: Instant, now: Instant) -> bool {
    now.saturating_duration_since(said) < NOTHING_FOR
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    /// Whether somebody may guess at yet another key.
    async fn guess(guesses: &Guesses, address: &str) -> bool {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let key = NEXT.fetch_add(1, Ordering::Relaxed).to_string();
        let asked = guesses.ask::<()>(Some(address), &key, async { Ok(None) }).await;
        !matches!(asked, Err(LookUpError::Limited(_)))
    }

    #[tokio::test]
    async fn whoever_guesses_waits_and_others_do_not() {
        let guesses = Guesses::new();
        let mut asked = 0;
        while guess(&guesses, "203.0.113.7").await {
            asked += 1;
        }
        assert!((100..200).contains(&asked), "{asked} guesses");
        assert!(guess(&guesses, "203.0.113.8").await);
        // What is found is no guess.
        for _ in 0..2_000 {
            guesses.ask(Some("203.0.113.9"), "good", async { Ok(Some(())) }).await.unwrap();
        }
        let LookUpError::Limited(wait) = guesses.check(Some("203.0.113.7")).unwrap_err() else {
            panic!("not limited");
        };
        assert!(wait <= Duration::from_secs(1), "{wait:?}");
    }

    #[tokio::test]
    async fn many_addresses_together_are_limited() {
        let guesses = Guesses::new();
        let mut asked = 0_u32;
        while guess(&guesses, &format!("2001:db8:{:x}::1", asked % 60_000)).await {
            asked += 1;
        }
        assert!((1_000..5_000).contains(&asked), "{asked} guesses");
    }

    #[tokio::test]
    async fn what_is_nothing_is_asked_for_once_and_costs_nobody_more() {
        let guesses = Guesses::new();
        let mut asked = 0;
        for _ in 0..2_000 {
            let load = async {
                asked += 1;
                Ok(None::<()>)
            };
            let found = guesses.ask(Some("203.0.113.7"), "gone", load).await;
            assert_eq!(found.unwrap(), None);
        }
        assert_eq!(asked, 1);
        assert!(guesses.check(Some("203.0.113.7")).is_ok());
    }

    #[test]
    fn what_is_nothing_is_believed_for_seconds_and_few_are_kept() {
        let mut nothing = Nothing::default();
        let now = clock::monotonic();
        for n in 0..20_000 {
            nothing.note(&n.to_string(), now);
            nothing.note("again", now);
        }
        assert!(nothing.order.len() <= NOTHING_MAX && nothing.said.len() <= NOTHING_MAX);
        assert!(nothing.said.contains_key("again"));
        let later = now + NOTHING_FOR;
        assert!(!is_believed(now, later));
        nothing.note("new", later);
        assert_eq!((nothing.order.len(), nothing.said.len()), (1, 1));
    }

    #[test]
    fn the_policy_is_what_is_counted() {
        let Policy { most, window_s, .. } = POLICY;
        let (most, window_s) = (f64::from(most), f64::from(window_s));
        assert!((most - OF_ADDRESS.most).abs() < 1e-9);
        assert!((most / window_s - OF_ADDRESS.a_second).abs() < 1e-9);
    }
}
