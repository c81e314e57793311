//! Next month's events have a table before they happen.

use std::time::Duration;

use downbeat_store::{Store, partitions};

use crate::turns::Turns;

const MONTHS_AHEAD: u8 = 2;

pub struct Partitions {
    pub store: Store,
}

impl Turns for Partitions {
    const NAME: &'static str = "partitions";
    const TURN: Duration = Duration::from_hours(1);

    async fn run_once(&mut self) -> anyhow::Result<()> {
        for name in partitions::ensure(&self.store, MONTHS_AHEAD).await? {
            tracing::info!(name, "made a month for events");
        }
        let strays = partitions::strays(&self.store).await?;
        if strays > 0 {
            tracing::error!(strays, "events lie outside every month");
        }
        Ok(())
    }
}
