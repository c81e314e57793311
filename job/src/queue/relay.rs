use std::time::Duration;

use downbeat_boot::clock::{self, Instant};
use downbeat_store::{Store, WaitingQueue};
use metrics::counter;

use super::{Pace, push::Queue};

/// How full the relay keeps a queue: more than is run between two turns.
const ENOUGH: u32 = 10_000;

/// With nothing to wait for: a push, a notice or a worker may have been lost.
const LOOK_EVERY: Duration = Duration::from_secs(5);

/// Brings to the queues what waits in Postgres and may not be there: jobs whose
/// time has come, jobs whose push was lost, and jobs whose worker was. Any
/// number of relays may turn at once.
pub struct Relay {
    store: Store,
    queue: Queue,
    unclaimed_max: Duration,
    /// Leases run out while Postgres is away. Their holders get this long to
    /// hold on to them, from when it was first reached again.
    settle: Duration,
    reached: Option<Instant>,
    wait: Duration,
}

impl Relay {
    #[must_use]
    pub fn new(store: Store, queue: Queue, pace: Pace) -> Self {
        let Pace { unclaimed_max, hold_every, .. } = pace;
        let (settle, wait) = (hold_every * 2, Duration::ZERO);
        Self { store, queue, unclaimed_max, settle, reached: None, wait }
    }

    /// How long nothing is to be done, as far as the last turn saw.
    #[must_use]
    pub const fn wait(&self) -> Duration {
        self.wait
    }

    /// One turn; how many jobs it pushed.
    pub async fn run_once(&mut self) -> anyhow::Result<usize> {
        self.wait = Duration::ZERO;
        let queues = match self.store.job_queues().await {
            Ok(queues) => queues,
            Err(error) => {
                self.reached = None;
                return Err(error.into());
            }
        };
        let reached = *self.reached.get_or_insert_with(clock::monotonic);
        let is_settled = reached.elapsed() >= self.settle;
        let mut pushed = 0;
        let first = queues.iter().map(|waiting| waiting.due_in).min();
        let due = queues.into_iter().filter(|waiting| waiting.due_in.is_zero());
        for WaitingQueue { queue, .. } in due {
            let room = ENOUGH.saturating_sub(self.queue.waiting(&queue).await?);
            if room == 0 {
                continue;
            }
            let mut ids = self.store.to_push(&queue, self.unclaimed_max, room).await?;
            if is_settled {
                ids.extend(self.store.lost(&queue, self.unclaimed_max, room).await?);
            }
            if !ids.is_empty() {
                self.queue.push(&queue, &ids).await?;
                counter!("downbeat_jobs_relayed_total").increment(ids.len() as u64);
                pushed += ids.len();
            }
        }
        self.wait = first.map_or(LOOK_EVERY, |first| first.min(LOOK_EVERY));
        Ok(pushed)
    }
}
