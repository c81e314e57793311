//! Jobs whose effect is a row, and that fail as they are told to.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use anyhow::Context as _;
use downbeat_boot::{Shutdown, clock, settings::RedisQueue, task};
use downbeat_job::{
    Attempt, Backoff, Durable, Hopeless, Monitor, Pace, Queue, Registry, Relay, Stores,
};
use downbeat_live::LiveError;
use downbeat_store::{JobRecord, JobState, Store};
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use serde::{Deserialize, Serialize};
use tokio::{sync::Semaphore, task::JoinHandle};
use uuid::Uuid;

use crate::harness::until;

/// What test jobs are given.
pub struct TestContext {
    pub store: Store,
    /// Runs of [`Slow`] wait for a permit.
    pub gate: Semaphore,
    /// A store that runs need does not answer.
    pub is_away: AtomicBool,
}

impl Stores for TestContext {
    async fn away(&self) -> Option<anyhow::Error> {
        self.is_away.load(Ordering::Relaxed).then(|| anyhow::anyhow!("it does not answer"))
    }
}

/// Makes the table that effects are seen in.
pub async fn make_table(store: &Store) {
    let make = "CREATE TABLE effect (job uuid NOT NULL, n bigint NOT NULL)";
    store.connection().execute_unprepared(make).await.unwrap();
}

#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mood {
    Well,
    Fails,
    FailsFirst,
    Panics,
    Hangs,
    Hopeless,
    /// Fails while a store is away.
    NeedsStore,
    /// Hangs while a store is away.
    HangsOnStore,
    /// One of the above, by chance, until the last attempts.
    Moody,
}

/// Writes one row.
#[derive(Debug, Serialize, Deserialize)]
pub struct Effect {
    pub n: i64,
    pub mood: Mood,
}

impl Durable for Effect {
    type Context = TestContext;

    const NAME: &'static str = "effect";
    const QUEUE: &'static str = "effects";
    const CONCURRENCY: usize = 16;
    const TIMEOUT: Duration = Duration::from_millis(400);
    const ATTEMPTS: u32 = 10;
    const BACKOFF: Backoff =
        Backoff { first: Duration::from_millis(1), max: Duration::from_millis(50) };
    const SHOWN: &'static [&'static str] = &["n"];

    async fn run(self, context: &TestContext, attempt: &Attempt) -> anyhow::Result<()> {
        tracing::info!(n = self.n, "at work");
        match self.mood {
            Mood::FailsFirst if attempt.number > 1 => {}
            Mood::Fails | Mood::FailsFirst => anyhow::bail!("on purpose: n is {}", self.n),
            Mood::Panics => panic!("on purpose"),
            Mood::Hangs => std::future::pending().await,
            Mood::Hopeless => return Err(Hopeless("it can never be".into()).into()),
            Mood::NeedsStore if context.is_away.load(Ordering::Relaxed) => {
                return Err(LiveError::Silent).context("asking a store");
            }
            Mood::HangsOnStore if context.is_away.load(Ordering::Relaxed) => {
                std::future::pending::<()>().await;
            }
            Mood::Well | Mood::NeedsStore | Mood::HangsOnStore => {}
            Mood::Moody => be_moody(attempt.number).await?,
        }
        let transaction = context.store.begin().await?;
        let (job, n) = (attempt.job.into(), self.n.into());
        let text = "INSERT INTO effect (job, n) VALUES ($1, $2)";
        let insert = Statement::from_sql_and_values(DbBackend::Postgres, text, [job, n]);
        transaction.connection().execute_raw(insert).await?;
        attempt.complete(&transaction).await?;
        transaction.commit().await?;
        Ok(())
    }
}

async fn be_moody(attempt: i32) -> anyhow::Result<()> {
    let chance = if attempt < 7 { rand::random_range(0..1000) } else { 999 };
    match chance {
        0..100 => anyhow::bail!("by chance"),
        100..150 => panic!("by chance"),
        150..170 => std::future::pending().await,
        _ => Ok(()),
    }
}

/// Waits for a permit, however long.
#[derive(Debug, Serialize, Deserialize)]
pub struct Slow {
    pub n: i64,
}

impl Durable for Slow {
    type Context = TestContext;

    const NAME: &'static str = "slow";
    const QUEUE: &'static str = "slow";

    async fn run(self, context: &TestContext, attempt: &Attempt) -> anyhow::Result<()> {
        context.gate.acquire().await?.forget();
        Effect { n: self.n, mood: Mood::Well }.run(context, attempt).await
    }
}

/// Impatient enough for a test.
pub fn pace() -> Pace {
    Pace {
        look_every: Duration::from_millis(50),
        silence_max: Duration::from_millis(600),
        rescue_every: Duration::from_millis(100),
        lease: Duration::from_millis(800),
        hold_every: Duration::from_millis(200),
        unclaimed_max: Duration::from_millis(300),
        grace: Duration::from_millis(300),
    }
}

pub fn registry() -> Registry<TestContext> {
    Registry::new().with_durable::<Effect>().with_durable::<Slow>()
}

/// One process' monitor and relay.
pub struct Runner {
    pub queue: Queue,
    pub context: Arc<TestContext>,
    pub shutdown: Shutdown,
    running: Vec<JoinHandle<()>>,
}

impl Runner {
    pub async fn open(store: Store, settings: &RedisQueue) -> Self {
        let queue = Queue::connect(settings).await.unwrap();
        let context = Arc::new(TestContext {
            store,
            gate: Semaphore::new(0),
            is_away: AtomicBool::new(false),
        });
        Self { queue, context, shutdown: Shutdown::new(), running: Vec::new() }
    }

    pub fn start(&mut self) {
        let (store, runs) = (self.context.store.clone(), (registry(), Arc::clone(&self.context)));
        let name = format!("worker-{}", Uuid::now_v7().simple());
        let monitor = Monitor::new(&self.queue, store.clone(), &name, pace(), runs);
        let mut relay = Relay::new(store, self.queue.clone(), pace());
        let shutdown = self.shutdown.clone();
        let relaying = async move {
            while !shutdown.is_requested() {
                let _away = relay.run_once().await;
                clock::sleep(Duration::from_millis(20)).await;
            }
        };
        self.running.push(task::spawn("relay", relaying));
        self.running.push(task::spawn("monitor", monitor.run(self.shutdown.clone())));
    }

    pub async fn close(&mut self) {
        self.shutdown.request();
        for running in self.running.drain(..) {
            running.await.unwrap();
        }
        self.shutdown = Shutdown::new();
    }

    pub async fn enqueue(&self, job: &impl Durable) -> Uuid {
        let enqueued = self.context.store.enqueue(&[job.job().unwrap()]).await.unwrap();
        self.queue.announce(&enqueued).await;
        enqueued[0].id
    }

    pub async fn comes_to(&self, job: Uuid, state: JobState) -> JobRecord {
        until(&format!("{job} is {state:?}"), async || {
            let record = self.context.store.job(job).await.ok()??;
            (record.state == state).then_some(record)
        })
        .await
    }
}
