//! What becomes of what somebody made without an account: they sign in and it is
//! theirs, in one transaction.

use anyhow::Context as _;
use downbeat_live::Live;
use downbeat_store::{ClaimedGuest, Doer, NewJob, Store, Transaction};
use uuid::Uuid;

use crate::{
    Durable, SyncConfig, forget_passes::tell_sockets, forgetting_for_good, invalidate_passes,
};

/// Makes whoever signs in the owner of what the guest behind a cookie made, and
/// answers the jobs that carry it on; `None` for a cookie that opened nothing.
pub async fn claim(
    transaction: &Transaction,
    cookie: [u8; 32],
    (user, doer): (Uuid, &Doer),
) -> anyhow::Result<Option<(ClaimedGuest, Vec<NewJob>)>> {
    let Some(claimed) = transaction.claim(cookie, user, doer).await? else { return Ok(None) };
    let mut jobs = forgetting_for_good(claimed.guest, &[claimed.hash], &claimed.sessions)?;
    for session in &claimed.sessions {
        jobs.push(SyncConfig { session: *session }.job()?);
    }
    Ok(Some((claimed, jobs)))
}

/// Tells live Redis and the sockets at once; the jobs do it again should this fail.
pub async fn tell(live: &Live, store: &Store, claimed: &ClaimedGuest) -> anyhow::Result<()> {
    let ClaimedGuest { guest: _, hash, sessions, kind: _ } = claimed;
    invalidate_passes(live, &[*hash]).await?;
    for session in sessions {
        let stored = store.config_of(*session).await?.context("a session that is not there")?;
        let version = u64::try_from(stored.version)?;
        if let Some(config) = stored.config {
            live.configure_of((*session, stored.owner), version, &config).await?;
        }
    }
    Ok(tell_sockets(live, sessions, &[*hash]).await?)
}
