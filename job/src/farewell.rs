//! A session is ended, or a person leaves with everything: what that wants, in
//! one transaction.

use std::time::Duration;

use downbeat_store::{Doer, Enqueued, Gone, NewJob, Store, Traces, Transaction};
use uuid::Uuid;

use crate::{EraseTraces, ForgetLink, ReconcileSubscription, SyncConfig, forgetting, wanted};

/// Events may be on their way to Postgres for so long.
const LATE: Duration = Duration::from_hours(1);

/// A session that was ended, and what carries that on.
#[derive(Debug)]
pub struct Ended {
    /// The tombstone's; `None` where there was one already.
    pub version: Option<i64>,
    pub jobs: Vec<NewJob>,
}

/// Ends a session. With `expected` only on that version of its config.
pub async fn end_session(
    transaction: &Transaction,
    session: Uuid,
    expected: Option<i64>,
    (doer, reason): (&Doer, Option<&str>),
) -> anyhow::Result<Ended> {
    let version = transaction.delete(session, expected, doer, reason).await?;
    let mut jobs = vec![wanted(&SyncConfig { session })?];
    for subscription in transaction.subscriptions_of(session).await? {
        jobs.push(wanted(&ReconcileSubscription { subscription })?);
    }
    Ok(Ended { version, jobs })
}

/// Takes a person's data out, and answers what others have to be told.
pub async fn erase(
    store: &Store,
    user: Uuid,
    counted: &Traces,
    (doer, reason): (&Doer, Option<&str>),
) -> anyhow::Result<(Gone, Vec<Enqueued>)> {
    let transaction = store.begin().await?;
    let mut jobs = Vec::new();
    for session in transaction.hold_person(user).await? {
        jobs.extend(end_session(&transaction, session, None, (doer, None)).await?.jobs);
    }
    let gone = transaction.erase_person(user, counted, doer, reason).await?;
    for link in &gone.links {
        jobs.push(wanted(&ForgetLink { link: *link })?);
    }
    jobs.extend(forgetting(user, &gone.passes)?);
    for subscription in &gone.subscriptions {
        jobs.push(wanted(&ReconcileSubscription { subscription: *subscription })?);
    }
    let late = wanted(&EraseTraces { user, sessions: gone.sessions.clone() })?;
    jobs.push(NewJob { delay: LATE, ..late });
    let enqueued = transaction.enqueue(&jobs).await?;
    transaction.commit().await?;
    Ok((gone, enqueued))
}
