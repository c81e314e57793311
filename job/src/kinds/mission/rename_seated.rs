//! A survivor is called otherwise by its person: the party that it is in hears it.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::tell_mission::TellMission;
use crate::{Attempt, Durable, JobContext};

#[derive(Debug, Serialize, Deserialize)]
pub struct RenameSeated {
    pub survivor: Uuid,
}

impl Durable for RenameSeated {
    type Context = JobContext;

    const NAME: &'static str = "rename_seated";
    const QUEUE: &'static str = "missions";
    const SHOWN: &'static [&'static str] = &["survivor"];

    fn key(&self) -> Option<String> {
        Some(self.survivor.to_string())
    }

    async fn run(self, context: &JobContext, attempt: &Attempt) -> anyhow::Result<()> {
        let transaction = attempt.begin(&context.store).await?;
        let mission = transaction.rename_seated(self.survivor).await?;
        let told = mission.map(|mission| TellMission { mission }.job()).transpose()?;
        let enqueued = transaction.enqueue(told.as_slice()).await?;
        transaction.commit().await?;
        context.queue.announce(&enqueued).await;
        Ok(())
    }
}
