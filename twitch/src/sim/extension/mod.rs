//! The simulated side of Twitch's extensions: viewers with their JWTs, Extension
//! `PubSub`, the Configuration Service's answer, and pages that frame our views.

mod air;
mod frame;
mod issue;
mod players;
mod pubsub;
#[cfg(test)]
mod tests;

use std::{path::PathBuf, sync::Arc};

use base64::{Engine, prelude::BASE64_STANDARD};
use downbeat_boot::clock::{self, Instant};
use parking_lot::Mutex;
use poem::Route;

use crate::extension::{self, Signer};
use air::Air;

/// The extension that the simulated Twitch has.
#[derive(Debug, Clone)]
pub struct Options {
    pub client_id: String,
    pub owner_id: String,
    /// In base64, the newest first.
    pub secrets: Vec<String>,
    /// What the Configuration Service says: where the extension's server is.
    pub ebs: String,
    /// The folder of the built views.
    pub views: Option<PathBuf>,
    /// Viewers play, as a chat argues.
    pub plays: bool,
}

/// What of it changes.
pub struct Extension {
    pub options: Options,
    secrets: Vec<Vec<u8>>,
    air: Mutex<Air>,
    since: Instant,
}

impl Extension {
    #[must_use]
    pub fn new(options: Options) -> Self {
        let secrets = options.secrets.iter().filter_map(|text| BASE64_STANDARD.decode(text).ok());
        let secrets = secrets.collect();
        Self { options, secrets, air: Mutex::default(), since: clock::monotonic() }
    }

    /// What signs with the newest secret, or with one that is known no more.
    fn signer(&self, secret: issue::Secret) -> Option<Signer> {
        let known = match secret {
            issue::Secret::Newest => self.secrets.first(),
            issue::Secret::Old => self.secrets.get(1),
            issue::Secret::Unknown => {
                return Some(Signer::new(b"a secret that is nobody's at all"));
            }
        };
        known.map(|secret| Signer::new(secret))
    }

    /// As its server has it, to read what that signed.
    fn at_twitch(&self) -> extension::Extension {
        let Options { client_id, owner_id, .. } = self.options.clone();
        let secrets = self.secrets.clone();
        let (origin, api_url) = (String::new(), String::new());
        extension::Extension { client_id, owner_id, secrets, origin, api_url }
    }

    fn now_s(&self) -> f64 {
        self.since.elapsed().as_secs_f64()
    }
}

pub fn routes(route: Route) -> Route {
    frame::routes(pubsub::routes(issue::routes(route)))
}

pub use players::start as start_players;

/// The extension, where there is one.
type Known = Option<Arc<Extension>>;
