//! A session is ended, or a person leaves with everything: what that wants, in
//! one transaction.

use std::time::Duration;

use anyhow::ensure;
use downbeat_live::{Live, LiveError};
use downbeat_store::{
    AuthorKey, Doer, EndedLink, EndedSession, Enqueued, Gone, Keys, NewJob, Store, StoreError,
    Traces, Transaction,
};
use uuid::Uuid;

use crate::{
    Durable, EraseJournal, EraseTraces, ForgetLink, ReconcileSubscription, SyncConfig,
    end_children::EndChildren,
    forget_link, forgetting_for_good, forgetting_members, invalidate_members, kinds,
    leaving::{LAST_ADMIN, is_last_admin},
    of_rows,
};

/// Events may be on their way to Postgres for so long.
const LATE: Duration = Duration::from_hours(1);

/// A session that was ended, and what carries that on.
#[derive(Debug)]
pub struct Ended {
    /// The tombstone's; `None` where there was one already.
    pub version: Option<i64>,
    /// The links that ended with it.
    pub links: Vec<EndedLink>,
    /// Whoever was a member.
    pub members: Vec<Uuid>,
    pub jobs: Vec<NewJob>,
}

impl Ended {
    /// Tells live Redis and the sockets at once; the jobs do it again should
    /// this fail.
    pub async fn tell(&self, live: &Live, session: Uuid) -> Result<(), LiveError> {
        let version = self.version.and_then(|version| u64::try_from(version).ok());
        // First, so that whoever came in by a link hears that the session ended.
        live.delete(session, version.unwrap_or(0)).await?;
        for link in &self.links {
            forget_link(live, session, link.id, link.hash).await?;
        }
        invalidate_members(live, session, &self.members).await
    }
}

/// Ends a session. With `expected` only on that version of its config.
pub async fn end_session(
    transaction: &Transaction,
    session: Uuid,
    expected: Option<i64>,
    (doer, reason): (&Doer, Option<&str>),
) -> anyhow::Result<Ended> {
    let ended = transaction.delete(session, expected, doer, reason).await?;
    let mut jobs = vec![SyncConfig { session }.job()?];
    let (version, links, members) = match ended {
        Some(EndedSession { version, links, members }) => (Some(version), links, members),
        None => (None, Vec::new(), Vec::new()),
    };
    for link in &links {
        jobs.push(ForgetLink::ended(link.id).job()?);
    }
    jobs.extend(forgetting_members(session, &members)?);
    for subscription in transaction.subscriptions_of(session).await? {
        jobs.push(ReconcileSubscription { subscription }.job()?);
    }
    if !transaction.children(session, 1).await?.is_empty() {
        jobs.push(EndChildren { parent: session }.job()?);
    }
    Ok(Ended { version, links, members, jobs })
}

/// By which what somebody said without their name is found. With a key that does not open
/// nobody can tell any more that it was theirs: it stays, and they are erased.
async fn key_of_authors(store: &Store, keys: &Keys) -> anyhow::Result<Option<AuthorKey>> {
    match store.author_key(keys).await {
        Err(StoreError::Unreadable(why)) => {
            tracing::error!(why, "what was said without names is not found by anybody");
            Ok(None)
        }
        found => Ok(found?),
    }
}

/// Takes a person's data out, and answers what others have to be told. The only
/// admin stays.
pub async fn erase(
    (store, keys): (&Store, &Keys),
    user: Uuid,
    counted: &Traces,
    (doer, reason): (&Doer, Option<&str>),
) -> anyhow::Result<(Gone, Vec<Enqueued>)> {
    // Their rows say no more where they were once they are gone.
    let mut places = of_rows::places_of(store, user).await?;
    let unseen = key_of_authors(store, keys).await?;
    let transaction = store.begin().await?;
    ensure!(!is_last_admin(&transaction.hold_staff().await?, user), LAST_ADMIN);
    let mut jobs = Vec::new();
    for session in transaction.hold_person(user).await? {
        jobs.extend(end_session(&transaction, session, None, (doer, None)).await?.jobs);
    }
    jobs.extend(kinds::erasing(&transaction, user).await?);
    if let Some(key) = &unseen {
        transaction.erase_unseen(user, key).await?;
    }
    let gone = transaction.erase_person(user, counted, doer, reason).await?;
    for link in &gone.links {
        jobs.push(ForgetLink::ended(*link).job()?);
    }
    places.extend(&gone.memberships);
    jobs.extend(forgetting_for_good(user, &gone.passes, &places)?);
    for subscription in &gone.subscriptions {
        jobs.push(ReconcileSubscription { subscription: *subscription }.job()?);
    }
    jobs.push(EraseJournal { user, generation: None }.job()?);
    let late = EraseTraces { user, sessions: gone.sessions.clone() }.job()?;
    jobs.push(NewJob { delay: LATE, ..late });
    let enqueued = transaction.enqueue(&jobs).await?;
    transaction.commit().await?;
    Ok((gone, enqueued))
}
