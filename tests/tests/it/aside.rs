//! What the cache keeps, and who loads it.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, AtomicUsize, Ordering},
    },
    time::Duration,
};

use downbeat_live::{Aside, Cache, CachedValue, Found, Load, Made, WHATEVER};
use futures::{FutureExt, future::join_all};
use serde::{Deserialize, Serialize};
use tokio::sync::Semaphore;

use crate::harness::{Redis, until};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Word(String);

impl CachedValue for Word {
    const NAME: &'static str = "word";
    const SHAPE: u32 = 1;
    const TTL: Duration = Duration::from_mins(1);
    const BYTES_MAX: usize = 1_000;
}

/// One that is due soon.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Brief(String);

impl CachedValue for Brief {
    const NAME: &'static str = "brief";
    const SHAPE: u32 = 1;
    const TTL: Duration = Duration::from_secs(8);
    const BYTES_MAX: usize = 1_000;
}

/// The same of another release.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Another(String);

impl CachedValue for Another {
    const NAME: &'static str = Word::NAME;
    const SHAPE: u32 = 2;
    const TTL: Duration = Word::TTL;
    const BYTES_MAX: usize = Word::BYTES_MAX;
}

/// Rows that are read: how often, at which version, and when they may be.
#[derive(Clone)]
struct Rows {
    loads: Arc<AtomicUsize>,
    version: Arc<AtomicI64>,
    gate: Arc<Semaphore>,
}

impl Rows {
    fn new() -> Self {
        let (loads, version) = (Arc::default(), Arc::new(AtomicI64::new(1)));
        Self { loads, version, gate: Arc::new(Semaphore::new(Semaphore::MAX_PERMITS)) }
    }

    /// Whoever reads them waits until they are let.
    fn shut() -> Self {
        Self { gate: Arc::new(Semaphore::new(0)), ..Self::new() }
    }

    fn loads(&self) -> usize {
        self.loads.load(Ordering::SeqCst)
    }

    fn change(&self) -> i64 {
        self.version.fetch_add(1, Ordering::SeqCst) + 1
    }

    /// What is read is read before it waits.
    fn load<V: 'static>(&self, make: fn(String) -> V) -> Load<V, String> {
        let rows = self.clone();
        Arc::new(move || {
            let rows = rows.clone();
            async move {
                rows.loads.fetch_add(1, Ordering::SeqCst);
                let version = rows.version.load(Ordering::SeqCst);
                let permit = rows.gate.acquire().await.map_err(|error| error.to_string())?;
                drop(permit);
                Ok::<_, String>(Made { value: make(format!("at {version}")), version })
            }
            .boxed()
        })
    }
}

fn words(cache: &Cache) -> Aside<Word, String> {
    Aside::new(cache.clone())
}

#[tokio::test]
async fn a_hundred_at_once_in_two_processes_are_one_load() {
    let redis = Redis::for_cache();
    // Each with a connection of its own.
    let (one, other) = (words(&redis.cache()), words(&redis.cache()));
    let rows = Rows::shut();
    let load = rows.load(Word);
    let asked = (0..100).map(|n| {
        let aside = if n % 2 == 0 { &one } else { &other };
        aside.get("a", 1, Arc::clone(&load))
    });
    let opened = async {
        until("somebody loads it", async || (rows.loads() > 0).then_some(())).await;
        rows.gate.add_permits(100);
    };
    let (found, ()) = futures::join!(join_all(asked), opened);
    assert!(found.iter().all(|found| found.as_ref().unwrap().value == Word("at 1".into())));
    assert_eq!(rows.loads(), 1);
    one.get("a", 1, Arc::clone(&load)).await.unwrap();
    assert_eq!(rows.loads(), 1, "and it is kept");
    one.get("b", 1, load).await.unwrap();
    assert_eq!(rows.loads(), 2, "under its own name");
}

#[tokio::test]
async fn nobody_gets_what_is_older_than_what_they_know() {
    let redis = Redis::for_cache();
    let (one, other) = (words(&redis.cache()), words(&redis.cache()));
    let rows = Rows::new();
    one.get("a", 1, rows.load(Word)).await.unwrap();
    let now = rows.change();
    let found = other.get("a", now, rows.load(Word)).await.unwrap();
    assert_eq!((found.version, found.value.0.as_str()), (2, "at 2"));
    let found = one.get("a", 1, rows.load(Word)).await.unwrap();
    assert_eq!(found.version, 2, "who knows less gets the newest");
    assert_eq!(rows.loads(), 2);

    // Somebody waits for what was read before the change.
    let slow = Rows::shut();
    let old = one.get("b", 1, slow.load(Word));
    let newer = async {
        until("it is read", async || (slow.loads() > 0).then_some(())).await;
        let now = slow.change();
        slow.gate.add_permits(100);
        one.get("b", now, slow.load(Word)).await.unwrap()
    };
    let (old, newer) = futures::join!(old, newer);
    assert_eq!((old.unwrap().version, newer.version), (1, 2));
}

#[tokio::test]
async fn what_was_read_before_a_change_is_not_kept_after_it() {
    let redis = Redis::for_cache();
    let aside = words(&redis.cache());
    for version in [2, WHATEVER] {
        let (id, rows) = (version.to_string(), Rows::shut());
        let old = aside.get(&id, 1, rows.load(Word));
        let told = async {
            until("it is read", async || (rows.loads() > 0).then_some(())).await;
            aside.forget(&id, version).await;
            rows.gate.add_permits(100);
        };
        let (old, ()) = futures::join!(old, told);
        assert_eq!(old.unwrap().value.0, "at 1", "whoever asked before has it");
        assert_eq!(aside.stale(&id).await, None, "{version}: and it is not kept");
    }
    assert!(!redis.dump().await.contains("at 1"));
    // What is as new as the word is kept, and late word of what it has does not harm it.
    let rows = Rows::new();
    rows.change();
    aside.get("2", 2, rows.load(Word)).await.unwrap();
    aside.forget("2", 2).await;
    assert_eq!(aside.stale("2").await.unwrap().version, 2);
    aside.forget("2", 3).await;
    assert_eq!(aside.stale("2").await, None);
}

#[tokio::test]
async fn it_is_renewed_beside_whoever_reads_it_before_its_time_is_over() {
    let redis = Redis::for_cache();
    let aside: Aside<Brief, String> = Aside::new(redis.cache());
    let rows = Rows::new();
    let load = rows.load(Brief);
    let first = aside.get("a", 1, Arc::clone(&load)).await.unwrap();
    rows.change();
    // It still has a quarter of its time when it is loaded again.
    let renewed = until("it is renewed", async || {
        let found = aside.get("a", 1, Arc::clone(&load)).await.unwrap();
        (found.version == 2).then_some(found)
    })
    .await;
    assert_eq!(rows.loads(), 2, "once, whoever else read it meanwhile");
    let age_ms = renewed.as_of_ms - first.as_of_ms;
    assert!((5_300..7_100).contains(&age_ms), "at three quarters of its time: {age_ms} ms");
}

#[tokio::test]
async fn what_another_release_wrote_or_nobody_can_read_is_loaded() {
    let redis = Redis::for_cache();
    let another: Aside<Another, String> = Aside::new(redis.cache());
    let (aside, rows) = (words(&redis.cache()), Rows::new());
    another.get("a", 1, rows.load(Another)).await.unwrap();
    aside.get("a", 1, rows.load(Word)).await.unwrap();
    assert_eq!(rows.loads(), 2);
    let mut bare = redis.bare().await;
    for broken in ["", "1 1 1", "1 9 1 99999999999999\n[]", "nonsense"] {
        let mut set = redis::cmd("SET");
        set.arg("downbeat:word:a").arg(broken).exec_async(&mut bare).await.unwrap();
        let before = rows.loads();
        let found = aside.get("a", 1, rows.load(Word)).await.unwrap();
        assert_eq!((found.value.0.as_str(), rows.loads()), ("at 1", before + 1), "{broken}");
    }
    // Another type altogether is refused by Redis, and harms nobody.
    redis::cmd("DEL").arg("downbeat:word:a").exec_async(&mut bare).await.unwrap();
    redis::cmd("LPUSH").arg("downbeat:word:a").arg(1).exec_async(&mut bare).await.unwrap();
    assert_eq!(aside.get("a", 1, rows.load(Word)).await.unwrap().value.0, "at 1");
}

#[tokio::test]
async fn what_is_too_large_is_loaded_each_time_and_an_error_is_nobodys_value() {
    let redis = Redis::for_cache();
    let (aside, rows) = (words(&redis.cache()), Rows::new());
    for _ in 0..2 {
        aside.get("a", 1, rows.load(|word| Word(word.repeat(1_000)))).await.unwrap();
    }
    assert_eq!(rows.loads(), 2);
    let fails: Load<Word, String> = Arc::new(|| async { Err("away".to_owned()) }.boxed());
    assert_eq!(aside.get("b", 1, fails).await.unwrap_err(), "away");
    let found: Arc<Found<Word>> = aside.get("b", 1, rows.load(Word)).await.unwrap();
    assert_eq!(found.value.0, "at 1", "its turn was given back");
}

#[tokio::test]
async fn a_cache_that_is_away_empty_or_not_there_fails_nobody() {
    let mut redis = Redis::for_cache();
    let (aside, rows) = (words(&redis.cache()), Rows::new());
    aside.get("a", 1, rows.load(Word)).await.unwrap();
    redis.empty().await;
    aside.get("a", 1, rows.load(Word)).await.unwrap();
    assert_eq!(rows.loads(), 2);
    redis.kill();
    for _ in 0..10 {
        assert_eq!(aside.get("a", 1, rows.load(Word)).await.unwrap().value.0, "at 1");
    }
    assert_eq!(aside.stale("a").await, None);
    rows.change();
    aside.forget("a", 2).await;
    redis.start_again();
    until("it keeps something again", async || {
        aside.get("a", 2, rows.load(Word)).await.unwrap();
        aside.stale("a").await
    })
    .await;

    let none = words(&Cache::default());
    let before = rows.loads();
    for _ in 0..2 {
        none.get("a", 2, rows.load(Word)).await.unwrap();
    }
    assert_eq!((rows.loads(), none.stale("a").await), (before + 2, None));
}

#[tokio::test]
async fn a_cache_that_says_nothing_is_left_alone_for_a_moment() {
    let redis = Redis::for_cache();
    let (aside, rows) = (words(&redis.cache()), Rows::new());
    aside.get("a", 1, rows.load(Word)).await.unwrap();
    redis.pause();
    // Three calls wait for their two seconds; then nobody does.
    let asked = join_all(["b", "c", "d"].map(|id| aside.stale(id)));
    assert!(asked.await.iter().all(Option::is_none));
    let start = downbeat_boot::clock::monotonic();
    for _ in 0..20 {
        aside.get("a", 1, rows.load(Word)).await.unwrap();
    }
    let took = start.elapsed();
    redis.resume();
    assert!(took < Duration::from_secs(4), "one of them tries at most: {took:?}");
    until("it is asked again", async || aside.stale("a").await).await;
}
