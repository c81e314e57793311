//! Our extension at Twitch: who a viewer is, and what all viewers are told.
//!
//! A **pass** is a JWT that Twitch gives a viewer's page, signed with the
//! extension's secret; nobody but Twitch and us can make one. With the same secret
//! we sign what we **broadcast** by Extension `PubSub`. Secrets have two versions
//! while they change: what comes may be signed with either, what we send is
//! signed with the newest.

mod broadcast;
mod pass;
mod sign;

pub use broadcast::{BROADCAST_BYTES_MAX, Broadcaster};
pub use pass::{BadPass, Pass, Role, Viewer};
pub use sign::{External, Issued, Signer};

use std::fmt;

use base64::{Engine, prelude::BASE64_STANDARD};
use downbeat_boot::Config;

/// Where Twitch serves the views of an extension.
const SERVED_AT: &str = ".ext-twitch.tv";

/// Our extension, and where Twitch is.
#[derive(Clone)]
pub struct Extension {
    pub client_id: String,
    /// The account that owns it; decimal.
    pub owner_id: String,
    /// The newest first.
    pub secrets: Vec<Vec<u8>>,
    /// Where its views are served from.
    pub origin: String,
    /// As `https://api.twitch.tv/helix`.
    pub api_url: String,
}

impl Extension {
    /// As it is set up; `None` where it is not.
    #[must_use]
    pub fn of(config: &Config) -> Option<Self> {
        let set_up = &config.extension;
        let client_id = set_up.client_id.clone();
        if client_id.is_empty() {
            return None;
        }
        let secrets = set_up.secrets.iter().filter_map(|text| BASE64_STANDARD.decode(text).ok());
        let origin = match set_up.origin.as_str() {
            "" => format!("https://{client_id}{SERVED_AT}"),
            origin => origin.to_owned(),
        };
        Some(Self {
            owner_id: set_up.owner_id.clone(),
            secrets: secrets.collect(),
            origin,
            api_url: config.twitch.api_url.clone(),
            client_id,
        })
    }

    /// What signs with the newest secret.
    #[must_use]
    pub fn signer(&self) -> Signer {
        Signer::new(self.secrets.first().map(Vec::as_slice).unwrap_or_default())
    }
}

impl fmt::Debug for Extension {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Extension").field("client_id", &self.client_id).finish_non_exhaustive()
    }
}
