//! apalis' monitor, with one worker for each queue.

use std::{sync::Arc, time::Duration};

use apalis_core::{error::BoxDynError, monitor::Monitor as Apalis, worker::builder::WorkerBuilder};
use downbeat_boot::{Shutdown, clock, task};
use uuid::Uuid;

use super::{
    bell,
    lane::{Lane, Source, Ticket},
    liveness::Liveness,
    push::Queue,
};
use crate::{Registry, attempt};

/// A worker that was silent for so long is taken to be gone.
const SILENCE_MAX: Duration = Duration::from_secs(15);
const RESCUE_EVERY: Duration = Duration::from_secs(5);
/// How long running jobs are waited for at the end.
const GRACE: Duration = Duration::from_secs(12);
/// A job that was started more often took its workers down with it.
const STARTS_MAX: u32 = 5;

pub struct Monitor<C> {
    queue: Queue,
    lanes: Vec<Arc<Lane>>,
    liveness: Liveness,
    shop: Shop<C>,
}

/// Where a run finds everything but its ticket.
struct Shop<C> {
    registry: Arc<Registry<C>>,
    context: Arc<C>,
}

impl<C> Clone for Shop<C> {
    fn clone(&self) -> Self {
        Self { registry: Arc::clone(&self.registry), context: Arc::clone(&self.context) }
    }
}

impl<C: Send + Sync + 'static> Monitor<C> {
    #[must_use]
    pub fn new(queue: &Queue, registry: Registry<C>, context: Arc<C>) -> Self {
        let worker = Uuid::now_v7().simple().to_string();
        let lane = |(name, slots)| {
            let worker = format!("{name}-{worker}");
            Arc::new(Lane::new(queue.keys(name), worker, slots, queue.connection()))
        };
        let lanes: Vec<Arc<Lane>> = registry.queues().into_iter().map(lane).collect();
        let liveness = Liveness::new(lanes.len());
        let shop = Shop { registry: Arc::new(registry), context };
        Self { queue: queue.clone(), lanes, liveness, shop }
    }

    #[must_use]
    pub fn liveness(&self) -> Liveness {
        self.liveness.clone()
    }

    /// Runs jobs until the shutdown is requested; then waits for those that run
    /// and gives back the rest.
    pub async fn run(self, shutdown: Shutdown) {
        let Self { queue, lanes, liveness, shop } = self;
        let bell = task::spawn("queue bell", bell::listen(queue.client().clone(), lanes.clone()));
        let rescue = task::spawn("queue rescue", rescue(lanes.clone()));
        let fetching = lanes.iter().cloned().enumerate().map(|(number, lane)| {
            let (liveness, shutdown) = (liveness.clone(), shutdown.clone());
            task::spawn("queue lane", async move {
                lane.fetch(number, &liveness, &shutdown).await;
            })
        });
        let fetching: Vec<_> = fetching.collect();
        let workers = lanes.iter().cloned().fold(Apalis::new(), |monitor, lane| {
            let shop = shop.clone();
            monitor.register(move |_| {
                let (shop, source) = (shop.clone(), Arc::clone(&lane));
                WorkerBuilder::new(lane.worker())
                    .backend(Source(Arc::clone(&lane)))
                    .build(move |ticket| work(ticket, shop.clone(), Arc::clone(&source)))
            })
        });
        let asked = shutdown.requested();
        let running = workers.run_with_signal(async {
            asked.await;
            Ok(())
        });
        let stopped = async {
            shutdown.requested().await;
            clock::sleep(GRACE).await;
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
        for lane in &lanes {
            if let Err(error) = lane.give_back(None).await {
                tracing::warn!(%error, "jobs could not be given back; others will take them");
            }
        }
    }
}

/// One run. apalis hears that it went well whatever came of it: what came of
/// it is told by the attempt.
async fn work<C: Send + Sync + 'static>(
    ticket: Ticket,
    shop: Shop<C>,
    lane: Arc<Lane>,
) -> Result<(), BoxDynError> {
    // A task of its own: a run that keeps its thread busy holds up no other.
    let run = task::spawn("job", async move {
        if ticket.starts > STARTS_MAX {
            attempt::refuse(&ticket.id, &ticket.envelope, ticket.starts);
        } else {
            attempt::attempt(&shop.registry, shop.context, &ticket.id, &ticket.envelope).await;
        }
        lane.finish(&ticket.id).await;
    });
    Ok(run.await?)
}

async fn rescue(lanes: Vec<Arc<Lane>>) {
    let mut turns = clock::interval(RESCUE_EVERY);
    loop {
        turns.tick().await;
        for lane in &lanes {
            match lane.give_back(Some(SILENCE_MAX)).await {
                Ok(0) => {}
                Ok(jobs) => tracing::warn!(jobs, "took over jobs of a worker that is gone"),
                Err(error) => tracing::debug!(%error, "no look at silent workers"),
            }
        }
    }
}
