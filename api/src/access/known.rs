//! What is known of cookies and tokens, kept in live Redis (cache-aside).
//!
//! It is fresh for seconds. Then it is asked for anew beside the request, which
//! does not wait for that; when nobody came for minutes, before it. While
//! Postgres is away it is believed for a day, because live sessions go on. What
//! was ended is buried, so nobody believes it a moment longer; and while live
//! Redis is away, Postgres is asked each time.

use std::sync::Arc;

use downbeat_boot::{clock, task};
use downbeat_job::api_token::{BELIEVED, forget_passes, pass_of};
use downbeat_live::{Kept, LiveError, key};
use downbeat_store::{SignedIn, StoreError};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Scope, person::IDLE};
use crate::routes::Doors;

const FRESH_MS: i64 = 20_000;
/// Younger than that, it is good enough for the request that finds it.
const GOOD_MS: i64 = 120_000;

/// Who is behind a credential.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Known {
    pub user_id: Uuid,
    pub name: String,
    /// `None`: a person, who may do all that is theirs. It is said: what was kept
    /// without the word is kept by nobody we know.
    #[serde(deserialize_with = "Option::deserialize")]
    pub scopes: Option<Vec<String>>,
    /// For sockets: whoever came in by it, until it is ended.
    pub pass: Uuid,
    asked_ms: i64,
}

/// What comes with a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Credential {
    Cookie,
    Token,
}

impl Known {
    fn age_ms(&self) -> i64 {
        clock::unix_ms() - self.asked_ms
    }

    pub fn may(&self, scope: Scope) -> bool {
        self.scopes
            .as_ref()
            .is_none_or(|scopes| scopes.iter().any(|granted| Scope::named(granted) == Some(scope)))
    }

    /// Somebody with a cookie, as Postgres knows them now.
    pub fn person(user: &SignedIn, cookie: [u8; 32]) -> Self {
        Self {
            user_id: user.user_id,
            name: user.display_name.clone(),
            scopes: None,
            pass: pass_of(cookie),
            asked_ms: clock::unix_ms(),
        }
    }

    /// Looks a credential up by its hash; `None` when it opens nothing.
    pub async fn find(
        doors: &Arc<Doors>,
        credential: Credential,
        hash: [u8; 32],
    ) -> Result<Option<Self>, StoreError> {
        let key = key::pass(&hex::encode(hash));
        let kept: Result<Option<Option<Self>>, LiveError> = doors.live.recall(&key).await;
        let kept = match kept {
            Ok(Some(None)) => {
                Kept::Pass.hit();
                return Ok(None);
            }
            Ok(Some(Some(kept))) if kept.age_ms() < FRESH_MS => {
                Kept::Pass.hit();
                return Ok(Some(kept));
            }
            Ok(Some(Some(kept))) if kept.age_ms() < GOOD_MS => {
                Kept::Pass.hit();
                let (doors, old) = (Arc::clone(doors), kept.clone());
                task::spawn("credential", async move {
                    if doors.live.may_load(&key).await.unwrap_or(false) {
                        let _ = ask(&doors, credential, hash, Some(old)).await;
                    }
                });
                return Ok(Some(kept));
            }
            Ok(kept) => kept.flatten(),
            Err(error) => {
                tracing::debug!(%error, "a credential is asked for in Postgres");
                None
            }
        };
        let found = ask(doors, credential, hash, kept).await?;
        if found.is_some() {
            Kept::Pass.miss();
        } else {
            Kept::Pass.absent();
        }
        Ok(found)
    }
}

/// Asks Postgres, or believes what was kept while it is away, and keeps the
/// answer.
async fn ask(
    doors: &Doors,
    credential: Credential,
    hash: [u8; 32],
    kept: Option<Known>,
) -> Result<Option<Known>, StoreError> {
    let key = key::pass(&hex::encode(hash));
    let was_kept = kept.is_some();
    let found = match (load(doors, credential, hash).await, kept) {
        (Err(error), Some(kept)) if error.is_unavailable() => {
            Some(Known { asked_ms: clock::unix_ms(), ..kept })
        }
        (found, _) => found?,
    };
    // Without live Redis it is asked for again next time.
    let _ = match &found {
        Some(found) => doors.live.keep(&key, found, BELIEVED).await,
        None if was_kept => doors.live.bury(&key, BELIEVED).await,
        // Guesses leave nothing behind.
        None => Ok(()),
    };
    Ok(found)
}

async fn load(
    doors: &Doors,
    credential: Credential,
    hash: [u8; 32],
) -> Result<Option<Known>, StoreError> {
    let asked_ms = clock::unix_ms();
    Ok(match credential {
        Credential::Cookie => {
            let found = doors.store.signed_in(hash, IDLE).await?;
            found.map(|user| Known { asked_ms, ..Known::person(&user, hash) })
        }
        Credential::Token => doors.store.bearer(hash).await?.map(|bearer| Known {
            user_id: bearer.user_id,
            name: format!("{} ({})", bearer.display_name, bearer.token_name),
            scopes: Some(bearer.scopes),
            pass: pass_of(hash),
            asked_ms,
        }),
    })
}

/// See [`forget_passes`].
pub async fn forget(doors: &Doors, owner: Uuid, hashes: &[[u8; 32]]) -> Result<(), LiveError> {
    forget_passes(&doors.live, &doors.store, owner, hashes).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_is_kept_without_a_word_on_scopes_is_not_known() {
        let id = Uuid::nil();
        let kept = |scopes: &str| {
            let text =
                format!(r#"{{"user_id":"{id}","name":"Ann"{scopes},"pass":"{id}","asked_ms":1}}"#);
            serde_json::from_str::<Known>(&text)
        };
        assert!(kept("").is_err());
        assert!(kept(r#","scopes":null"#).unwrap().may(Scope::Command));
        assert!(!kept(r#","scopes":["everything","sessions:read"]"#).unwrap().may(Scope::Command));
    }
}
