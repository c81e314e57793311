//! apalis' monitor, with one worker for each queue.

use std::{sync::Arc, time::Duration};

use apalis_core::{error::BoxDynError, monitor::Monitor as Apalis, worker::builder::WorkerBuilder};
use downbeat_boot::{Shutdown, clock, task};
use downbeat_store::Store;
use futures::future::join_all;
use serde_json::Value;
use tokio::task::JoinHandle;

use super::{
    Ledger, Pace, bell,
    lane::{Lane, Source, Ticket, Work},
    liveness::Liveness,
    push::Queue,
};
use crate::{Registry, Stores, run};

/// A job that was started more often took its workers down with it.
const STARTS_MAX: u32 = 5;

/// What is given back and written at the end gets this long.
const LAST_WORDS: Duration = Duration::from_secs(5);

pub struct Monitor<C> {
    queue: Queue,
    lanes: Vec<Arc<Lane>>,
    liveness: Liveness,
    writer: JoinHandle<()>,
    pace: Pace,
    runs: RunContext<C>,
}

/// What people see of a monitor, and tell it.
#[derive(Clone)]
pub struct Board {
    ledger: Arc<Ledger>,
    slots: usize,
}

impl Board {
    /// A quiet monitor starts no jobs; what runs goes on.
    pub fn set_quiet(&self, is_quiet: bool) {
        self.ledger.halts.set_quiet(is_quiet);
    }

    /// Something else may be wanted of a queue.
    pub fn look(&self) {
        self.ledger.look();
    }

    /// The durable jobs that run here.
    #[must_use]
    pub fn running(&self) -> Value {
        self.ledger.running()
    }

    /// How many jobs may run here at once.
    #[must_use]
    pub const fn slots(&self) -> usize {
        self.slots
    }
}

/// Where a run finds everything but its ticket.
struct RunContext<C> {
    registry: Arc<Registry<C>>,
    context: Arc<C>,
    ledger: Arc<Ledger>,
}

impl<C> Clone for RunContext<C> {
    fn clone(&self) -> Self {
        let (registry, context) = (Arc::clone(&self.registry), Arc::clone(&self.context));
        Self { registry, context, ledger: Arc::clone(&self.ledger) }
    }
}

impl<C: Stores> Monitor<C> {
    /// `worker` is the name that attempts are recorded under.
    #[must_use]
    pub fn new(
        queue: &Queue,
        store: Store,
        worker: &str,
        pace: Pace,
        (registry, context): (Registry<C>, Arc<C>),
    ) -> Self {
        let (ledger, writer) = Ledger::open(store, worker.to_owned(), pace);
        let lane = |queues| Arc::new(Lane::new(queues, queue, Arc::clone(&ledger), pace));
        let lanes: Vec<Arc<Lane>> = registry.queues().into_iter().map(lane).collect();
        let liveness = Liveness::new(lanes.len());
        let runs = RunContext { registry: Arc::new(registry), context, ledger };
        Self { queue: queue.clone(), lanes, liveness, writer, pace, runs }
    }

    #[must_use]
    pub fn board(&self) -> Board {
        let slots = self.runs.registry.queues().values().sum();
        Board { ledger: Arc::clone(&self.runs.ledger), slots }
    }

    #[must_use]
    pub fn liveness(&self) -> Liveness {
        self.liveness.clone()
    }

    /// Runs jobs until the shutdown is requested; then waits for those that run
    /// and gives back the rest.
    pub async fn run(self, shutdown: Shutdown) {
        let Self { queue, lanes, liveness, writer, pace, runs } = self;
        let ledger = Arc::clone(&runs.ledger);
        let bell = task::spawn("queue bell", bell::listen(queue, lanes.clone()));
        let rescue = task::spawn("queue rescue", rescue(lanes.clone(), pace));
        let keeping = Arc::clone(&ledger);
        let hold = task::spawn("job leases", async move { keeping.hold().await });
        let keeping = Arc::clone(&ledger);
        let keep_up = task::spawn("job ledger", async move { keeping.keep_up().await });
        let fetching = lanes.iter().cloned().enumerate().map(|(number, lane)| {
            let (liveness, shutdown) = (liveness.clone(), shutdown.clone());
            task::spawn("queue lane", async move {
                lane.fetch(number, &liveness, &shutdown).await;
            })
        });
        let fetching: Vec<_> = fetching.collect();
        let workers = lanes.iter().cloned().fold(Apalis::new(), |monitor, lane| {
            let runs = runs.clone();
            monitor.register(move |_| {
                let (runs, source) = (runs.clone(), Arc::clone(&lane));
                WorkerBuilder::new(lane.worker())
                    .backend(Source(Arc::clone(&lane)))
                    .build(move |ticket| work(ticket, runs.clone(), Arc::clone(&source)))
            })
        });
        let asked = shutdown.requested();
        let running = workers.run_with_signal(async {
            asked.await;
            Ok(())
        });
        let stopped = async {
            shutdown.requested().await;
            clock::sleep(pace.grace).await;
        };
        tokio::select! {
            ended = running => if let Err(error) = ended {
                tracing::error!(%error, "the job workers ended");
            },
            () = stopped => tracing::warn!("some jobs did not end in time"),
        }
        bell.abort();
        rescue.abort();
        // A fetch under way is answered before what is given back here, since
        // both go through one connection.
        for lane in fetching {
            lane.abort();
            let _ = lane.await;
        }
        if clock::timeout(LAST_WORDS, give_back(&lanes, &ledger)).await.is_err() {
            tracing::warn!("not everything could be given back in time; others will take it");
        }
        hold.abort();
        keep_up.abort();
        // Whoever still waits for its end to be written does so in vain.
        writer.abort();
    }
}

/// One run. apalis hears that it went well whatever came of it: what came of
/// it is told by the attempt.
async fn work<C: Stores>(
    ticket: Ticket,
    runs: RunContext<C>,
    lane: Arc<Lane>,
) -> Result<(), BoxDynError> {
    // A task of its own: a run that keeps its thread busy holds up no other.
    let run = task::spawn("job", async move {
        let RunContext { registry, context, ledger } = runs;
        match ticket.work {
            Work::Durable(claimed) => run::durable(&registry, context, &ledger, claimed).await,
            Work::Signal { id, envelope, starts } => {
                if starts > STARTS_MAX {
                    run::refuse(&id, &envelope, starts);
                } else {
                    run::signal(&registry, context, &ledger, &id, &envelope).await;
                }
                lane.finish(&id).await;
            }
        }
    });
    Ok(run.await?)
}

async fn give_back(lanes: &[Arc<Lane>], ledger: &Ledger) {
    let signals = join_all(lanes.iter().map(|lane| lane.give_back(None)));
    let (signals, given) = futures::join!(signals, ledger.give_back());
    for error in signals.into_iter().filter_map(Result::err) {
        tracing::warn!(%error, "jobs could not be given back; others will take them");
    }
    if given > 0 {
        tracing::warn!(jobs = given, "gave durable jobs back");
    }
    if let Err(error) = ledger.keep_up_once().await {
        tracing::warn!(%error, "the last minutes of jobs are not in the charts");
    }
}

async fn rescue(lanes: Vec<Arc<Lane>>, pace: Pace) {
    let mut turns = clock::interval(pace.rescue_every);
    loop {
        turns.tick().await;
        for lane in &lanes {
            match lane.give_back(Some(pace.silence_max)).await {
                Ok(0) => {}
                Ok(jobs) => tracing::warn!(jobs, "took over jobs of a worker that is gone"),
                Err(error) => tracing::debug!(%error, "no look at silent workers"),
            }
        }
    }
}
