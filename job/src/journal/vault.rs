//! A person's key, wherever it can be had.

use base64::{Engine, prelude::BASE64_STANDARD};
use downbeat_live::{CachedKey, Live, LiveError};
use downbeat_store::{Keys, PersonKey, Store, StoreError, Unsealable, WrappedKey};
use uuid::Uuid;

/// All that it takes to write something down sealed.
#[derive(Clone)]
pub struct Vault {
    pub live: Live,
    pub store: Store,
    /// `journal.keys`.
    pub keys: Keys,
}

#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// The person has as many drafts as anybody may.
    #[error("as many drafts as there may be")]
    Full,
    /// All drafts together have as many bytes as they may.
    #[error("live Redis has as many drafts as it may")]
    AllFull,
    /// Others changed it each time.
    #[error("too many changes at once")]
    Contended,
    #[error("a sealed text does not open")]
    Unsealable(#[from] Unsealable),
    #[error("a text cannot be read")]
    Unreadable(#[from] serde_json::Error),
    #[error(transparent)]
    Live(#[from] LiveError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Vault {
    /// The key of somebody who writes, made where there is none. Live Redis has it for
    /// when Postgres is away.
    pub async fn key(&self, user: Uuid) -> Result<PersonKey, VaultError> {
        if let Ok(Some(cached)) = self.live.cached_user_key(user).await
            && let Ok(wrapped) = BASE64_STANDARD.decode(&cached.wrapped)
            && let Ok(key) =
                (WrappedKey { generation: cached.generation, wrapped }).open(&self.keys, user)
        {
            return Ok(key);
        }
        let stored = self.store.user_key_or_new(user, &self.keys).await?;
        let (generation, wrapped) = (stored.generation, BASE64_STANDARD.encode(&stored.wrapped));
        if let Err(error) = self.live.cache_user_key(user, &CachedKey { generation, wrapped }).await
        {
            tracing::debug!(%error, "a key is not kept for when Postgres is away");
        }
        Ok(stored.open(&self.keys, user)?)
    }

    /// The key of somebody who reads; `None` for whoever wrote nothing.
    pub async fn known_key(&self, user: Uuid) -> Result<Option<PersonKey>, VaultError> {
        let stored = self.store.user_key(user).await?;
        Ok(stored.map(|stored| stored.open(&self.keys, user)).transpose()?)
    }
}
