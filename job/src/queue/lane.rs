//! One queue in one process: it takes what fits into its free slots, claims
//! what is durable, and hands it to apalis' worker.

use std::{
    collections::HashSet,
    convert::Infallible,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll},
    time::Duration,
};

use apalis_core::{
    backend::{Backend, BackendConfig, finalize::Ephemeral},
    task::{Task, builder::TaskBuilder},
    worker::context::WorkerContext,
};
use downbeat_boot::{Shutdown, clock};
use downbeat_store::{Claimed, StoreError};
use metrics::histogram;
use parking_lot::Mutex;
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore, mpsc};
use tower_layer::Identity;
use uuid::Uuid;

use super::{
    Pace, error::QueueError, keys::Keys, ledger::Ledger, liveness::Liveness, push::Queue, script,
};

const FETCH_LIMIT: Duration = Duration::from_secs(5);
const PAUSE_MS: (u64, u64) = (100, 2_000);

pub(crate) struct Lane {
    pub keys: Keys,
    pub bell: Notify,
    name: &'static str,
    queue: Queue,
    ledger: Arc<Ledger>,
    look_every: Duration,
    /// While pushes are heard: a heartbeat, before others take it to be gone.
    seldom: Duration,
    is_heard: AtomicBool,
    /// A new name in each life of a process: apalis and we know workers by it.
    worker: String,
    slots: Arc<Semaphore>,
    slots_max: usize,
    /// Ids that were taken and have not ended.
    held: Mutex<HashSet<String>>,
    /// An answer was not heard: Redis may count more as ours than `held` does.
    is_unsure: AtomicBool,
    sender: mpsc::Sender<Ticket>,
    tickets: Mutex<mpsc::Receiver<Ticket>>,
}

/// A job that was taken. It holds its slot until it is dropped.
#[derive(Debug)]
pub(crate) struct Ticket {
    pub work: Work,
    _slot: OwnedSemaphorePermit,
}

#[derive(Debug)]
pub(crate) enum Work {
    Signal {
        id: String,
        envelope: Vec<u8>,
        /// How often the job was started, this time included.
        starts: u32,
    },
    Durable(Claimed),
}

/// Why nothing could be taken.
#[derive(Debug, thiserror::Error)]
enum Trouble {
    #[error(transparent)]
    Queue(#[from] QueueError),
    #[error("durable jobs cannot be claimed: {0}")]
    Store(#[from] StoreError),
}

/// A job as the script answers it: id, envelope, starts, µs that it waited.
type Taken = (String, Vec<u8>, u32, i64);

impl Lane {
    pub fn new(
        (name, slots): (&'static str, usize),
        queue: &Queue,
        ledger: Arc<Ledger>,
        Pace { look_every, silence_max, .. }: Pace,
    ) -> Self {
        let (sender, tickets) = mpsc::channel(slots);
        Self {
            keys: queue.keys(name),
            bell: Notify::new(),
            name,
            queue: queue.clone(),
            worker: format!("{name}-{}", Uuid::now_v7().simple()),
            ledger,
            look_every,
            seldom: look_every.max(silence_max / 3),
            is_heard: AtomicBool::new(false),
            slots: Arc::new(Semaphore::new(slots)),
            slots_max: slots,
            held: Mutex::default(),
            is_unsure: AtomicBool::new(false),
            sender,
            tickets: Mutex::new(tickets),
        }
    }

    pub fn worker(&self) -> &str {
        &self.worker
    }

    /// Takes jobs until the shutdown is requested. While Redis is away it tries
    /// again, ever more slowly.
    pub async fn fetch(&self, number: usize, liveness: &Liveness, shutdown: &Shutdown) {
        let mut pause_ms = PAUSE_MS.0;
        let mut halts = self.ledger.halts.changes();
        while !shutdown.is_requested() {
            match self.fetch_once(shutdown).await {
                Ok(is_full) => {
                    liveness.fetched(number);
                    if pause_ms > PAUSE_MS.0 {
                        tracing::info!(worker = self.worker, "jobs are taken again");
                    }
                    pause_ms = PAUSE_MS.0;
                    // As many as there were slots: there may be more.
                    if is_full {
                        continue;
                    }
                    tokio::select! {
                        () = self.bell.notified() => {}
                        () = clock::sleep(self.rest()) => {}
                        Ok(()) = halts.changed() => {}
                        () = shutdown.requested() => {}
                    }
                }
                Err(error) => {
                    if pause_ms == PAUSE_MS.0 {
                        tracing::warn!(worker = self.worker, %error, "no jobs can be taken");
                    }
                    let chance_ms = rand::random_range(pause_ms / 2..=pause_ms);
                    clock::sleep(Duration::from_millis(chance_ms)).await;
                    pause_ms = (pause_ms * 2).min(PAUSE_MS.1);
                }
            }
        }
    }

    /// Whether the bell rings when something is pushed.
    pub fn set_heard(&self, is_heard: bool) {
        self.is_heard.store(is_heard, Ordering::Relaxed);
        self.bell.notify_one();
    }

    fn rest(&self) -> Duration {
        if self.is_heard.load(Ordering::Relaxed) { self.seldom } else { self.look_every }
    }

    /// Waits for a free slot, takes what fits; answers whether all were filled.
    /// Once the shutdown is requested nothing is taken: it would only wait here.
    async fn fetch_once(&self, shutdown: &Shutdown) -> Result<bool, Trouble> {
        if self.is_unsure.swap(false, Ordering::Relaxed) {
            self.sure(self.reclaim().await)?;
        }
        if self.ledger.halts.halt(self.name) {
            self.take(0).await?;
            return Ok(false);
        }
        // With all slots busy for long, the worker must still be seen to live.
        let slot = clock::timeout(self.look_every, Arc::clone(&self.slots).acquire_owned());
        let slot = tokio::select! {
            biased;
            () = shutdown.requested() => return Ok(false),
            slot = slot => slot,
        };
        let Ok(Ok(first)) = slot else {
            self.take(0).await?;
            return Ok(true);
        };
        let free = self.slots.available_permits().min(self.slots_max);
        let mut slots = vec![first];
        slots.extend((0..free).map_while(|_| Arc::clone(&self.slots).try_acquire_owned().ok()));
        let asked = slots.len();
        let taken = self.take(asked).await?;
        let is_full = taken.len() == asked;
        let mut slots = slots.into_iter();
        let mut durable = Vec::new();
        for (id, envelope, starts, waited_us) in taken {
            if let Some(id) = Keys::durable_id(&id) {
                durable.push(id);
                continue;
            }
            if let Ok(waited_us) = u64::try_from(waited_us) {
                let waited = Duration::from_micros(waited_us);
                histogram!("downbeat_job_pickup_seconds").record(waited);
            }
            self.held.lock().insert(id.clone());
            self.hand(Work::Signal { id, envelope, starts }, slots.next());
        }
        // Ids that are not ours now are somebody else's, or ended, or come again.
        if !durable.is_empty() {
            for job in self.ledger.claim(&durable).await? {
                histogram!("downbeat_job_pickup_seconds").record(job.waited);
                self.hand(Work::Durable(job), slots.next());
            }
        }
        Ok(is_full)
    }

    /// The channel has room for every slot, and lives as long as the lane.
    fn hand(&self, work: Work, slot: Option<OwnedSemaphorePermit>) {
        if let Some(slot) = slot {
            let _ = self.sender.try_send(Ticket { work, _slot: slot });
        }
    }

    async fn take(&self, count: usize) -> Result<Vec<Taken>, QueueError> {
        let mut fetch = script::FETCH.key(self.keys.active());
        fetch.key(self.keys.data()).key(self.keys.workers()).key(self.inflight());
        fetch.arg(&self.worker).arg(count).arg(self.keys.meta());
        self.sure(self.queue.link().run(&fetch, FETCH_LIMIT).await)
    }

    /// Gives back what this worker was given without hearing of it.
    async fn reclaim(&self) -> Result<u64, QueueError> {
        let mut reclaim = script::RECLAIM.key(self.keys.active());
        reclaim.key(self.inflight()).arg(self.keys.meta());
        reclaim.arg(self.held.lock().iter().collect::<Vec<_>>());
        self.queue.link().run(&reclaim, FETCH_LIMIT).await
    }

    fn sure<T>(&self, answer: Result<T, QueueError>) -> Result<T, QueueError> {
        if answer.is_err() {
            self.is_unsure.store(true, Ordering::Relaxed);
        }
        answer
    }

    /// Forgets a job that has ended. If that cannot be told, it is run once more.
    pub async fn finish(&self, id: &str) {
        let mut finish = script::FINISH.key(self.inflight());
        finish.key(self.keys.data()).key(format!("{}{id}", self.keys.meta())).arg(id);
        let told: Result<u8, _> = self.queue.link().run(&finish, FETCH_LIMIT).await;
        self.held.lock().remove(id);
        if let Err(error) = self.sure(told) {
            tracing::warn!(worker = self.worker, id, %error, "the end of a job could not be told");
        }
    }

    /// Gives back what this worker holds, or, with `silent`, what others held
    /// that were not heard for so long.
    pub async fn give_back(&self, silent: Option<Duration>) -> Result<u64, QueueError> {
        let silent_ms = silent.map_or(0, |silent| silent.as_millis());
        let leaves = if silent.is_some() { "" } else { &self.worker };
        let mut give = script::GIVE_BACK.key(self.keys.workers());
        give.key(self.keys.active());
        give.arg(silent_ms.to_string()).arg(self.keys.inflight());
        give.arg(self.keys.wake()).arg(leaves);
        self.queue.link().run(&give, FETCH_LIMIT).await
    }

    fn inflight(&self) -> String {
        format!("{}{}", self.keys.inflight(), self.worker)
    }
}

/// The lane as apalis sees it: always ready, never failing.
pub(crate) struct Source(pub Arc<Lane>);

impl Backend for Source {
    type Task = Task<Ticket>;
    type Error = Infallible;

    fn poll_ready(
        &mut self,
        _: &mut Context<'_>,
        _: &WorkerContext,
    ) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn poll_next(
        &mut self,
        context: &mut Context<'_>,
        _: &WorkerContext,
    ) -> Poll<Option<Result<Task<Ticket>, Infallible>>> {
        let ticket = self.0.tickets.lock().poll_recv(context);
        ticket.map(|ticket| ticket.map(|ticket| Ok(TaskBuilder::new(ticket).build())))
    }

    fn poll_close(
        &mut self,
        _: &mut Context<'_>,
        _: &WorkerContext,
    ) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }
}

impl BackendConfig for Source {
    type Args = Ticket;
    type Id = String;
    type Kind = Ephemeral;
    type Config = ();
    type Layer = Identity;

    fn config(&self) -> &() {
        &()
    }

    fn middleware(&mut self, _: &mut WorkerContext) -> Identity {
        Identity::new()
    }
}
