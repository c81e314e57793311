//! The time of Redis, as every process knows it: for `/time`, pongs, hellos and
//! due times alike.
//!
//! A process keeps, for each shard, how far its primary's clock is ahead of the
//! process's own monotonic one, which no step of a host's clock moves. Each
//! question has the time of the answer somewhere between its beginning and its
//! end, so the quickest of several says most: of a round the best is taken, and
//! it replaces the known one if it is as good, or if that one is old.

use std::{
    sync::atomic::{AtomicI64, Ordering},
    time::Duration,
};

use downbeat_boot::{
    Shutdown,
    clock::{self, Instant},
    task,
};
use futures::future::join_all;
use parking_lot::Mutex;

use crate::{
    Connection, Live, LiveError, key,
    redis::{call::Call, library::SHARD},
};

/// Questions of one round.
const QUESTIONS: usize = 5;
const ROUND_EVERY: Duration = Duration::from_secs(10);
/// Clocks drift apart by some 50 µs a second at worst: an older answer says
/// less than any new one.
const OLD: Duration = Duration::from_secs(25);
const DRIFT_US: i64 = 2_000;

/// The clocks of the primaries, by shard.
pub struct Clocks {
    start: Instant,
    shards: Box<[Clock]>,
}

#[derive(Default)]
struct Clock {
    /// Microseconds from the process's start to Redis' epoch.
    offset_us: AtomicI64,
    best: Mutex<Option<Known>>,
}

#[derive(Clone, Copy)]
struct Known {
    round_trip: Duration,
    at: Instant,
}

/// What one question was answered.
#[derive(Debug, Clone, Copy)]
pub struct Sample {
    began: Instant,
    ended: Instant,
    redis_us: i64,
}

impl Sample {
    fn round_trip(&self) -> Duration {
        self.ended - self.began
    }
}

impl Clocks {
    pub fn new(shards: u16) -> Self {
        Self { start: clock::monotonic(), shards: (0..shards).map(|_| Clock::default()).collect() }
    }

    pub fn len(&self) -> usize {
        self.shards.len()
    }

    pub fn now_ms(&self, shard: u16) -> i64 {
        (self.process_us(clock::monotonic()) + self.of(shard).offset_us.load(Ordering::Relaxed))
            / 1_000
    }

    /// Takes a sample that is as good as the known one, or newer than it lasts,
    /// or that both cannot be true with: another server answers, or its clock was
    /// set.
    fn offer(&self, shard: u16, sample: Sample) {
        let clock = self.of(shard);
        let mut best = clock.best.lock();
        let round_trip = sample.round_trip();
        let offset_us = sample.redis_us - self.process_us(sample.began + round_trip / 2);
        let apart_us = (offset_us - clock.offset_us.load(Ordering::Relaxed)).abs();
        let is_better = best.is_none_or(|known| {
            let both_us = i64::try_from(((round_trip + known.round_trip) / 2).as_micros());
            round_trip <= known.round_trip
                || sample.ended - known.at >= OLD
                || both_us.is_ok_and(|both_us| apart_us > both_us + DRIFT_US)
        });
        if is_better {
            *best = Some(Known { round_trip, at: sample.ended });
            clock.offset_us.store(offset_us, Ordering::Relaxed);
        }
    }

    /// A primary that was never heard is as another, until it is.
    fn guess(&self, shard: u16, sample: Sample) {
        let clock = self.of(shard);
        if clock.best.lock().is_none() {
            let offset_us = sample.redis_us - self.process_us(sample.ended);
            clock.offset_us.store(offset_us, Ordering::Relaxed);
        }
    }

    /// Redis says that it is another time altogether: its clock was set. The
    /// next round says it better.
    pub fn correct(&self, shard: u16, redis_ms: i64) {
        let clock = self.of(shard);
        *clock.best.lock() = None;
        let offset_us = redis_ms * 1_000 - self.process_us(clock::monotonic());
        clock.offset_us.store(offset_us, Ordering::Relaxed);
    }

    fn process_us(&self, at: Instant) -> i64 {
        i64::try_from(at.saturating_duration_since(self.start).as_micros()).unwrap_or(i64::MAX)
    }

    fn of(&self, shard: u16) -> &Clock {
        &self.shards[usize::from(shard) % self.shards.len().max(1)]
    }
}

impl Live {
    /// Asks each primary what time it is. One that does not answer keeps what is
    /// known of it; one must answer.
    pub async fn measure_time(&self) -> Result<(), LiveError> {
        // One server holds every shard; of a cluster each shard is asked.
        let asked: u16 = match self.connection {
            Connection::Server(_) => 1,
            Connection::Cluster(_) => self.shards(),
        };
        let rounds = join_all((0..asked).map(|shard| self.best_of_round(shard))).await;
        let mut heard = None;
        let mut silent = Vec::new();
        for (shard, best) in (0..asked).zip(rounds) {
            match best {
                Ok(sample) if asked == 1 => {
                    (0..self.shards()).for_each(|shard| self.clocks.offer(shard, sample));
                    heard = Some(sample);
                }
                Ok(sample) => {
                    self.clocks.offer(shard, sample);
                    heard = Some(sample);
                }
                Err(error) => silent.push((shard, error)),
            }
        }
        for (shard, error) in silent {
            match heard {
                Some(sample) => self.clocks.guess(shard, sample),
                None => return Err(error),
            }
        }
        Ok(())
    }

    async fn best_of_round(&self, shard: u16) -> Result<Sample, LiveError> {
        let mut best: Option<Sample> = None;
        for _ in 0..QUESTIONS {
            let began = clock::monotonic();
            let redis_us = self.call(&Call::new(&SHARD, "time").key(key::marks(shard))).await?;
            let sample = Sample { began, ended: clock::monotonic(), redis_us };
            if best.is_none_or(|best| sample.round_trip() < best.round_trip()) {
                best = Some(sample);
            }
        }
        best.ok_or(LiveError::Silent)
    }

    /// Keeps the time fresh though nobody changes anything.
    pub fn keep_time(&self, shutdown: Shutdown) {
        let live = self.clone();
        task::spawn("time", async move {
            let mut rounds = clock::interval(ROUND_EVERY);
            loop {
                tokio::select! {
                    () = shutdown.requested() => return,
                    _ = rounds.tick() => {}
                }
                if let Err(error) = live.measure_time().await {
                    tracing::debug!(%error, "the time of a primary could not be asked");
                }
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A question that began after so many milliseconds and took so many, to a
    /// server whose clock is `ahead_ms` ahead and which answered at a part of it.
    fn asked(clocks: &Clocks, (at_ms, took_ms): (u64, u64), part: f64, ahead_ms: i64) -> Sample {
        let began = clocks.start + Duration::from_millis(at_ms);
        let ended = began + Duration::from_millis(took_ms);
        let answered = began + Duration::from_millis(took_ms).mul_f64(part);
        Sample { began, ended, redis_us: clocks.process_us(answered) + ahead_ms * 1_000 }
    }

    fn offset_ms(clocks: &Clocks) -> i64 {
        clocks.of(0).offset_us.load(Ordering::Relaxed) / 1_000
    }

    #[test]
    fn the_quickest_answer_is_believed_until_it_is_old() {
        let clocks = Clocks::new(1);
        // One way was slow, the other quick: wrong by 45 ms, and nothing better is known.
        clocks.offer(0, asked(&clocks, (0, 100), 0.95, 500));
        assert_eq!(offset_ms(&clocks), 545);
        clocks.offer(0, asked(&clocks, (1_000, 2), 0.5, 500));
        assert_eq!(offset_ms(&clocks), 500);
        clocks.offer(0, asked(&clocks, (2_000, 400), 0.99, 500));
        assert_eq!(offset_ms(&clocks), 500, "a slow answer moved the clock");
        // Redis' clock has drifted by 3 ms, and the good answer is old.
        clocks.offer(0, asked(&clocks, (27_000, 10), 0.5, 503));
        assert_eq!(offset_ms(&clocks), 503);
        // Another server answers since a fail-over.
        clocks.offer(0, asked(&clocks, (28_000, 30), 0.5, 900));
        assert_eq!(offset_ms(&clocks), 900);
    }

    #[test]
    fn it_is_never_further_off_than_half_of_the_best_round_trip() {
        for (part, took_ms) in [(0.0, 20), (1.0, 20), (0.3, 8), (0.9, 2)] {
            let clocks = Clocks::new(1);
            clocks.offer(0, asked(&clocks, (0, took_ms), part, 0));
            let off_us = clocks.of(0).offset_us.load(Ordering::Relaxed).unsigned_abs();
            assert!(off_us <= took_ms * 500, "{off_us} µs of {took_ms} ms");
        }
    }
}
