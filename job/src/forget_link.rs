//! A link was revoked, or its token replaced: that opens nothing, and whoever came
//! in by it goes.

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
    /// The hash of the token that was replaced, in hex; `None` for the one that the
    /// link ended with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaced: Option<String>,
}

impl ForgetLink {
    /// A link that has ended.
    #[must_use]
    pub const fn ended(link: Uuid) -> Self {
        Self { link, replaced: None }
    }

    /// A link that has another token by now.
    #[must_use]
    pub fn replaced(link: Uuid, hash: [u8; 32]) -> Self {
        Self { link, replaced: Some(hex::encode(hash)) }
    }
}

impl Durable for ForgetLink {
    type Context = JobContext;

    const NAME: &'static str = "forget_link";
    const QUEUE: &'static str = "revocations";
    /// An older release would forget the token that is good.
    const VERSION: u16 = 2;
    const SHOWN: &'static [&'static str] = &["link"];

    fn key(&self) -> Option<String> {
        let Self { link, replaced } = self;
        Some(replaced.as_ref().map_or_else(|| link.to_string(), |hash| format!("{link}:{hash}")))
    }

    async fn run(self, context: &JobContext, _: &Attempt) -> anyhow::Result<()> {
        let Some((session, hash)) = context.store.link_hash(self.link).await? else {
            return Ok(());
        };
        let hash = match &self.replaced {
            Some(text) => {
                let mut replaced = [0; 32];
                hex::decode_to_slice(text, &mut replaced)?;
                replaced
            }
            None => hash,
        };
        forget_link(&context.live, session, self.link, hash).await?;
        Ok(())
    }
}

/// By what sockets know the token that they came in by. A link keeps its id when its
/// token is replaced.
#[must_use]
pub fn link_pass(hash: [u8; 32]) -> Uuid {
    hash.first_chunk().copied().map(Uuid::from_bytes).unwrap_or_default()
}

/// Tells the cache, and the sockets that came in by a token, even if the cache could
/// not be. Telling it again changes nothing.
pub async fn forget_link(
    live: &Live,
    session: Uuid,
    link: Uuid,
    hash: [u8; 32],
) -> Result<(), LiveError> {
    // Whoever has a seat may come by it as by a credential.
    let hash_text = hex::encode(hash);
    let kept = [key::link(&hash_text), key::pass(&hash_text)];
    let invalidated = live.invalidate_all(&kept, LINK_CACHED_FOR).await;
    live.revoke(session, link_pass(hash)).await?;
    // To APIs of the release before, which know their sockets by the link's id.
    live.revoke(session, link).await?;
    invalidated
}
