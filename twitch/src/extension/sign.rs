//! JWTs that we sign: for ourselves as the extension's server, and, in the
//! simulated Twitch, for viewers.

use chrono::{DateTime, Utc};
use jwt_compact::{
    AlgorithmExt, Claims, Header,
    alg::{Hs256, Hs256Key},
};
use serde::{Deserialize, Serialize};

/// Signs with one secret.
#[derive(Clone)]
pub struct Signer(Hs256Key);

/// What the extension's server says of itself.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct External {
    /// Whose extension it is.
    pub user_id: String,
    pub role: String,
    pub channel_id: String,
    pub pubsub_perms: Permissions,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Permissions {
    pub send: Vec<String>,
}

/// What Twitch says of a viewer.
#[derive(Debug, Clone, Serialize)]
pub struct Issued<'a> {
    pub channel_id: &'a str,
    pub opaque_user_id: &'a str,
    pub role: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_id: Option<&'a str>,
    pub is_unlinked: bool,
}

impl External {
    /// Whoever may broadcast in a channel.
    #[must_use]
    pub fn broadcasting(owner_id: &str, channel: &str) -> Self {
        Self {
            user_id: owner_id.to_owned(),
            role: "external".to_owned(),
            channel_id: channel.to_owned(),
            pubsub_perms: Permissions { send: vec!["broadcast".to_owned()] },
        }
    }
}

impl Signer {
    #[must_use]
    pub fn new(secret: &[u8]) -> Self {
        Self(Hs256Key::new(secret))
    }

    /// A JWT with these claims that is over at that time; `None` where they cannot
    /// be written.
    #[must_use]
    pub fn sign(&self, claims: &impl Serialize, until_ms: i64) -> Option<String> {
        let mut claims = Claims::new(claims);
        claims.expiration = Some(DateTime::<Utc>::from_timestamp(until_ms.div_euclid(1_000), 0)?);
        let header = Header::empty().with_token_type("JWT");
        Hs256.token(&header, &claims, &self.0).ok()
    }
}
