//! How much came lately, by where it came from, or by what else tells it apart: so much
//! at once, and so much a second from then on. It is in the memory of this process, and
//! bounded.

use std::{collections::HashMap, hash::Hash, net::IpAddr, time::Duration};

use downbeat_boot::clock::{self, Instant};

/// Buckets that are kept; what has none is not counted.
const BUCKETS_MAX: usize = 10_000;
/// How often those that count for nothing any more are looked for.
const SWEEP_EVERY: Duration = Duration::from_secs(1);

#[derive(Debug, Clone, Copy)]
pub struct Rate {
    pub most: f64,
    pub a_second: f64,
}

/// What came and is not yet forgiven.
#[derive(Debug, Clone, Copy)]
pub struct Bucket {
    count: f64,
    at: Instant,
}

impl Bucket {
    pub fn new() -> Self {
        Self { count: 0.0, at: clock::monotonic() }
    }

    pub fn left(&self, now: Instant, rate: Rate) -> f64 {
        let forgiven = now.saturating_duration_since(self.at).as_secs_f64() * rate.a_second;
        (self.count - forgiven).max(0.0)
    }

    pub fn add(&mut self, now: Instant, rate: Rate) {
        *self = Self { count: self.left(now, rate) + 1.0, at: now };
    }

    /// Until one more may come.
    pub fn wait(&self, now: Instant, rate: Rate) -> Duration {
        let over = self.left(now, rate) + 1.0 - rate.most;
        Duration::from_secs_f64((over / rate.a_second).max(0.0))
    }
}

/// A bucket for each.
pub struct Buckets<K> {
    rate: Rate,
    counted: HashMap<K, Bucket>,
    swept: Instant,
}

pub type ByAddress = Buckets<IpAddr>;

impl<K: Eq + Hash> Buckets<K> {
    pub fn new(rate: Rate) -> Self {
        Self { rate, counted: HashMap::new(), swept: clock::monotonic() }
    }

    pub fn wait(&self, now: Instant, place: &K) -> Duration {
        self.counted.get(place).map_or(Duration::ZERO, |bucket| bucket.wait(now, self.rate))
    }

    pub fn add(&mut self, now: Instant, place: K) {
        let is_full = self.counted.len() >= BUCKETS_MAX;
        if is_full && now.saturating_duration_since(self.swept) >= SWEEP_EVERY {
            self.swept = now;
            self.counted.retain(|_, bucket| bucket.left(now, self.rate) > 0.0);
        }
        if self.counted.len() < BUCKETS_MAX || self.counted.contains_key(&place) {
            self.counted.entry(place).or_insert_with(Bucket::new).add(now, self.rate);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATE: Rate = Rate { most: 2.0, a_second: 1.0 };

    fn address(n: u32) -> IpAddr {
        IpAddr::V4(n.into())
    }

    #[test]
    fn an_address_has_so_much_at_once_and_then_so_much_a_second() {
        let mut asked = ByAddress::new(RATE);
        let now = clock::monotonic();
        for _ in 0..2 {
            assert_eq!(asked.wait(now, &address(1)), Duration::ZERO);
            asked.add(now, address(1));
        }
        assert_eq!(asked.wait(now, &address(1)), Duration::from_secs(1));
        assert_eq!(asked.wait(now, &address(2)), Duration::ZERO, "others do not wait");
        let later = now + Duration::from_secs(1);
        assert_eq!(asked.wait(later, &address(1)), Duration::ZERO);
    }

    #[test]
    fn few_addresses_are_kept_and_new_ones_find_room_in_time() {
        let mut asked = ByAddress::new(RATE);
        let now = clock::monotonic();
        for n in 0..20_000 {
            asked.add(now, address(n));
        }
        assert_eq!(asked.counted.len(), BUCKETS_MAX);
        let later = now + 2 * SWEEP_EVERY;
        asked.add(later, address(20_001));
        assert_eq!(asked.counted.len(), 1);
    }
}
