//! Cookies or tokens of a person were ended: they open nothing, and whoever came
//! in by one of them goes.

use std::time::Duration;

use downbeat_live::{Live, LiveError, key};
use downbeat_store::{NewJob, Own, Store};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Attempt, Durable, Hopeless, JobContext, api_token::pass_of, of_rows};

/// For how long a credential may be believed while Postgres is away.
pub const BELIEVED: Duration = Duration::from_hours(24);

/// Passes that one job tells of.
const PASSES_MAX: usize = 100;
/// Sessions that one job names.
const SESSIONS_MAX: usize = 100;
const SESSIONS_A_PAGE: u32 = 100;

#[derive(Debug, Serialize, Deserialize)]
pub struct ForgetPasses {
    /// Whose sessions their sockets watch, beside those where they are a member.
    pub owner: Uuid,
    /// Their hashes, in hex.
    pub passes: Vec<String>,
    /// Sessions and circles where they were a member, and are no more.
    #[serde(default)]
    pub sessions: Vec<Uuid>,
}

impl Durable for ForgetPasses {
    type Context = JobContext;

    const NAME: &'static str = "forget_passes";
    const QUEUE: &'static str = "revocations";
    const TIMEOUT: Duration = Duration::from_mins(10);
    const SHOWN: &'static [&'static str] = &["owner"];

    async fn run(self, context: &JobContext, _: &Attempt) -> anyhow::Result<()> {
        let hash = |hex: &String| hex::decode(hex).ok()?.try_into().ok();
        let hashes: Option<Vec<[u8; 32]>> = self.passes.iter().map(hash).collect();
        let hashes = hashes.ok_or_else(|| Hopeless("a pass is no hash".into()))?;
        let (live, store) = (&context.live, &context.store);
        let forgotten = forget_passes(live, store, self.owner, &hashes).await;
        // After the cache, by which they might be known when their sockets look again.
        tell_sockets(live, &self.sessions, &hashes).await?;
        forgotten
    }
}

/// The jobs that an end of passes wants, for the transaction that ends them.
pub fn forgetting(owner: Uuid, hashes: &[[u8; 32]]) -> Result<Vec<NewJob>, serde_json::Error> {
    let job = |hashes: &[[u8; 32]]| ForgetPasses::of(owner, hashes, &[]).job();
    hashes.chunks(PASSES_MAX).map(job).collect()
}

/// The same for somebody who leaves, and was a member of these sessions.
pub fn forgetting_for_good(
    owner: Uuid,
    hashes: &[[u8; 32]],
    sessions: &[Uuid],
) -> Result<Vec<NewJob>, serde_json::Error> {
    let mut jobs = forgetting(owner, hashes)?;
    for sessions in sessions.chunks(SESSIONS_MAX) {
        for hashes in hashes.chunks(PASSES_MAX) {
            jobs.push(ForgetPasses::of(owner, hashes, sessions).job()?);
        }
    }
    Ok(jobs)
}

impl ForgetPasses {
    fn of(owner: Uuid, hashes: &[[u8; 32]], sessions: &[Uuid]) -> Self {
        let passes = hashes.iter().map(hex::encode).collect();
        Self { owner, passes, sessions: sessions.to_vec() }
    }
}

/// Tells the cache, and the sockets of every session of their owner's, or where
/// they are a member. Telling it again changes nothing. Sockets are told even if the cache could not be.
pub async fn forget_passes(
    live: &Live,
    store: &Store,
    owner: Uuid,
    hashes: &[[u8; 32]],
) -> anyhow::Result<()> {
    let invalidated = invalidate_passes(live, hashes).await;
    close_sockets(live, store, owner, hashes).await?;
    Ok(invalidated?)
}

/// The same where no session is left that a socket could watch.
pub async fn invalidate_passes(live: &Live, hashes: &[[u8; 32]]) -> Result<(), LiveError> {
    let keys: Vec<String> = hashes.iter().map(|hash| key::pass(&hex::encode(hash))).collect();
    live.invalidate_all(&keys, BELIEVED).await
}

async fn close_sockets(
    live: &Live,
    store: &Store,
    owner: Uuid,
    hashes: &[[u8; 32]],
) -> anyhow::Result<()> {
    let own = Own { with_children: true, ..Own::all(owner) };
    let mut behind = None;
    loop {
        let page = store.sessions_of(own, behind, SESSIONS_A_PAGE).await?;
        let sessions: Vec<Uuid> = page.iter().map(|session| session.id).collect();
        tell_sockets(live, &sessions, hashes).await?;
        match sessions.last() {
            Some(last) => behind = Some(*last),
            None => break,
        }
    }
    tell_sockets(live, &of_rows::places_of(store, owner).await?, hashes).await?;
    let mut behind = None;
    loop {
        let sessions = store.memberships_of(owner, behind, SESSIONS_A_PAGE).await?;
        tell_sockets(live, &sessions, hashes).await?;
        match sessions.last() {
            Some(last) => behind = Some(*last),
            None => return Ok(()),
        }
    }
}

/// Whoever came in by one of these, at one of those, goes.
pub async fn tell_sockets(
    live: &Live,
    sessions: &[Uuid],
    hashes: &[[u8; 32]],
) -> Result<(), LiveError> {
    let passes: Vec<Uuid> = hashes.iter().map(|hash| pass_of(*hash)).collect();
    live.revoke_all(sessions, &passes).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jobs_name_each_pass_and_each_session() {
        let hash = |n: usize| std::array::from_fn(|at| n.to_le_bytes()[at % 8]);
        let hashes: Vec<[u8; 32]> = (0..=2 * PASSES_MAX).map(hash).collect();
        let in_hex: Vec<String> = hashes.iter().map(hex::encode).collect();
        let sessions: Vec<Uuid> = (0..=SESSIONS_MAX as u128).map(Uuid::from_u128).collect();
        let read = |jobs: Vec<NewJob>| -> Vec<ForgetPasses> {
            jobs.into_iter().map(|job| serde_json::from_value(job.payload).unwrap()).collect()
        };
        let plain = read(forgetting(Uuid::nil(), &hashes).unwrap());
        assert!(plain.iter().flat_map(|job| &job.passes).eq(&in_hex));
        assert!(plain.iter().all(|job| job.passes.len() <= PASSES_MAX));

        let for_good = read(forgetting_for_good(Uuid::nil(), &hashes, &sessions).unwrap());
        for session in sessions {
            let told = for_good.iter().filter(|job| job.sessions.contains(&session));
            assert_eq!(told.map(|job| job.passes.len()).sum::<usize>(), hashes.len());
        }
    }
}
