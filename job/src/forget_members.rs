//! Members of a session were changed or removed: what was known of them is no
//! more, and their sockets there close. Whoever still may comes in again, as what
//! they are now.

use std::time::Duration;

use downbeat_live::{Live, LiveError, key};
use downbeat_store::{NewJob, Store};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Attempt, Durable, JobContext, forget_passes::tell_sockets};

/// What somebody was is not kept again by whoever asked before they were changed:
/// no question takes so long.
const INVALID_FOR: Duration = Duration::from_mins(1);

/// Members that one job tells of.
const MEMBERS_MAX: usize = 100;

#[derive(Debug, Serialize, Deserialize)]
pub struct ForgetMembers {
    pub session: Uuid,
    /// Their accounts.
    pub members: Vec<Uuid>,
}

impl Durable for ForgetMembers {
    type Context = JobContext;

    const NAME: &'static str = "forget_members";
    const QUEUE: &'static str = "memberships";
    const SHOWN: &'static [&'static str] = &["session"];

    async fn run(self, context: &JobContext, _: &Attempt) -> anyhow::Result<()> {
        forget_members(&context.live, &context.store, self.session, &self.members).await
    }
}

/// The jobs that a change of members wants, for the transaction that makes it.
pub fn forgetting_members(
    session: Uuid,
    members: &[Uuid],
) -> Result<Vec<NewJob>, serde_json::Error> {
    let job = |members: &[Uuid]| ForgetMembers { session, members: members.to_vec() }.job();
    members.chunks(MEMBERS_MAX).map(job).collect()
}

/// Tells the cache, then the sockets, even if the cache could not be. Telling it
/// again closes sockets once more, and nothing else.
pub async fn forget_members(
    live: &Live,
    store: &Store,
    session: Uuid,
    members: &[Uuid],
) -> anyhow::Result<()> {
    let invalidated = invalidate_members(live, session, members).await;
    tell_sockets(live, &[session], &store.passes_of(members).await?).await?;
    Ok(invalidated?)
}

/// The same where the sockets of the session are closed anyway.
pub async fn invalidate_members(
    live: &Live,
    session: Uuid,
    members: &[Uuid],
) -> Result<(), LiveError> {
    let keys: Vec<String> = members.iter().map(|member| key::member(session, *member)).collect();
    live.invalidate_all(&keys, INVALID_FOR).await
}
