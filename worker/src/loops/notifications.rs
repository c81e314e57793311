//! What Postgres tells the loops that work for it.

use std::{sync::Arc, time::Duration};

use downbeat_boot::{Shutdown, clock, task};
use downbeat_job::Board;
use downbeat_store::{Notification, Store, StoreError};
use tokio::{sync::Notify, task::JoinHandle};

const PAUSE: Duration = Duration::from_secs(2);

/// Loops wait here. Each of them looks every few seconds, too.
#[derive(Clone, Default)]
pub struct Heard(Arc<Inner>);

#[derive(Default)]
struct Inner {
    jobs: Notify,
    workers: Notify,
}

impl Heard {
    /// Until a job waits for its time, or for one that is sooner.
    pub async fn jobs(&self) {
        self.0.jobs.notified().await;
    }

    /// Until something else is wanted of a worker.
    pub async fn workers(&self) {
        self.0.workers.notified().await;
    }

    fn hear(&self, notification: Notification, board: &Board) {
        let is_any = notification == Notification::Missed;
        // A queue that is open again has jobs that are due.
        if is_any || matches!(notification, Notification::Jobs | Notification::Queues) {
            self.0.jobs.notify_one();
        }
        if is_any || notification == Notification::Queues {
            board.look();
        }
        if is_any || notification == Notification::Workers {
            self.0.workers.notify_one();
        }
    }
}

/// Hears until the shutdown is requested.
pub fn start(store: Store, board: Board, heard: Heard, shutdown: Shutdown) -> JoinHandle<()> {
    let listen = async move {
        let mut is_told = false;
        loop {
            match listen(&store, &board, &heard, &mut is_told).await {
                Err(error) if !is_told => {
                    tracing::warn!(%error, "no notifications from Postgres: loops look by themselves");
                    is_told = true;
                }
                Ok(()) | Err(_) => {}
            }
            clock::sleep(PAUSE).await;
        }
    };
    task::spawn("notifications", async move {
        tokio::select! {
            () = shutdown.requested() => {}
            () = listen => {}
        }
    })
}

/// One connection, to its end.
async fn listen(
    store: &Store,
    board: &Board,
    heard: &Heard,
    is_told: &mut bool,
) -> Result<(), StoreError> {
    let mut notifications = store.notifications().await?;
    *is_told = false;
    // Whatever was told while nobody heard.
    heard.hear(Notification::Missed, board);
    loop {
        heard.hear(notifications.next().await?, board);
    }
}
