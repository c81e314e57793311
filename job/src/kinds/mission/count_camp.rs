//! What Postgres knows of a camp, for its board: the best of the season, and how
//! many were lost today.

use std::time::Duration;

use downbeat_session::kinds::mission::board::{COUNTS, note};
use downbeat_store::NewJob;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Attempt, Durable, JobContext};

/// Those who come home one after the other are counted together.
const GATHERED: Duration = Duration::from_secs(3);

#[derive(Debug, Serialize, Deserialize)]
pub struct CountCamp {
    pub camp: Uuid,
}

impl CountCamp {
    pub fn later(&self) -> Result<NewJob, serde_json::Error> {
        Ok(NewJob { delay: GATHERED, ..self.job()? })
    }
}

impl Durable for CountCamp {
    type Context = JobContext;

    const NAME: &'static str = "count_camp";
    const QUEUE: &'static str = "missions";
    const SHOWN: &'static [&'static str] = &["camp"];

    fn key(&self) -> Option<String> {
        Some(self.camp.to_string())
    }

    async fn run(self, context: &JobContext, _: &Attempt) -> anyhow::Result<()> {
        count(context, self.camp).await
    }
}

pub async fn count(context: &JobContext, camp: Uuid) -> anyhow::Result<()> {
    let now_ms = context.live.now_ms(context.live.shard(camp));
    if let Some(counts) = context.store.camp_counts(camp, now_ms).await? {
        context.live.put_note(camp, &note(&COUNTS, String::new(), &counts)).await?;
    }
    Ok(())
}
