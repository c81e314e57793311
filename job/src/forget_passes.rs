//! Cookies or tokens of a person were ended: they open nothing, and whoever came
//! in by one of them goes.

use std::time::Duration;

use downbeat_live::{Live, LiveError, key};
use downbeat_store::{NewJob, Own, Store};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Attempt, Durable, Hopeless, JobContext, api_token::pass_of, wanted};

/// For how long a credential may be believed while Postgres is away.
pub const BELIEVED: Duration = Duration::from_hours(24);

/// Passes that one job tells of.
const PASSES_MAX: usize = 100;
const SESSIONS_A_PAGE: u32 = 100;

#[derive(Debug, Serialize, Deserialize)]
pub struct ForgetPasses {
    /// Whose sessions their sockets watch.
    pub owner: Uuid,
    /// Their hashes, in hex.
    pub passes: Vec<String>,
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
        forget_passes(&context.live, &context.store, self.owner, &hashes).await
    }
}

/// The jobs that an end of passes wants, for the transaction that ends them.
pub fn forgetting(owner: Uuid, hashes: &[[u8; 32]]) -> Result<Vec<NewJob>, serde_json::Error> {
    let job = |hashes: &[[u8; 32]]| {
        wanted(&ForgetPasses { owner, passes: hashes.iter().map(hex::encode).collect() })
    };
    hashes.chunks(PASSES_MAX).map(job).collect()
}

/// Tells the cache, and the sockets of every session of their owner. Telling it
/// again changes nothing. Sockets are told even if the cache could not be.
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
    live.bury_all(&keys, BELIEVED).await
}

async fn close_sockets(
    live: &Live,
    store: &Store,
    owner: Uuid,
    hashes: &[[u8; 32]],
) -> anyhow::Result<()> {
    let passes: Vec<Uuid> = hashes.iter().map(|hash| pass_of(*hash)).collect();
    let own = Own { with_children: true, ..Own::all(owner) };
    let mut behind = None;
    loop {
        let page = store.sessions_of(own, behind, SESSIONS_A_PAGE).await?;
        let sessions: Vec<Uuid> = page.iter().map(|session| session.id).collect();
        live.revoke_all(&sessions, &passes).await?;
        match sessions.last() {
            Some(last) => behind = Some(*last),
            None => return Ok(()),
        }
    }
}
