//! Twitch's chat: signed notifications, sent to an API.

use downbeat_boot::clock;
use downbeat_twitch::{sim, webhook};
use reqwest::{Client, RequestBuilder, StatusCode};
use uuid::Uuid;

use super::Process;

#[derive(Debug, Clone)]
pub struct Message {
    pub id: String,
    pub chatter: String,
    pub text: String,
}

impl Message {
    pub fn new(chatter: impl Into<String>, text: &str) -> Self {
        Self { id: Uuid::new_v4().to_string(), chatter: chatter.into(), text: text.into() }
    }
}

pub struct Chat {
    client: Client,
    secret: &'static str,
    broadcaster: &'static str,
}

impl Chat {
    pub fn new(secret: &'static str, broadcaster: &'static str) -> Self {
        Self { client: Client::new(), secret, broadcaster }
    }

    /// Sends a message of a new chatter; it is counted if its session is hot.
    pub async fn say(&self, api: &Process, text: &str) -> StatusCode {
        self.send(api, &Message::new(Uuid::new_v4().to_string(), text)).await.unwrap()
    }

    pub async fn send(&self, api: &Process, message: &Message) -> reqwest::Result<StatusCode> {
        self.send_to(&api.base, message).await
    }

    /// `Err` when the API there cannot be reached.
    pub async fn send_to(&self, base: &str, message: &Message) -> reqwest::Result<StatusCode> {
        let body =
            sim::notification(self.broadcaster, &message.chatter, &message.id, &message.text);
        let timestamp = webhook::timestamp(clock::unix_ms());
        let request = self.client.post(format!("{base}/webhooks/twitch"));
        let request = signed(request, self.secret, &message.id, &timestamp, body.as_bytes());
        Ok(request.body(body).send().await?.status())
    }
}

/// A request with the headers of a notification.
pub fn signed(
    request: RequestBuilder,
    secret: &str,
    id: &str,
    timestamp: &str,
    body: &[u8],
) -> RequestBuilder {
    signed_as("notification", request, secret, (id, timestamp, body))
}

/// The same of any type.
pub fn signed_as(
    kind: &str,
    request: RequestBuilder,
    secret: &str,
    (id, timestamp, body): (&str, &str, &[u8]),
) -> RequestBuilder {
    request
        .header("Twitch-Eventsub-Message-Id", id)
        .header("Twitch-Eventsub-Message-Timestamp", timestamp)
        .header("Twitch-Eventsub-Message-Signature", webhook::sign(secret, id, timestamp, body))
        .header("Twitch-Eventsub-Message-Type", kind)
        .header("Twitch-Eventsub-Subscription-Type", "channel.chat.message")
}
