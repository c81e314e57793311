//! A person's key, as Postgres keeps it: sealed still. It is here so that drafts go on
//! while Postgres is away.

use std::time::Duration;

use redis::cmd;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Kept, Live, LiveError, key, redis::library};

const KEPT: Duration = Duration::from_hours(24);
/// Longer than anybody takes who read it from Postgres before it was gone there.
const GONE: Duration = Duration::from_secs(30);

/// What opens it is in the settings of our processes, and not here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CachedKey {
    pub generation: i32,
    /// Base64.
    pub wrapped: String,
}

impl Live {
    /// `None` if Postgres has to be asked.
    pub async fn cached_user_key(&self, user: Uuid) -> Result<Option<CachedKey>, LiveError> {
        let kept = self.recall::<CachedKey>(Kept::UserKey, &key::user_key(user)).await?;
        let key = kept.flatten();
        if key.is_some() {
            Kept::UserKey.hit();
        } else {
            Kept::UserKey.miss();
        }
        Ok(key)
    }

    pub async fn cache_user_key(&self, user: Uuid, cached: &CachedKey) -> Result<(), LiveError> {
        self.cache_put(&key::user_key(user), cached, KEPT).await
    }

    /// A key of that generation, or whichever there is, is gone from Postgres: it goes
    /// here. One that its person was given since stays.
    pub async fn forget_user_key(
        &self,
        user: Uuid,
        generation: Option<i32>,
    ) -> Result<(), LiveError> {
        let key = key::user_key(user);
        let cached = self.recall::<CachedKey>(Kept::UserKey, &key).await?.flatten();
        let is_another =
            cached.zip(generation).is_some_and(|(cached, gone)| cached.generation != gone);
        if is_another { Ok(()) } else { self.invalidate(&key, GONE).await }
    }

    /// Has the file written anew in which each server keeps what was ever written, so
    /// that what is gone is gone from there, too. It is done beside everything else;
    /// an error if one is being written already, which may have what is gone.
    pub async fn rewrite_files(&self) -> Result<(), LiveError> {
        let mut connection = self.connection.clone();
        library::ask_all(&mut connection, &cmd("BGREWRITEAOF")).await?;
        Ok(())
    }
}
