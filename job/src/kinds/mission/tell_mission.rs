//! Postgres' word on a mission, carried to live Redis: who sits where, that the
//! party left, who turns back.

use downbeat_live::{CommandError, Live};
use downbeat_store::{Store, Transaction};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Attempt, Durable, JobContext};

/// Rows of a mission were written.
#[derive(Debug, Serialize, Deserialize)]
pub struct TellMission {
    pub mission: Uuid,
}

impl Durable for TellMission {
    type Context = JobContext;

    const NAME: &'static str = "tell_mission";
    // Workers of the release before have none of these jobs.
    const QUEUE: &'static str = "missions";
    const CONCURRENCY: usize = 16;
    const SHOWN: &'static [&'static str] = &["mission"];

    fn key(&self) -> Option<String> {
        Some(self.mission.to_string())
    }

    async fn run(self, context: &JobContext, attempt: &Attempt) -> anyhow::Result<()> {
        let transaction = attempt.begin(&context.store).await?;
        tell_mission(&context.live, &context.store, &transaction, self.mission).await?;
        transaction.commit().await?;
        Ok(())
    }
}

/// Tells what the rows say now, whoever wrote them. The mission's row stays held
/// until the transaction ends, so nobody tells something older after this. A
/// session that is cold reads them when it wakes.
pub async fn tell_mission(
    live: &Live,
    store: &Store,
    transaction: &Transaction,
    mission: Uuid,
) -> anyhow::Result<()> {
    let Some(facts) = store.mission_facts(transaction, mission).await? else { return Ok(()) };
    let Some(hot) = live.read(mission).await? else { return Ok(()) };
    if hot.session.reconcile(&facts, hot.now_ms).is_empty() {
        return Ok(());
    }
    match live.tell_system(mission, "reconcile", facts).await {
        Ok(_) | Err(CommandError::Cold) => Ok(()),
        Err(error) => Err(error.into()),
    }
}
