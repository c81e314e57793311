//! What guests made, and nobody uses any more, ends; an hour later its traces go.

use std::time::Duration;

use downbeat_store::Doer;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Attempt, Durable, JobContext, erasure::end_session, forgetting_for_good, invalidate_passes,
};

/// For how long what a guest made is kept after its last use.
pub const GUEST_KEPT: Duration = Duration::from_hours(30 * 24);
/// Events may be on their way to Postgres for so long.
const LATE: Duration = Duration::from_hours(1);
/// Guests in one bite, and bites in one run: what is left goes within the hour.
const BITE: u32 = 100;
const BITES: usize = 20;

/// It is time to look for guests who are over.
#[derive(Debug, Serialize, Deserialize)]
pub struct EndGuests {}

impl Durable for EndGuests {
    type Context = JobContext;

    const NAME: &'static str = "end_guests";
    const QUEUE: &'static str = "upkeep";
    const CONCURRENCY: usize = 1;
    const TIMEOUT: Duration = Duration::from_mins(30);

    fn key(&self) -> Option<String> {
        Some(String::from("all"))
    }

    async fn run(self, context: &JobContext, _: &Attempt) -> anyhow::Result<()> {
        let (mut ended, mut forgotten) = (0, 0);
        for _ in 0..BITES {
            let idle = context.store.idle_guests(GUEST_KEPT, BITE).await?;
            let late = context.store.ended_guests(LATE, BITE).await?;
            if idle.is_empty() && late.is_empty() {
                break;
            }
            for guest in idle {
                ended += usize::from(end(context, guest).await?);
            }
            for guest in &late {
                let transaction = context.store.begin().await?;
                transaction.forget_guest(*guest).await?;
                transaction.commit().await?;
            }
            forgotten += late.len();
        }
        tracing::info!(ended, forgotten, "looked for guests who are over");
        Ok(())
    }
}

/// Ends what a guest made, and its cookie: one transaction. `false` where it was
/// seen meanwhile.
async fn end(context: &JobContext, guest: Uuid) -> anyhow::Result<bool> {
    let (store, live, doer) = (&context.store, &context.live, Doer::system());
    let transaction = store.begin().await?;
    // The guest's row first, as whoever makes a session for it or claims it does.
    let Some(hash) = transaction.end_guest(guest, GUEST_KEPT, &doer).await? else {
        return Ok(false);
    };
    let sessions = transaction.hold_person(guest).await?;
    let (mut jobs, mut all) = (Vec::new(), Vec::new());
    for session in &sessions {
        let mut ended = end_session(&transaction, *session, None, (&doer, None)).await?;
        jobs.append(&mut ended.jobs);
        all.push((*session, ended));
    }
    jobs.extend(forgetting_for_good(guest, &[hash], &sessions)?);
    let enqueued = transaction.enqueue(&jobs).await?;
    transaction.commit().await?;
    for (session, ended) in &all {
        if let Err(error) = ended.tell(live, *session).await {
            tracing::warn!(%session, %error, "a job will tell that a session ended");
        }
    }
    if let Err(error) = invalidate_passes(live, &[hash]).await {
        tracing::warn!(%guest, %error, "a job will tell that a guest is over");
    }
    context.queue.announce(&enqueued).await;
    Ok(true)
}
