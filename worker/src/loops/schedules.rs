//! What comes by itself: jobs whose time has come, by schedule or by delay.

use std::time::Duration;

use downbeat_boot::again::Again;
use downbeat_job::{
    Queue, Relay,
    schedules::{SCHEDULES, enter, run_due},
};
use downbeat_store::Store;

use crate::loops::turns::Turns;

impl Turns for Relay {
    const NAME: &'static str = "relay";
    const TURN: Duration = Duration::from_millis(500);

    async fn run_once(&mut self) -> anyhow::Result<()> {
        Relay::run_once(self).await.map(drop)
    }
}

pub struct Schedules {
    store: Store,
    queue: Queue,
    time_zone: String,
    are_entered: bool,
    again: Again,
}

impl Schedules {
    #[must_use]
    pub fn new(store: Store, queue: Queue, time_zone: String) -> Self {
        let again = Again::of("schedules");
        Self { store, queue, time_zone, are_entered: false, again }
    }
}

impl Turns for Schedules {
    const NAME: &'static str = "schedules";
    const TURN: Duration = Duration::from_secs(1);

    async fn run_once(&mut self) -> anyhow::Result<()> {
        if !self.are_entered {
            enter(&self.store, SCHEDULES, &self.time_zone).await?;
            self.are_entered = true;
        }
        let now_ms = self.store.now_ms().await?;
        let ran = run_due(&self.store, &self.queue, SCHEDULES, now_ms).await?;
        self.again.note(ran.is_again);
        Ok(())
    }
}
