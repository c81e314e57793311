//! A season is over: its best are kept, once.

use std::time::Duration;

use downbeat_store::NewJob;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::count_camp::CountCamp;
use crate::{Attempt, Durable, JobContext};

/// Whoever came home just before is on record by then.
const LATE: Duration = Duration::from_mins(1);

#[derive(Debug, Serialize, Deserialize)]
pub struct SettleSeason {
    pub camp: Uuid,
    pub number: i32,
}

impl SettleSeason {
    pub fn later(&self) -> Result<NewJob, serde_json::Error> {
        Ok(NewJob { delay: LATE, ..self.job()? })
    }
}

impl Durable for SettleSeason {
    type Context = JobContext;

    const NAME: &'static str = "settle_season";
    const QUEUE: &'static str = "missions";
    const SHOWN: &'static [&'static str] = &["camp", "number"];

    fn key(&self) -> Option<String> {
        Some(format!("{}:{}", self.camp, self.number))
    }

    async fn run(self, context: &JobContext, attempt: &Attempt) -> anyhow::Result<()> {
        let Self { camp, number } = self;
        let transaction = attempt.begin(&context.store).await?;
        transaction.settle_season(camp, number).await?;
        let enqueued = transaction.enqueue(&[CountCamp { camp }.job()?]).await?;
        transaction.commit().await?;
        context.queue.announce(&enqueued).await;
        Ok(())
    }
}
