//! Whoever is erased is erased from the cache, too.

use downbeat_store::{NewJob, Transaction};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::pages;
use crate::{Attempt, Durable, JobContext};

/// Circles of one job.
const AT_ONCE: usize = 500;

/// Pages of these circles may name somebody who is gone.
#[derive(Debug, Serialize, Deserialize)]
pub struct ForgetPages {
    pub circles: Vec<Uuid>,
}

impl Durable for ForgetPages {
    type Context = JobContext;

    const NAME: &'static str = "forget_pages";
    const QUEUE: &'static str = "circles";
    const CONCURRENCY: usize = 1;

    async fn run(self, context: &JobContext, _: &Attempt) -> anyhow::Result<()> {
        Ok(pages::forget(&context.cache, &self.circles).await?)
    }
}

/// The jobs of a person who goes.
pub async fn erasing(transaction: &Transaction, user: Uuid) -> anyhow::Result<Vec<NewJob>> {
    let circles = transaction.circles_naming(user).await?;
    let jobs = circles.chunks(AT_ONCE).map(|some| ForgetPages { circles: some.to_vec() }.job());
    Ok(jobs.collect::<Result<_, _>>()?)
}
