//! Twitch's HTTP API, as an application uses it: signing people in, and
//! EventSub's conduits and subscriptions.
//!
//! An **app token** is asked for when it is needed and anew when it is refused.
//! No person's token is kept: it is used once, to learn who they are.

mod application;
mod ask;
mod chat;
mod conduits;
mod error;
mod oauth;
mod subscriptions;

pub use application::Application;
pub(crate) use ask::send;
pub use chat::MESSAGE_CHARS_MAX;
pub use conduits::{Conduit, Shard};
pub use error::TwitchError;
pub use oauth::Account;
pub use subscriptions::{CHAT, Found, REVOKED, SHARD_DISABLED, Wanted};

use std::{sync::Arc, time::Duration};

use reqwest::Client;
use tokio::sync::Mutex;

/// Longer than any answer takes that is worth waiting for.
const ANSWER_LIMIT: Duration = Duration::from_secs(10);

/// The handle to Twitch; clones share the app token.
#[derive(Clone)]
pub struct Twitch {
    http: Client,
    application: Arc<Application>,
    app_token: Arc<Mutex<Option<String>>>,
}

impl Twitch {
    pub fn new(application: Application) -> reqwest::Result<Self> {
        Self::with_patience(application, ANSWER_LIMIT)
    }

    /// The same, waiting no longer than that for an answer.
    pub fn with_patience(application: Application, limit: Duration) -> reqwest::Result<Self> {
        let http = Client::builder().timeout(limit).build()?;
        let application = Arc::new(application);
        Ok(Self { http, application, app_token: Arc::default() })
    }

    #[must_use]
    pub fn application(&self) -> &Application {
        &self.application
    }
}
