//! Durable jobs of this process, as Postgres knows them.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
    time::Duration,
};

use downbeat_boot::{clock, task};
use downbeat_store::{Claimed, Ending, FailedSignal, Next, Outcome, Store, StoreError};
use metrics::counter;
use parking_lot::Mutex;
use serde_json::{Value, json};
use tokio::{
    sync::{Notify, mpsc, oneshot},
    task::JoinHandle,
};
use uuid::Uuid;

use super::{Pace, halts::Halts, minutes::Minutes};

const ENDINGS_AT_ONCE: usize = 500;
const WRITE_EVERY: Duration = Duration::from_secs(1);
/// Turns of that after which queues are looked at though nobody said a word.
const LOOK_TURNS: u32 = 5;
const PAUSE_MS: (u64, u64) = (50, 2_000);
/// Failed signals that wait to be put on record; more are only logged.
const SIGNALS_MAX: usize = 1_000;

pub(crate) struct Ledger {
    pub store: Store,
    pub worker: String,
    pub halts: Halts,
    pub minutes: Minutes,
    pace: Pace,
    held: Mutex<HashMap<Uuid, Held>>,
    signals: Mutex<Vec<FailedSignal>>,
    endings: mpsc::UnboundedSender<ToWrite>,
    looks: Notify,
}

/// A run of ours, and how it is told that it is no longer ours.
struct Held {
    attempt: i32,
    name: String,
    queue: String,
    started_ms: i64,
    over: Arc<Notify>,
}

/// An ending, and who waits for it to be written: whether it counted.
type ToWrite = (Ending, oneshot::Sender<bool>);

impl Ledger {
    /// Also starts what writes; it ends when the ledger is dropped.
    pub fn open(store: Store, worker: String, pace: Pace) -> (Arc<Self>, JoinHandle<()>) {
        let (endings, to_write) = mpsc::unbounded_channel();
        let writer = task::spawn("job endings", write_endings(store.clone(), to_write));
        let ledger = Self {
            store,
            worker,
            halts: Halts::default(),
            minutes: Minutes::default(),
            pace,
            held: Mutex::default(),
            signals: Mutex::default(),
            endings,
            looks: Notify::new(),
        };
        (Arc::new(ledger), writer)
    }

    /// Claims what it can of these; answers what is ours now.
    pub async fn claim(&self, ids: &[Uuid]) -> Result<Vec<Claimed>, StoreError> {
        let claims = self.store.claim(ids, &self.worker, self.pace.lease).await?;
        counter!("downbeat_jobs_lost_total").increment(claims.lost);
        for name in &claims.dead {
            tracing::error!(job = name, "a job is dead: its workers were lost, one after another");
        }
        let mut held = self.held.lock();
        for Claimed { id, name, queue, attempt, .. } in &claims.ours {
            let run = Held {
                attempt: *attempt,
                name: name.clone(),
                queue: queue.clone(),
                started_ms: clock::unix_ms(),
                over: Arc::default(),
            };
            held.insert(*id, run);
        }
        Ok(claims.ours)
    }

    /// Resolves when a run is no longer ours.
    pub fn over(&self, job: Uuid) -> impl Future<Output = ()> + use<> {
        let over = self.held.lock().get(&job).map(|held| Arc::clone(&held.over));
        async move {
            match over {
                Some(over) => over.notified().await,
                None => std::future::pending().await,
            }
        }
    }

    /// Writes the end of a run down, however long that takes; whether it still
    /// was ours to end.
    pub async fn end(&self, ending: Ending) -> bool {
        let job = ending.job;
        let (written, is_written) = oneshot::channel();
        let is_told = self.endings.send((ending, written)).is_ok();
        let counted = is_told && is_written.await.unwrap_or(false);
        self.held.lock().remove(&job);
        counted
    }

    /// The run ended itself, in the transaction of its effect.
    pub fn release(&self, job: Uuid) {
        self.held.lock().remove(&job);
    }

    pub fn note_failed_signal(&self, signal: FailedSignal) {
        let mut signals = self.signals.lock();
        if signals.len() < SIGNALS_MAX {
            signals.push(signal);
        }
    }

    /// What runs here, for people to see.
    pub fn running(&self) -> Value {
        let held = self.held.lock();
        let run = |(id, held): (&Uuid, &Held)| json!({ "id": id, "name": held.name, "queue": held.queue, "started_ms": held.started_ms });
        held.iter().map(run).take(100).collect()
    }

    /// Holds what runs, for ever.
    pub async fn hold(&self) {
        let mut turns = clock::interval(self.pace.hold_every);
        loop {
            turns.tick().await;
            let ours: Vec<(Uuid, i32)> =
                self.held.lock().iter().map(|(id, held)| (*id, held.attempt)).collect();
            if ours.is_empty() {
                continue;
            }
            match self.store.hold(&ours, self.pace.lease).await {
                Ok(kept) => self.lose(&ours, &kept),
                Err(error) => tracing::warn!(%error, jobs = ours.len(), "jobs cannot be held"),
            }
        }
    }

    fn lose(&self, ours: &[(Uuid, i32)], kept: &[Uuid]) {
        let kept: HashSet<&Uuid> = kept.iter().collect();
        for (id, attempt) in ours.iter().filter(|(id, _)| !kept.contains(id)) {
            // One that ended meanwhile is held by nobody any more.
            let held = self.held.lock();
            if let Some(run) = held.get(id).filter(|run| run.attempt == *attempt) {
                run.over.notify_one();
            }
        }
    }

    /// Has the queues looked at soon.
    pub fn look(&self) {
        self.looks.notify_one();
    }

    /// Writes down what can wait, and looks which queues are paused; for ever.
    pub async fn keep_up(&self) {
        let mut turns = clock::interval(WRITE_EVERY);
        let mut left = 0;
        loop {
            tokio::select! {
                _ = turns.tick() => {}
                () = self.looks.notified() => left = 0,
            }
            if left == 0 {
                match self.look_at_queues().await {
                    Ok(()) => left = LOOK_TURNS,
                    Err(error) => tracing::debug!(%error, "queues cannot be looked at"),
                }
            }
            left = left.saturating_sub(1);
            if let Err(error) = self.keep_up_once().await {
                tracing::debug!(%error, "the ledger waits for Postgres");
            }
        }
    }

    async fn look_at_queues(&self) -> Result<(), StoreError> {
        let paused = self.store.queue_states().await?;
        let paused = paused.into_iter().filter(|queue| queue.state.is_halted());
        self.halts.set_paused(paused.map(|queue| queue.name).collect());
        Ok(())
    }

    pub async fn keep_up_once(&self) -> Result<(), StoreError> {
        let minutes = self.minutes.take();
        if let Err(error) = self.store.add_minutes(&self.worker, &minutes).await {
            for minute in minutes {
                self.minutes.add(minute);
            }
            return Err(error);
        }
        let signals = std::mem::take(&mut *self.signals.lock());
        for signal in &signals {
            if let Err(error) = self.store.note_failed_signal(signal).await {
                // Those that are on record already change nothing there.
                for signal in signals {
                    self.note_failed_signal(signal);
                }
                return Err(error);
            }
        }
        Ok(())
    }

    /// Stops what still runs and gives it back: others may run it at once.
    pub async fn give_back(&self) -> usize {
        let mut held = std::mem::take(&mut *self.held.lock());
        for run in held.values() {
            run.over.notify_one();
        }
        let ending = |(job, run): (Uuid, Held)| Ending {
            job,
            attempt: run.attempt,
            outcome: Outcome::GivenBack,
            next: Next::RetryIn(Duration::ZERO),
            error: Some("its worker stopped before it was through".into()),
            log: Value::Null,
        };
        let endings: Vec<Ending> = held.drain().map(ending).collect();
        if endings.is_empty() {
            return 0;
        }
        match self.store.finish(&endings).await {
            Ok(ended) => ended.len(),
            Err(error) => {
                tracing::warn!(%error, "jobs could not be given back: their leases will run out");
                0
            }
        }
    }
}

/// Writes endings, as many at once as have come meanwhile.
async fn write_endings(store: Store, mut to_write: mpsc::UnboundedReceiver<ToWrite>) {
    let mut batch: Vec<ToWrite> = Vec::new();
    while to_write.recv_many(&mut batch, ENDINGS_AT_ONCE).await > 0 {
        let endings: Vec<Ending> = batch.iter().map(|(ending, _)| ending.clone()).collect();
        let ended = write(&store, endings).await;
        for (ending, written) in batch.drain(..) {
            let _ = written.send(ended.contains(&ending.job));
        }
    }
}

async fn write(store: &Store, mut endings: Vec<Ending>) -> HashSet<Uuid> {
    let mut pause_ms = PAUSE_MS.0;
    let mut has_texts = true;
    loop {
        match store.finish(&endings).await {
            Ok(ended) => return ended.into_iter().collect(),
            Err(error) if error.is_refusal() && has_texts => {
                has_texts = false;
                tracing::error!(%error, "the ends of jobs are written without their texts");
                for ending in &mut endings {
                    ending.log = Value::Null;
                    ending.error = ending.error.as_ref().map(|_| "it cannot be written".into());
                }
            }
            Err(error) => {
                if pause_ms == PAUSE_MS.0 {
                    tracing::warn!(%error, "the ends of jobs cannot be written yet");
                }
                clock::sleep(Duration::from_millis(pause_ms)).await;
                pause_ms = (pause_ms * 2).min(PAUSE_MS.1);
            }
        }
    }
}
