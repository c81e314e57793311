//! What a person said who is gone is forgotten by live Redis, too.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Attempt, Durable, JobContext};

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ForgetSaid {
    pub session: Uuid,
    pub seats: Vec<String>,
}

impl Durable for ForgetSaid {
    type Context = JobContext;

    const NAME: &'static str = "forget_said";
    const QUEUE: &'static str = "upkeep";
    const CONCURRENCY: usize = 1;
    const TIMEOUT: Duration = Duration::from_mins(1);

    fn key(&self) -> Option<String> {
        None
    }

    async fn run(self, context: &JobContext, _: &Attempt) -> anyhow::Result<()> {
        Ok(context.live.erase_lines(self.session, &self.seats).await?)
    }
}
