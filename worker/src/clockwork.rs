//! What comes by itself: jobs whose time has come, by schedule or by delay.

use std::time::Duration;

use downbeat_job::{
    Queue, Relay,
    schedules::{SCHEDULES, enter, run_due},
};
use downbeat_store::Store;

use crate::turns::Turns;

impl Turns for Relay {
    const NAME: &'static str = "relay";
    const TURN: Duration = Duration::from_millis(500);

    async fn run_once(&mut self) -> anyhow::Result<()> {
        Relay::run_once(self).await.map(drop)
    }
}

pub struct Schedules {
    pub store: Store,
    pub queue: Queue,
    pub time_zone: String,
    pub are_entered: bool,
}

impl Turns for Schedules {
    const NAME: &'static str = "schedules";
    const TURN: Duration = Duration::from_secs(1);

    async fn run_once(&mut self) -> anyhow::Result<()> {
        if !self.are_entered {
            enter(&self.store, SCHEDULES, &self.time_zone).await?;
            self.are_entered = true;
        }
        run_due(&self.store, &self.queue, SCHEDULES).await.map(drop)
    }
}
