//! What a link token opens.

use std::time::Duration;

use downbeat_live::{Live, LiveError, key};
use downbeat_session::Role;
use downbeat_store::{Store, StoreError};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Long enough that a reload works while Postgres is away.
const CACHED_FOR: Duration = Duration::from_hours(24);
const TOKEN_BYTES_MAX: usize = 128;

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Link {
    pub id: Uuid,
    pub session: Uuid,
    pub role: Role,
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
    if token.is_empty() || token.len() > TOKEN_BYTES_MAX {
        return Ok(None);
    }
    let hash: [u8; 32] = Sha256::digest(token.as_bytes()).into();
    live.cached(&key::link(&hex::encode(hash)), CACHED_FOR, async || {
        let stored = store.link(hash).await?;
        Ok(stored.and_then(|link| {
            Some(Link { id: link.id, session: link.session_id, role: Role::named(&link.role)? })
        }))
    })
    .await
}
