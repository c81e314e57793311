//! What comes by itself: jobs whose time has come, by schedule or by delay.

use std::time::Duration;

use downbeat_boot::{again::Again, clock};
use downbeat_job::{
    Queue, Relay,
    schedules::{SCHEDULES, enter, run_due},
};
use downbeat_store::Store;

use crate::loops::{notifications::Heard, turns::Turns};

/// A time that somebody sets by hand is seen by then.
const LOOK_EVERY: Duration = Duration::from_secs(10);

/// The relay, which is told when a job waits for its time.
pub struct Relaying {
    pub relay: Relay,
    pub heard: Heard,
}

impl Turns for Relaying {
    const NAME: &'static str = "relay";
    const TURN: Duration = Duration::from_millis(500);

    async fn run_once(&mut self) -> anyhow::Result<()> {
        self.relay.run_once().await.map(drop)
    }

    async fn rest(&mut self) {
        let _ = clock::timeout(self.relay.wait(), self.heard.jobs()).await;
    }
}

pub struct Schedules {
    store: Store,
    queue: Queue,
    time_zone: String,
    are_entered: bool,
    again: Again,
    /// Until the next is due.
    wait: Duration,
}

impl Schedules {
    #[must_use]
    pub fn new(store: Store, queue: Queue, time_zone: String) -> Self {
        let (again, wait) = (Again::of("schedules"), Duration::ZERO);
        Self { store, queue, time_zone, are_entered: false, again, wait }
    }
}

impl Turns for Schedules {
    const NAME: &'static str = "schedules";
    const TURN: Duration = Duration::from_secs(1);

    async fn rest(&mut self) {
        clock::sleep(self.wait).await;
    }

    async fn run_once(&mut self) -> anyhow::Result<()> {
        self.wait = Duration::ZERO;
        if !self.are_entered {
            enter(&self.store, SCHEDULES, &self.time_zone).await?;
            self.are_entered = true;
        }
        let now_ms = self.store.now_ms().await?;
        let ran = run_due(&self.store, &self.queue, SCHEDULES, now_ms).await?;
        self.again.note(ran.is_again);
        let next = self.store.schedules().await?.into_iter().map(|schedule| schedule.next_ms);
        let next = next.min().map_or(LOOK_EVERY, |next_ms| {
            Duration::from_millis((next_ms - now_ms).max(0).unsigned_abs())
        });
        self.wait = next.min(LOOK_EVERY);
        Ok(())
    }
}
