//! What Postgres tells the loops that work for it.

use std::{collections::HashSet, sync::Arc, time::Duration};

use downbeat_boot::{Shutdown, clock, task};
use downbeat_job::Board;
use downbeat_store::{Notification, Store, StoreError, Told};
use parking_lot::Mutex;
use tokio::{sync::Notify, task::JoinHandle};
use uuid::Uuid;

const PAUSE: Duration = Duration::from_secs(2);
/// More than so many that wait are as good as all.
const ROWS_MAX: usize = 10_000;

/// Loops wait here. Each of them looks every few seconds, too.
#[derive(Clone, Default)]
pub struct Heard(Arc<Inner>);

#[derive(Default)]
struct Inner {
    jobs: Notify,
    workers: Notify,
    changed: Notify,
    rows: Mutex<HeardRows>,
}

/// What was told of sessions that are nothing but rows.
#[derive(Default)]
pub struct HeardRows {
    pub changed: HashSet<Told>,
    /// Where what somebody may, or everybody, is another thing.
    pub rights: HashSet<(Told, Option<Uuid>)>,
    /// More may have changed than anybody knows.
    pub is_missed: bool,
}

impl HeardRows {
    fn hear(&mut self, notification: Notification) -> bool {
        match notification {
            Notification::Rows(told) => {
                self.changed.insert(told);
            }
            Notification::Rights(told, account) => {
                self.rights.insert((told, account));
            }
            Notification::Missed => self.is_missed = true,
            Notification::Jobs | Notification::Queues | Notification::Workers => return false,
        }
        if self.changed.len() + self.rights.len() > ROWS_MAX {
            *self = Self { is_missed: true, ..Self::default() };
        }
        true
    }
}

impl Heard {
    /// Until a job waits for its time, or for one that is sooner.
    pub async fn jobs(&self) {
        self.0.jobs.notified().await;
    }

    /// Until rows of sessions changed that are nothing else.
    pub async fn rows(&self) {
        self.0.changed.notified().await;
    }

    /// What was told of them since the last time.
    #[must_use]
    pub fn take_rows(&self) -> HeardRows {
        std::mem::take(&mut self.0.rows.lock())
    }

    /// Until something else is wanted of a worker.
    pub async fn workers(&self) {
        self.0.workers.notified().await;
    }

    pub fn hear(&self, notification: Notification, board: &Board) {
        if self.0.rows.lock().hear(notification) {
            self.0.changed.notify_one();
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn told(n: usize) -> Told {
        Told { kind: "rows", id: Uuid::from_u128(n as u128) }
    }

    #[test]
    fn what_is_told_twice_waits_once_and_too_much_is_as_good_as_all() {
        let mut heard = HeardRows::default();
        for _ in 0..2 {
            assert!(heard.hear(Notification::Rows(told(1))));
            assert!(heard.hear(Notification::Rights(told(1), Some(Uuid::nil()))));
        }
        assert_eq!((heard.changed.len(), heard.rights.len()), (1, 1));
        assert!(!heard.hear(Notification::Jobs) && !heard.is_missed);
        for n in 0..=ROWS_MAX {
            heard.hear(Notification::Rows(told(n)));
            assert!(heard.changed.len() + heard.rights.len() <= ROWS_MAX);
        }
        assert!(heard.is_missed, "all that is open is read");
    }
}
