//! A viewer shares who they are at Twitch: both accounts are one person's from then
//! on.

use std::time::Duration;

use downbeat_store::{Enqueued, Linking, MissionError, NewJob, Store, StoreError};
use uuid::Uuid;

use crate::{Durable, EraseTraces, kinds};

/// Events may be on their way to Postgres for so long.
const LATE: Duration = Duration::from_hours(1);

/// Links the two; where each was somebody, the viewer's things are the other's, and
/// of two survivors that live `kept` is. One transaction.
pub async fn link(
    store: &Store,
    (opaque, account): (&str, &str),
    kept: Option<Uuid>,
) -> Result<(Linking, Vec<Enqueued>), MissionError> {
    let transaction = store.begin().await?;
    let linking = transaction.link_viewer(opaque, account).await?;
    let mut jobs = Vec::new();
    if let Some(other) = linking.other {
        let both = (other, linking.person);
        for job in kinds::merging(&transaction, both, kept).await? {
            jobs.push(job.map_err(StoreError::unwritable)?);
        }
        transaction.merge_person(other, linking.person).await?;
        // Who they were is in what happened, where nobody would look for who they are.
        let traces = EraseTraces { user: other, sessions: Vec::new() };
        let traces = traces.job().map_err(StoreError::unwritable)?;
        jobs.push(NewJob { delay: LATE, ..traces });
    }
    let enqueued = transaction.enqueue(&jobs).await?;
    transaction.commit().await?;
    Ok((linking, enqueued))
}
