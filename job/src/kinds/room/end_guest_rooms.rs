//! Rooms that somebody made without an account end a day after their last use.

use std::time::Duration;

use downbeat_store::Doer;
use serde::{Deserialize, Serialize};

use crate::{Attempt, Durable, JobContext, erasure::end_session};

const KEPT: Duration = Duration::from_hours(24);
const BITE: u32 = 100;
const BITES: usize = 20;

/// It is time to look for them.
#[derive(Debug, Serialize, Deserialize)]
pub struct EndGuestRooms {}

impl Durable for EndGuestRooms {
    type Context = JobContext;

    const NAME: &'static str = "end_guest_rooms";
    const QUEUE: &'static str = "rooms";
    const CONCURRENCY: usize = 1;
    const TIMEOUT: Duration = Duration::from_mins(15);

    fn key(&self) -> Option<String> {
        Some(String::from("all"))
    }

    async fn run(self, context: &JobContext, _: &Attempt) -> anyhow::Result<()> {
        let mut ended = 0;
        for _ in 0..BITES {
            let idle = context.store.idle_guest_rooms(KEPT, BITE).await?;
            if idle.is_empty() {
                break;
            }
            for session in &idle {
                let transaction = context.store.begin().await?;
                let by = (&Doer::system(), None);
                let done = end_session(&transaction, *session, None, by).await?;
                let enqueued = transaction.enqueue(&done.jobs).await?;
                transaction.commit().await?;
                if let Err(error) = done.tell(&context.live, *session).await {
                    tracing::warn!(%session, %error, "a job will tell that a room ended");
                }
                context.queue.announce(&enqueued).await;
            }
            ended += idle.len();
        }
        context.store.forget_places().await?;
        tracing::info!(ended, "looked for rooms of guests that are over");
        Ok(())
    }
}
