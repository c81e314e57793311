//! Somebody is gone: their name goes from what a camp shows.

use downbeat_session::kinds::mission::board::TICKER;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::count_camp::count;
use crate::{Attempt, Durable, JobContext};

#[derive(Debug, Serialize, Deserialize)]
pub struct ForgetLines {
    pub camp: Uuid,
    /// Those that the camp may still show lines of.
    pub missions: Vec<Uuid>,
}

impl Durable for ForgetLines {
    type Context = JobContext;

    const NAME: &'static str = "forget_lines";
    const QUEUE: &'static str = "missions";
    const SHOWN: &'static [&'static str] = &["camp"];

    async fn run(self, context: &JobContext, _: &Attempt) -> anyhow::Result<()> {
        for mission in self.missions {
            context.live.leave_list(self.camp, mission, &TICKER).await?;
        }
        count(context, self.camp).await
    }
}
