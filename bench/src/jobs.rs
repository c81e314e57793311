//! Jobs: how fast they are pushed, picked up and done, and what that costs.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use downbeat_boot::{Shutdown, clock, settings::RedisQueue, task};
use downbeat_job::{Attempt, Durable, Monitor, Pace, Queue, Registry, Relay, Signal, Stores};
use downbeat_store::{NewJob, Store};
use futures::{StreamExt, stream};
use parking_lot::Mutex;
use serde::{Deserialize, Serialize};
use tokio::{sync::Notify, task::JoinHandle};

use crate::{installation::Installation, process, report, spent::Spent};

const PUSHED: u64 = 20_000;
const DRAINED: u64 = 100_000;
const MANY: u64 = 1_000_000;
const IN_FLIGHT: usize = 50;
const PICKUPS: u64 = 2_000;
const PICKUP_EVERY: Duration = Duration::from_millis(5);
const ONE_BY_ONE: u64 = 10_000;
const IN_HUNDREDS: u64 = 50_000;

/// What runs leave behind.
#[derive(Default)]
struct Done {
    count: AtomicU64,
    notify: Notify,
    waits: Mutex<Vec<Duration>>,
    began: Option<clock::Instant>,
}

impl Stores for Done {}

impl Done {
    fn one(&self) {
        self.count.fetch_add(1, Ordering::Relaxed);
        self.notify.notify_waiters();
    }

    async fn reach(&self, count: u64) {
        while self.count.load(Ordering::Relaxed) < count {
            let _ = clock::timeout(Duration::from_millis(20), self.notify.notified()).await;
        }
    }
}

/// Which one, and when it was sent, in µs after the beginning.
#[derive(Serialize, Deserialize)]
struct Look {
    n: u64,
    sent_us: Option<u64>,
}

impl Signal for Look {
    type Context = Done;
    const NAME: &'static str = "look";
    const QUEUE: &'static str = "looks";
    const CONCURRENCY: usize = 100;

    fn key(&self) -> String {
        self.n.to_string()
    }

    async fn run(self, done: &Done) -> anyhow::Result<()> {
        if let (Some(sent_us), Some(began)) = (self.sent_us, done.began) {
            done.waits.lock().push(began.elapsed().saturating_sub(Duration::from_micros(sent_us)));
        }
        done.one();
        Ok(())
    }
}

#[derive(Serialize, Deserialize)]
struct Work {
    n: u64,
}

impl Durable for Work {
    type Context = Done;
    const NAME: &'static str = "work";
    const QUEUE: &'static str = "works";
    const CONCURRENCY: usize = 200;

    async fn run(self, done: &Done, _: &Attempt) -> anyhow::Result<()> {
        done.one();
        Ok(())
    }
}

/// A monitor and a relay in this process, on queues of its own.
struct Runner {
    queue: Queue,
    store: Store,
    shutdown: Shutdown,
    running: Vec<JoinHandle<()>>,
}

impl Runner {
    async fn open(installation: &Installation) -> anyhow::Result<Self> {
        let url = installation.ready.redis_queue_url.clone();
        let settings = RedisQueue { url, sentinel: String::new(), prefix: "bench".into() };
        let queue = Queue::connect(&settings).await?;
        let store = installation.store().await?;
        Ok(Self { queue, store, shutdown: Shutdown::new(), running: Vec::new() })
    }

    fn start(&mut self, done: &Arc<Done>) {
        let registry = Registry::new().with::<Look>().with_durable::<Work>();
        let (store, pace) = (self.store.clone(), Pace::default());
        let runs = (registry, Arc::clone(done));
        let monitor = Monitor::new(&self.queue, store.clone(), "bench", pace, runs);
        let mut relay = Relay::new(store, self.queue.clone(), pace);
        let shutdown = self.shutdown.clone();
        self.running.push(task::spawn("monitor", monitor.run(self.shutdown.clone())));
        self.running.push(task::spawn("relay", async move {
            let mut turns = clock::interval(Duration::from_millis(500));
            while !shutdown.is_requested() {
                turns.tick().await;
                let _ = relay.run_once().await;
            }
        }));
    }

    async fn stop(&mut self) {
        self.shutdown.request();
        for running in self.running.drain(..) {
            let _ = running.await;
        }
        self.shutdown = Shutdown::new();
    }
}

pub async fn run(installation: &Installation) -> anyhow::Result<()> {
    let mut runner = Runner::open(installation).await?;
    signals(installation, &mut runner).await?;
    pickup(&mut runner).await?;
    one_by_one(installation, &mut runner).await?;
    in_hundreds(installation, &mut runner).await?;
    flat(installation, &mut runner).await
}

async fn push(queue: &Queue, from: u64, count: u64, in_flight: usize) -> anyhow::Result<f64> {
    let start = clock::monotonic();
    let pushes = stream::iter(from..from + count).map(|n| {
        let queue = queue.clone();
        async move { queue.signal(&Look { n, sent_us: None }).await }
    });
    let mut pushes = pushes.buffer_unordered(in_flight);
    while let Some(pushed) = pushes.next().await {
        pushed?;
    }
    Ok(per_second(count, start.elapsed()))
}

/// What one of so many cost each process.
fn cost(installation: &Installation, before: &Spent, what: &str, count: u64) -> anyhow::Result<()> {
    let count = f64::from(u32::try_from(count)?);
    before.since(installation)?.report(&format!("a job: {what}"), count);
    Ok(())
}

async fn signals(installation: &Installation, runner: &mut Runner) -> anyhow::Result<()> {
    let rate = push(&runner.queue, 0, PUSHED, IN_FLIGHT).await?;
    report::figure("signal: pushes, 50 in flight", rate, "/s");
    push(&runner.queue, PUSHED, DRAINED - PUSHED, 1_000).await?;
    let (done, before) = (Arc::new(Done::default()), Spent::until_now(installation)?);
    let start = clock::monotonic();
    runner.start(&done);
    done.reach(DRAINED).await;
    let rate = per_second(DRAINED, start.elapsed());
    report::figure("signal: 100,000 run", rate, "/s");
    cost(installation, &before, "signal", DRAINED)?;
    runner.stop().await;
    Ok(())
}

async fn pickup(runner: &mut Runner) -> anyhow::Result<()> {
    let began = clock::monotonic();
    let done = Arc::new(Done { began: Some(began), ..Done::default() });
    runner.start(&done);
    clock::sleep(Duration::from_millis(500)).await;
    let first = clock::monotonic();
    for n in 0..PICKUPS {
        clock::sleep_until(first + PICKUP_EVERY * u32::try_from(n)?).await;
        let sent_us = Some(u64::try_from(began.elapsed().as_micros())?);
        runner.queue.signal(&Look { n, sent_us }).await?;
    }
    done.reach(PICKUPS).await;
    let mut waits = std::mem::take(&mut *done.waits.lock());
    report::latency("signal: from push to start at 200/s", &mut waits);
    runner.stop().await;
    Ok(())
}

fn job(n: u64) -> anyhow::Result<NewJob> {
    Ok(Work { n }.job()?)
}

async fn one_by_one(installation: &Installation, runner: &mut Runner) -> anyhow::Result<()> {
    let (done, before) = (Arc::new(Done::default()), Spent::until_now(installation)?);
    runner.start(&done);
    let start = clock::monotonic();
    let enqueued = stream::iter(0..ONE_BY_ONE).map(|n| {
        let (store, queue) = (runner.store.clone(), runner.queue.clone());
        async move {
            let enqueued = store.enqueue(&[job(n)?]).await?;
            queue.announce(&enqueued).await;
            anyhow::Ok(())
        }
    });
    let mut enqueued = enqueued.buffer_unordered(IN_FLIGHT);
    while let Some(one) = enqueued.next().await {
        one?;
    }
    drop(enqueued);
    done.reach(ONE_BY_ONE).await;
    all_done(runner, ONE_BY_ONE).await?;
    let rate = per_second(ONE_BY_ONE, start.elapsed());
    report::figure("durable: enqueued to done, one by one", rate, "/s");
    cost(installation, &before, "durable, one by one", ONE_BY_ONE)?;
    runner.stop().await;
    Ok(())
}

async fn in_hundreds(installation: &Installation, runner: &mut Runner) -> anyhow::Result<()> {
    let (done, before) = (Arc::new(Done::default()), Spent::until_now(installation)?);
    runner.start(&done);
    let start = clock::monotonic();
    let hundreds = stream::iter(0..IN_HUNDREDS / 100).map(|hundred| {
        let (store, queue) = (runner.store.clone(), runner.queue.clone());
        async move {
            let jobs = (0..100).map(|n| job(hundred * 100 + n)).collect::<Result<Vec<_>, _>>()?;
            let enqueued = store.enqueue(&jobs).await?;
            queue.announce(&enqueued).await;
            anyhow::Ok(())
        }
    });
    let mut hundreds = hundreds.buffer_unordered(4);
    while let Some(one) = hundreds.next().await {
        one?;
    }
    drop(hundreds);
    done.reach(IN_HUNDREDS).await;
    all_done(runner, ONE_BY_ONE + IN_HUNDREDS).await?;
    let rate = per_second(IN_HUNDREDS, start.elapsed());
    report::figure("durable: enqueued to done, in transactions of 100", rate, "/s");
    cost(installation, &before, "durable, in hundreds", IN_HUNDREDS)?;
    runner.stop().await;
    Ok(())
}

/// Until so many are done in Postgres, which is what counts.
async fn all_done(runner: &Runner, count: u64) -> anyhow::Result<()> {
    let filter = downbeat_store::JobFilter {
        states: vec![downbeat_store::JobState::Done],
        name: Some(Work::NAME.into()),
        ..downbeat_store::JobFilter::default()
    };
    while runner.store.count_jobs(&filter, 10_000_000).await?.count.unsigned_abs() < count {
        clock::sleep(Duration::from_millis(10)).await;
    }
    Ok(())
}

/// A million signals through one process: what stays behind.
async fn flat(installation: &Installation, runner: &mut Runner) -> anyhow::Result<()> {
    let done = Arc::new(Done::default());
    runner.start(&done);
    push(&runner.queue, 0, DRAINED, 500).await?;
    done.reach(DRAINED).await;
    let before = (process::memory(std::process::id())?, installation.queue_memory().await?);
    push(&runner.queue, DRAINED, MANY - DRAINED, 500).await?;
    done.reach(MANY).await;
    let after = (process::memory(std::process::id())?, installation.queue_memory().await?);
    let figure = format!("{} kB to {} kB", before.0 / 1024, after.0 / 1024);
    report::line("process memory, after 100,000 and 1,000,000 signals", &figure);
    let figure = format!("{} kB to {} kB", before.1 / 1024, after.1 / 1024);
    report::line("queue Redis memory, likewise", &figure);
    runner.stop().await;
    Ok(())
}

fn per_second(count: u64, took: Duration) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "a rate for people to read")]
    let rate = count as f64 / took.as_secs_f64();
    rate
}
