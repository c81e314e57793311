//! A moderator sent away a party that had not left yet.

use downbeat_store::MissionError;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::tell_mission::TellMission;
use crate::{Attempt, Durable, JobContext};

#[derive(Debug, Serialize, Deserialize)]
pub struct DissolveLobby {
    pub camp: Uuid,
    pub mission: Uuid,
}

impl Durable for DissolveLobby {
    type Context = JobContext;

    const NAME: &'static str = "dissolve_lobby";
    const QUEUE: &'static str = "missions";
    const SHOWN: &'static [&'static str] = &["camp", "mission"];

    async fn run(self, context: &JobContext, _: &Attempt) -> anyhow::Result<()> {
        let transaction = context.store.begin().await?;
        // A camp's moderators have no say at another's.
        if transaction.camp_of(self.mission).await? != Some(self.camp) {
            return Ok(());
        }
        match transaction.dissolve(self.mission).await {
            // It has left, or is over.
            Err(MissionError::Refused(_)) => return Ok(()),
            dissolved => dissolved?,
        }
        let enqueued = transaction.enqueue(&[TellMission { mission: self.mission }.job()?]).await?;
        transaction.commit().await?;
        context.queue.announce(&enqueued).await;
        Ok(())
    }
}
