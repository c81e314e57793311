//! What a link token opens: in live Redis long enough that a reload works while
//! Postgres is away.

use downbeat_job::LINK_CACHED_FOR;
use downbeat_live::{Kept, Live, LiveError, key};
use downbeat_session::Role;
use downbeat_store::{Store, StoreError};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

const TOKEN_BYTES_MAX: usize = 128;

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Link {
    pub id: Uuid,
    pub session: Uuid,
    pub role: Role,
    #[serde(default)]
    pub participant: Option<String>,
}

#[derive(Debug, thiserror::Error)]
pub enum LinkError {
    #[error(transparent)]
    Live(#[from] LiveError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Looks a token up by its hash: in Redis, then in Postgres. `None` when it
/// opens nothing.
pub async fn find(live: &Live, store: &Store, token: &str) -> Result<Option<Link>, LinkError> {
    let Some(hash) = hash(token) else { return Ok(None) };
    live.cached(Kept::Link, &key::link(&hex::encode(hash)), LINK_CACHED_FOR, async || {
        let stored = store.link(hash).await?;
        Ok(stored.and_then(|link| {
            let role = Role::named(&link.role)?;
            let (id, session, participant) = (link.id, link.session_id, link.participant);
            Some(Link { id, session, role, participant })
        }))
    })
    .await
}

/// `None` of what is no token.
pub fn hash(token: &str) -> Option<[u8; 32]> {
    let is_token = (1..=TOKEN_BYTES_MAX).contains(&token.len());
    is_token.then(|| Sha256::digest(token.as_bytes()).into())
}
