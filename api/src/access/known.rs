//! Who is behind a cookie or a token, as it is known (`look_up.rs`).

use std::sync::Arc;

use downbeat_boot::clock;
use downbeat_job::{api_token::pass_of, forget_passes};
use downbeat_live::{Kept, LiveError, key};
use downbeat_store::{Bearer, GUEST, SEAT, SignedIn, Store, StoreError};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    LookUpError, Scope, Source, Who,
    links::{Link, LinkHash},
    look_up,
    look_up::{fresh, look_up_from},
    person::STAY,
};
use crate::app::App;

/// Who is behind a credential.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Known {
    pub user_id: Uuid,
    pub name: String,
    /// `None`: a person, who may do all that is theirs. It is said: what was kept
    /// without the word is kept by nobody we know.
    #[serde(deserialize_with = "Option::deserialize")]
    pub scopes: Option<Vec<String>>,
    /// Somebody without an account, who has what they made.
    #[serde(default)]
    is_guest: bool,
    /// Whoever has a seat, by its token: the person is the link then.
    #[serde(default)]
    seat: Option<Link>,
    /// For sockets: whoever came in by it, until it is ended.
    pub pass: Uuid,
    /// When a token or a sign-in is over, whoever can be asked then.
    #[serde(default)]
    expires_ms: Option<i64>,
}

/// What comes with a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Credential {
    Cookie,
    Token,
    /// A cookie of somebody without an account.
    Guest,
}

/// A credential's kind and its hash.
#[derive(Debug, Clone, Copy)]
struct Hashed(Credential, [u8; 32]);

impl Known {
    pub fn who(&self) -> Who {
        if let Some(link) = &self.seat {
            return Who::Link(link.clone());
        }
        match &self.scopes {
            None if self.is_guest => Who::Guest(self.user_id),
            None => Who::Account(self.user_id),
            Some(scopes) => Who::Token { account: self.user_id, may: Scope::together(scopes) },
        }
    }

    /// Somebody with a cookie, as Postgres knows them now.
    fn person(user: &SignedIn, cookie: [u8; 32]) -> Self {
        Self {
            user_id: user.user_id,
            name: user.display_name.clone(),
            scopes: None,
            is_guest: false,
            seat: None,
            pass: pass_of(cookie),
            expires_ms: Some(user.until_ms),
        }
    }

    pub const fn is_guest(&self) -> bool {
        self.is_guest
    }

    pub const fn has_seat(&self) -> bool {
        self.seat.is_some()
    }

    fn bearer(bearer: Bearer, pass: Uuid) -> Self {
        Self {
            user_id: bearer.user_id,
            name: format!("{} ({})", bearer.display_name, bearer.token_name),
            scopes: Some(bearer.scopes),
            is_guest: false,
            seat: None,
            pass,
            expires_ms: bearer.expires_ms,
        }
    }

    /// Whoever sits somewhere by a link, which is all that is known of them.
    fn seated(link: Link, pass: Uuid) -> Self {
        Self {
            user_id: link.id,
            name: SEAT.to_owned(),
            scopes: None,
            is_guest: false,
            seat: Some(link),
            pass,
            expires_ms: None,
        }
    }

    /// Looks a credential up by its hash; `None` when it opens nothing.
    pub async fn find(
        app: &Arc<App>,
        credential: Credential,
        hash: [u8; 32],
        address: Option<&str>,
    ) -> Result<Option<Self>, LookUpError> {
        look_up(app, &Hashed(credential, hash), address).await
    }

    /// The same with what live Redis has at the credential's [key](Self::key).
    pub async fn find_from(
        app: &Arc<App>,
        (credential, hash): (Credential, [u8; 32]),
        address: Option<&str>,
        kept: Result<Option<Vec<u8>>, LiveError>,
    ) -> Result<Option<Self>, LookUpError> {
        let recalled = kept.map(|text| text.and_then(|text| Hashed::KEPT.read(&text)));
        look_up_from(app, &Hashed(credential, hash), address, recalled).await
    }

    /// Of what is kept, if nobody needs to be asked about it.
    pub fn fresh(kept: &[u8]) -> Option<Self> {
        fresh::<Hashed>(kept)
    }

    pub fn key(credential: Credential, hash: [u8; 32]) -> String {
        Hashed(credential, hash).key()
    }
}

impl Source for Hashed {
    type Found = Known;

    const KEPT: Kept = Kept::Pass;

    fn key(&self) -> String {
        key::pass(&hex::encode(self.1))
    }

    async fn load(&self, store: &Store) -> Result<Option<Known>, StoreError> {
        let Self(credential, hash) = *self;
        let pass = pass_of(hash);
        Ok(match credential {
            Credential::Cookie => {
                store.signed_in(hash, STAY).await?.map(|user| Known::person(&user, hash))
            }
            Credential::Token => {
                if let Some(bearer) = store.bearer(hash).await? {
                    return Ok(Some(Known::bearer(bearer, pass)));
                }
                let link = LinkHash(hash).load(store).await?;
                link.filter(|link| link.seat.is_some()).map(|link| Known::seated(link, pass))
            }
            Credential::Guest => store.guest(hash).await?.map(|user_id| Known {
                user_id,
                name: GUEST.to_owned(),
                scopes: None,
                is_guest: true,
                seat: None,
                pass,
                // It is over when nothing of it was used for long enough.
                expires_ms: None,
            }),
        })
    }

    fn is_over(found: &Known) -> bool {
        found.expires_ms.is_some_and(|expires_ms| expires_ms <= clock::unix_ms())
    }
}

/// See [`forget_passes`]. A job was born with the end of these passes, and tells
/// whoever cannot be told at once.
pub async fn forget(app: &App, owner: Uuid, hashes: &[[u8; 32]]) {
    if let Err(error) = forget_passes(&app.live, &app.store, owner, hashes).await {
        tracing::warn!("a job will tell that a sign-in or a token ended: {error:#}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::Permissions;

    #[test]
    fn whoever_is_kept_without_a_word_on_scopes_is_not_known() {
        let id = Uuid::nil();
        let kept = |scopes: &str| {
            let text = format!(r#"{{"user_id":"{id}","name":"Ann"{scopes},"pass":"{id}"}}"#);
            serde_json::from_str::<Known>(&text)
        };
        assert!(kept("").is_err());
        assert_eq!(kept(r#","scopes":null"#).unwrap().who(), Who::Account(id));
        let token = kept(r#","scopes":["everything","sessions:read"]"#).unwrap().who();
        assert!(token.limit().has(Permissions::LOOK) && !token.limit().has(Permissions::COMMAND));
    }
}
