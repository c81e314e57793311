//! A moderator hid a name, or shows it again: it is so in all channels, and the
//! party that the survivor is in hears it.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::tell_mission::TellMission;
use crate::{Attempt, Durable, JobContext};

#[derive(Debug, Serialize, Deserialize)]
pub struct HideName {
    /// Where it was decided.
    pub camp: Uuid,
    pub survivor: Uuid,
    pub is_hidden: bool,
    pub at_ms: i64,
}

impl Durable for HideName {
    type Context = JobContext;

    const NAME: &'static str = "hide_name";
    const QUEUE: &'static str = "missions";
    const SHOWN: &'static [&'static str] = &["camp", "survivor", "is_hidden"];

    async fn run(self, context: &JobContext, attempt: &Attempt) -> anyhow::Result<()> {
        let Self { camp, survivor, is_hidden, at_ms } = self;
        let transaction = attempt.begin(&context.store).await?;
        let mission = if transaction.hide_name((camp, survivor), is_hidden, at_ms).await? {
            transaction.rename_seated(survivor).await?
        } else {
            None
        };
        let told = mission.map(|mission| TellMission { mission }.job()).transpose()?;
        let enqueued = transaction.enqueue(told.as_slice()).await?;
        transaction.commit().await?;
        context.queue.announce(&enqueued).await;
        Ok(())
    }
}
