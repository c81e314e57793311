//! A link was revoked: it opens nothing, and whoever came in by it goes.

use std::time::Duration;

use downbeat_live::{Live, LiveError, key};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Attempt, Durable, JobContext};

/// What a link opens is known to live Redis for so long.
pub const LINK_CACHED_FOR: Duration = Duration::from_hours(24);

#[derive(Debug, Serialize, Deserialize)]
pub struct ForgetLink {
    pub link: Uuid,
}

impl Durable for ForgetLink {
    type Context = JobContext;

    const NAME: &'static str = "forget_link";
    const QUEUE: &'static str = "revocations";
    const SHOWN: &'static [&'static str] = &["link"];

    fn key(&self) -> Option<String> {
        Some(self.link.to_string())
    }

    async fn run(self, context: &JobContext, _: &Attempt) -> anyhow::Result<()> {
        if let Some((session, hash)) = context.store.link_hash(self.link).await? {
            forget_link(&context.live, session, self.link, hash).await?;
        }
        Ok(())
    }
}

/// Tells the cache, and the sockets that came in by it, even if the cache could
/// not be. Telling it again changes nothing.
pub async fn forget_link(
    live: &Live,
    session: Uuid,
    link: Uuid,
    hash: [u8; 32],
) -> Result<(), LiveError> {
    let invalidated = live.invalidate(&key::link(&hex::encode(hash)), LINK_CACHED_FOR).await;
    live.revoke(session, link).await?;
    invalidated
}
