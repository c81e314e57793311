//! Signals, from a push to their end, over everything that Redis may do.

use std::{collections::HashMap, sync::Arc, time::Duration};

use downbeat_boot::{Shutdown, settings::RedisQueue, task};
use downbeat_job::{Monitor, Pace, Queue, Registry, Signal, Signalled, Stores};
use futures::future::join_all;
use serde::{Deserialize, Serialize};
use tokio::{
    sync::{Mutex, Semaphore},
    task::JoinHandle,
};

use crate::harness::{Postgres, Redis, postgres, until};

/// What runs leave behind for the test to see.
struct Notes {
    runs: Mutex<HashMap<String, u32>>,
    /// Runs of `Gated` wait for a permit.
    gate: Semaphore,
}

impl Stores for Notes {}

impl Notes {
    async fn note(&self, name: &str) {
        *self.runs.lock().await.entry(name.to_owned()).or_default() += 1;
    }

    async fn runs(&self, name: &str) -> u32 {
        self.runs.lock().await.get(name).copied().unwrap_or(0)
    }
}

macro_rules! signals {
    ($($signal:ident as $name:literal: |$notes:ident, $which:ident| $run:expr;)+) => {$(
        #[derive(Serialize, Deserialize)]
        struct $signal(String);

        impl Signal for $signal {
            type Context = Notes;
            const NAME: &'static str = $name;
            const QUEUE: &'static str = "tests";
            const TIMEOUT: Duration = Duration::from_millis(300);

            fn key(&self) -> String {
                self.0.clone()
            }

            async fn run(self, $notes: &Notes) -> anyhow::Result<()> {
                let $which = self.0;
                $run
            }
        }
    )+};
}

signals! {
    Plain as "plain": |notes, which| {
        notes.note(&which).await;
        Ok(())
    };
    Gated as "gated": |notes, which| {
        notes.note(&which).await;
        notes.gate.acquire().await?.forget();
        Ok(())
    };
    Failing as "failing": |notes, which| {
        notes.note(&which).await;
        anyhow::bail!("on purpose")
    };
    Panicking as "panicking": |notes, which| {
        notes.note(&which).await;
        panic!("on purpose")
    };
}

/// A queue on a Redis of its own, and one process' monitor.
struct Fixture {
    postgres: Postgres,
    redis: Redis,
    queue: Queue,
    notes: Arc<Notes>,
    shutdown: Shutdown,
}

impl Fixture {
    async fn open() -> Self {
        let (postgres, redis) = (postgres().await, Redis::start());
        let (url, sentinel, prefix) = (redis.queue_url(), String::new(), "t".to_owned());
        let settings = RedisQueue { url, sentinel, prefix };
        let queue = Queue::connect(&settings).await.unwrap();
        let notes = Arc::new(Notes { runs: Mutex::default(), gate: Semaphore::new(0) });
        Self { postgres, redis, queue, notes, shutdown: Shutdown::new() }
    }

    fn start(&self) -> JoinHandle<()> {
        let registry =
            Registry::new().with::<Plain>().with::<Gated>().with::<Failing>().with::<Panicking>();
        let (store, runs) = (self.postgres.clone(), (registry, Arc::clone(&self.notes)));
        let monitor = Monitor::new(&self.queue, store, "tests", Pace::default(), runs);
        task::spawn("monitor", monitor.run(self.shutdown.clone()))
    }

    async fn ran(&self, name: &str, times: u32) {
        until(&format!("{name} ran {times} times"), async || {
            (self.notes.runs(name).await >= times).then_some(())
        })
        .await;
        assert_eq!(self.notes.runs(name).await, times);
    }

    async fn command<T: redis::FromRedisValue>(&self, words: &[&str]) -> T {
        let mut command = redis::cmd(words[0]);
        command.arg(&words[1..]);
        command.query_async(&mut self.redis.bare().await).await.unwrap()
    }

    /// Nothing is left of any job.
    async fn is_empty(&self) {
        until("nothing is left in Redis", async || {
            let keys: Vec<String> = self.command(&["KEYS", "*"]).await;
            keys.iter().all(|key| key.ends_with(":workers")).then_some(())
        })
        .await;
    }

    async fn close(self, running: JoinHandle<()>) {
        self.shutdown.request();
        running.await.unwrap();
        let workers: Vec<String> = self.command(&["KEYS", "*"]).await;
        assert!(workers.is_empty(), "{workers:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_signal_is_run_and_leaves_nothing_behind() {
    let fixture = Fixture::open().await;
    let running = fixture.start();
    for n in 0..50 {
        assert_eq!(fixture.queue.signal(&Plain(n.to_string())).await.unwrap(), Signalled::Pushed);
    }
    for n in 0..50 {
        fixture.ran(&n.to_string(), 1).await;
    }
    fixture.is_empty().await;
    fixture.close(running).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn signals_that_wait_together_are_one_and_later_ones_are_not_lost() {
    let fixture = Fixture::open().await;
    let gated = Gated("x".into());
    assert_eq!(fixture.queue.signal(&gated).await.unwrap(), Signalled::Pushed);
    assert_eq!(fixture.queue.signal(&gated).await.unwrap(), Signalled::Coalesced);
    let running = fixture.start();
    fixture.ran("x", 1).await;
    // It runs: whoever signals now may have seen what the run has not.
    assert_eq!(fixture.queue.signal(&gated).await.unwrap(), Signalled::Pushed);
    fixture.notes.gate.add_permits(2);
    fixture.ran("x", 2).await;
    fixture.is_empty().await;
    fixture.close(running).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_job_stops_the_others() {
    let fixture = Fixture::open().await;
    let running = fixture.start();
    fixture.queue.signal(&Failing("failed".into())).await.unwrap();
    fixture.queue.signal(&Panicking("panicked".into())).await.unwrap();
    fixture.queue.signal(&Gated("timed out".into())).await.unwrap();
    for (id, envelope) in [("a", "not one of ours"), ("b", r#"{"v":1,"job":"unheard of"}"#)] {
        let _: u8 = fixture.command(&["HSET", "t:jobs:v1:tests:data", id, envelope]).await;
        let _: u8 = fixture.command(&["RPUSH", "t:jobs:v1:tests:active", id]).await;
    }
    // An id whose envelope is gone.
    let _: u8 = fixture.command(&["RPUSH", "t:jobs:v1:tests:active", "gone"]).await;
    fixture.queue.signal(&Plain("after".into())).await.unwrap();
    for name in ["failed", "panicked", "timed out", "after"] {
        fixture.ran(name, 1).await;
    }
    fixture.is_empty().await;
    let failed = until("the failures are on record", async || {
        let failed = fixture.postgres.failed_signals(None, 10).await.unwrap();
        (failed.len() == 3).then_some(failed)
    })
    .await;
    fixture.close(running).await;
    let mut told: Vec<_> =
        failed.iter().map(|it| (it.name.as_str(), it.outcome.as_str())).collect();
    told.sort_unstable();
    let expected = [("failing", "failed"), ("gated", "timed_out"), ("panicking", "panicked")];
    assert_eq!(told, expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_job_that_was_started_too_often_is_dropped() {
    let fixture = Fixture::open().await;
    fixture.queue.signal(&Plain("poison".into())).await.unwrap();
    let meta: Vec<String> = fixture.command(&["KEYS", "t:jobs:v1:tests:meta:*"]).await;
    let _: u8 = fixture.command(&["HSET", &meta[0], "starts", "5"]).await;
    let running = fixture.start();
    fixture.is_empty().await;
    assert_eq!(fixture.notes.runs("poison").await, 0);
    fixture.close(running).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn cut_connections_and_pauses_lose_no_signal() {
    let fixture = Fixture::open().await;
    let running = fixture.start();
    for turn in 0..5 {
        let pushes = (0..40).map(|n| {
            let (queue, signal) = (&fixture.queue, Plain(format!("{turn}-{n}")));
            async move {
                // A push whose connection is cut is sent again by who cares.
                while queue.signal(&signal).await.is_err() {}
            }
        });
        let trouble = async {
            let _: u8 =
                fixture.command(&["CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes"]).await;
            let _: u8 = fixture.command(&["CLIENT", "KILL", "TYPE", "pubsub"]).await;
            let _: String = fixture.command(&["CLIENT", "PAUSE", "200"]).await;
        };
        futures::join!(join_all(pushes), trouble);
    }
    until("all have run", async || (fixture.notes.runs.lock().await.len() == 200).then_some(()))
        .await;
    fixture.shutdown.request();
    running.await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_vanished_worker_held_is_taken_over() {
    let fixture = Fixture::open().await;
    fixture.queue.signal(&Plain("orphan".into())).await.unwrap();
    // Somebody took it, and was not heard of again.
    let id: String = fixture.command(&["LPOP", "t:jobs:v1:tests:active"]).await;
    let _: u8 = fixture.command(&["SADD", "t:jobs:v1:tests:inflight:ghost", &id]).await;
    let _: u8 = fixture.command(&["ZADD", "t:jobs:v1:tests:workers", "1", "ghost"]).await;
    let running = fixture.start();
    fixture.ran("orphan", 1).await;
    fixture.is_empty().await;
    fixture.close(running).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_monitor_survives_an_emptied_redis_and_a_silent_one() {
    let fixture = Fixture::open().await;
    let running = fixture.start();
    fixture.redis.empty().await;
    fixture.queue.signal(&Plain("after the loss".into())).await.unwrap();
    fixture.ran("after the loss", 1).await;
    fixture.redis.pause();
    assert!(fixture.queue.signal(&Plain("lost".into())).await.is_err());
    fixture.redis.resume();
    until("the queue answers again", async || {
        fixture.queue.signal(&Plain("at last".into())).await.ok()
    })
    .await;
    until("it ran", async || (fixture.notes.runs("at last").await > 0).then_some(())).await;
    fixture.shutdown.request();
    running.await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_redis_refuses_signals_and_runs_those_it_has() {
    let fixture = Fixture::open().await;
    fixture.queue.signal(&Plain("before".into())).await.unwrap();
    let _: String = fixture.command(&["CONFIG", "SET", "maxmemory", "1"]).await;
    assert!(fixture.queue.signal(&Plain("refused".into())).await.is_err());
    let running = fixture.start();
    fixture.ran("before", 1).await;
    fixture.is_empty().await;
    fixture.close(running).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_monitor_that_stops_takes_nothing_more() {
    let fixture = Fixture::open().await;
    // Four jobs have this queue, with four slots each.
    let (slots, waiting) = (16, 8);
    for n in 0..slots + waiting {
        fixture.queue.signal(&Gated(n.to_string())).await.unwrap();
    }
    let running = fixture.start();
    until("all slots are busy", async || {
        (fixture.notes.runs.lock().await.len() == slots).then_some(())
    })
    .await;
    fixture.shutdown.request();
    fixture.notes.gate.add_permits(1);
    while !running.is_finished() {
        let left: usize = fixture.command(&["LLEN", "t:jobs:v1:tests:active"]).await;
        assert_eq!(left, waiting);
    }
    running.await.unwrap();
    assert_eq!(fixture.notes.runs.lock().await.len(), slots);
}
