//! How often Postgres is asked about what opens nothing.
//!
//! A token that nobody made is in no cache, so each guess would be a question to
//! Postgres. Questions that find nothing are counted, by the address that asked
//! and for this process; whoever asked too often waits before the next one. What
//! is found costs nothing, and what the cache knows is not asked about. So many
//! questions are under way at once, whatever they find, and none takes longer
//! than a lock of the cache lasts.

use std::{collections::HashMap, net::IpAddr, time::Duration};

use downbeat_boot::clock::{self, Instant};
use downbeat_store::StoreError;
use parking_lot::Mutex;
use tokio::sync::Semaphore;

use super::LookUpError;

/// As many as there are connections in a small pool.
const AT_ONCE: usize = 10;
/// How long a question waits for its turn, and how long it may take. Together
/// less than `Live::may_load` gives.
const TURN_LIMIT: Duration = Duration::from_secs(2);
const LOAD_LIMIT: Duration = Duration::from_secs(6);

const OF_ADDRESS: Limit = Limit { most: 100.0, a_second: 5.0 };
const OF_ALL: Limit = Limit { most: 1_000.0, a_second: 100.0 };
/// Addresses that are counted one by one; others count for the process alone.
const ADDRESSES_MAX: usize = 10_000;

/// So many at once, and so many a second from then on.
#[derive(Clone, Copy)]
struct Limit {
    most: f64,
    a_second: f64,
}

pub struct Guesses {
    turns: Semaphore,
    missed: Mutex<Missed>,
}

struct Missed {
    of_all: Bucket,
    by_address: HashMap<IpAddr, Bucket>,
}

/// What was missed and not yet forgiven.
#[derive(Clone, Copy)]
struct Bucket {
    missed: f64,
    at: Instant,
}

impl Guesses {
    #[must_use]
    pub fn new() -> Self {
        let missed = Missed { of_all: Bucket::new(), by_address: HashMap::new() };
        Self { turns: Semaphore::new(AT_ONCE), missed: Mutex::new(missed) }
    }

    /// Asks Postgres, in turn and in time, unless too much was asked in vain.
    pub async fn ask<T>(
        &self,
        address: Option<&str>,
        load: impl Future<Output = Result<Option<T>, StoreError>>,
    ) -> Result<Option<T>, LookUpError> {
        self.check(address)?;
        let turn = clock::timeout(TURN_LIMIT, self.turns.acquire()).await;
        let Ok(Ok(_turn)) = turn else { return Err(LookUpError::Busy) };
        // Others may have asked in vain meanwhile.
        self.check(address)?;
        let found = clock::timeout(LOAD_LIMIT, load).await.map_err(|_| LookUpError::Busy)??;
        if found.is_none() {
            self.missed(address);
        }
        Ok(found)
    }

    /// Whether somebody at this address may ask for what may be nothing.
    pub fn check(&self, address: Option<&str>) -> Result<(), LookUpError> {
        let now = clock::monotonic();
        let missed = self.missed.lock();
        let of_address = place(address).and_then(|place| missed.by_address.get(&place));
        let waits =
            [of_address.map(|it| it.wait(now, OF_ADDRESS)), Some(missed.of_all.wait(now, OF_ALL))];
        match waits.into_iter().flatten().max() {
            Some(wait) if !wait.is_zero() => Err(LookUpError::Limited(wait)),
            _ => Ok(()),
        }
    }

    /// Nothing was found.
    pub fn missed(&self, address: Option<&str>) {
        let now = clock::monotonic();
        let mut missed = self.missed.lock();
        missed.of_all.add(now, OF_ALL);
        let Some(place) = place(address) else { return };
        let by_address = &mut missed.by_address;
        if by_address.len() >= ADDRESSES_MAX {
            by_address.retain(|_, bucket| bucket.left(now, OF_ADDRESS) > 0.0);
        }
        if by_address.len() < ADDRESSES_MAX || by_address.contains_key(&place) {
            by_address.entry(place).or_insert_with(Bucket::new).add(now, OF_ADDRESS);
        }
    }
}

impl Bucket {
    fn new() -> Self {
        Self { missed: 0.0, at: clock::monotonic() }
    }

    fn left(&self, now: Instant, limit: Limit) -> f64 {
        let forgiven = now.saturating_duration_since(self.at).as_secs_f64() * limit.a_second;
        (self.missed - forgiven).max(0.0)
    }

    fn add(&mut self, now: Instant, limit: Limit) {
        *self = Self { missed: self.left(now, limit) + 1.0, at: now };
    }

    fn wait(&self, now: Instant, limit: Limit) -> Duration {
        let over = self.left(now, limit) + 1.0 - limit.most;
        Duration::from_secs_f64((over / limit.a_second).max(0.0))
    }
}

/// Whoever has an address of version 6 has 2^64 of them.
fn place(address: Option<&str>) -> Option<IpAddr> {
    Some(match address?.parse().ok()? {
        IpAddr::V4(address) => IpAddr::V4(address),
        IpAddr::V6(address) => IpAddr::V6((address.to_bits() >> 64 << 64).into()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn guess(guesses: &Guesses, address: &str) -> bool {
        let asked = guesses.ask::<()>(Some(address), async { Ok(None) }).await;
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
            guesses.ask(Some("203.0.113.9"), async { Ok(Some(())) }).await.unwrap();
        }
        let LookUpError::Limited(wait) = guesses.check(Some("203.0.113.7")).unwrap_err() else {
            panic!("not limited");
        };
        assert!(wait <= Duration::from_secs(1), "{wait:?}");
    }

    #[tokio::test]
    async fn many_addresses_together_are_limited_and_few_are_kept() {
        let guesses = Guesses::new();
        let asked = {
            let mut asked = 0_u32;
            while guess(&guesses, &format!("2001:db8:{:x}::1", asked % 60_000)).await {
                asked += 1;
            }
            asked
        };
        assert!((1_000..5_000).contains(&asked), "{asked} guesses");
        for n in 0..20_000_u32 {
            guesses.missed(Some(&format!("2001:db8:{n:x}::1")));
        }
        assert!(guesses.missed.lock().by_address.len() <= ADDRESSES_MAX);
    }

    #[test]
    fn a_network_of_version_6_is_one_place() {
        assert_eq!(place(Some("2001:db8::1")), place(Some("2001:db8::ffff:1")));
        assert_ne!(place(Some("2001:db8::1")), place(Some("2001:db8:0:1::1")));
        assert_eq!(place(Some("somewhere")), None);
    }
}
