//! What all who look at a channel are told at once, by Extension `PubSub`.

use std::time::Duration;

use downbeat_boot::clock;
use reqwest::{Client, StatusCode};
use serde_json::json;

use super::{Extension, External, Signer};
use crate::client::{TwitchError, send};

/// Twitch takes 5 KB; what it wraps a message in counts, too.
pub const BROADCAST_BYTES_MAX: usize = 4_900;
/// A channel has a message a second: one that takes longer holds up the next.
const ANSWER_LIMIT: Duration = Duration::from_secs(5);
const GOOD_FOR_MS: i64 = 60_000;

/// Sends broadcasts; clones share its connections.
#[derive(Clone)]
pub struct Broadcaster {
    http: Client,
    signer: Signer,
    url: String,
    client_id: String,
    owner_id: String,
}

impl Broadcaster {
    pub fn new(extension: &Extension) -> reqwest::Result<Self> {
        Ok(Self {
            http: Client::builder().timeout(ANSWER_LIMIT).build()?,
            signer: extension.signer(),
            url: format!("{}/extensions/pubsub", extension.api_url),
            client_id: extension.client_id.clone(),
            owner_id: extension.owner_id.clone(),
        })
    }

    /// Tells everybody in a channel.
    pub async fn send(&self, channel: &str, message: &str) -> Result<(), TwitchError> {
        let claims = External::broadcasting(&self.owner_id, channel);
        let unsigned = || TwitchError::Refused {
            status: StatusCode::UNAUTHORIZED.as_u16(),
            message: "the claims cannot be signed".to_owned(),
        };
        let until_ms = clock::unix_ms() + GOOD_FOR_MS;
        let token = self.signer.sign(&claims, until_ms).ok_or_else(unsigned)?;
        let body = json!({
            "target": ["broadcast"],
            "broadcaster_id": channel,
            "is_global_broadcast": false,
            "message": message,
        });
        let request = self.http.post(&self.url).header("Client-Id", &self.client_id);
        let answer = send(request.bearer_auth(token).json(&body)).await?;
        if answer.status().is_success() { Ok(()) } else { Err(TwitchError::of(answer).await) }
    }
}
