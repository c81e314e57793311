//! Counts causes into the notices of whom they concern.

use std::collections::BTreeSet;

use downbeat_store::{Item, Unseen};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Attempt, Deliver, Durable, JobContext};

/// Something was said, given or asked in a circle. However often it is done, what is there
/// is counted.
#[derive(Debug, Serialize, Deserialize)]
pub struct Notify {
    pub circle: Uuid,
    /// The message or comment that it happened to; none of what those see to who keep order.
    #[serde(default)]
    pub subject: Option<Uuid>,
    #[serde(default)]
    pub is_comment: bool,
}

impl Durable for Notify {
    type Context = JobContext;

    const NAME: &'static str = "notify";
    const QUEUE: &'static str = "notices";
    const SHOWN: &'static [&'static str] = &["circle", "subject", "is_comment"];

    fn key(&self) -> Option<String> {
        Some(self.subject.unwrap_or(self.circle).to_string())
    }

    async fn run(self, context: &JobContext, attempt: &Attempt) -> anyhow::Result<()> {
        let Self { circle, subject, is_comment } = self;
        let transaction = attempt.begin(&context.store).await?;
        let mut told = BTreeSet::new();
        // Whoever says something holds it, too.
        if transaction.hold_circle(circle).await?.is_some_and(|it| it.closing_ms.is_none()) {
            if let Some(id) = subject {
                let item = Item { id, circle, is_comment };
                let author = transaction.unseen_author_by(id, &context.keys).await?;
                let unseen = author.as_ref();
                let unseen = unseen.map(|(author, key)| Unseen { author: *author, key });
                told.extend(transaction.notify_said(item, unseen).await?);
            } else {
                told.extend(transaction.notify_join_requests(circle).await?);
                told.extend(transaction.notify_waiting(circle).await?);
            }
        }
        let jobs = told.into_iter().map(|user| Deliver { user: Some(user) }.job());
        let jobs = jobs.collect::<Result<Vec<_>, _>>()?;
        let enqueued = transaction.enqueue(&jobs).await?;
        transaction.commit().await?;
        context.queue.announce(&enqueued).await;
        Ok(())
    }
}
