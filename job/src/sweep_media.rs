//! Pictures and recordings that were sent, and that nothing has, go after a day.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::{Attempt, Durable, JobContext};

/// For how long one is kept that nothing has.
const UNUSED_KEPT: Duration = Duration::from_hours(24);
/// Media in one bite, and bites in one run: what is left goes within the hour.
const BITE: u32 = 100;
const BITES: usize = 100;

/// It is time to look for media that nothing has.
#[derive(Debug, Serialize, Deserialize)]
pub struct SweepMedia {}

impl Durable for SweepMedia {
    type Context = JobContext;

    const NAME: &'static str = "sweep_media";
    const QUEUE: &'static str = "upkeep";
    const CONCURRENCY: usize = 1;
    const TIMEOUT: Duration = Duration::from_mins(10);

    fn key(&self) -> Option<String> {
        Some(String::from("all"))
    }

    async fn run(self, context: &JobContext, _: &Attempt) -> anyhow::Result<()> {
        let mut swept = 0;
        for _ in 0..BITES {
            match context.store.sweep_media(UNUSED_KEPT, BITE).await? {
                0 => break,
                gone => swept += gone,
            }
        }
        tracing::info!(swept, "looked for media that nothing has");
        Ok(())
    }
}
