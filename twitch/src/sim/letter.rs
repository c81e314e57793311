//! A message on its way, the same however often it is tried.

use downbeat_boot::clock;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use uuid::Uuid;

use crate::webhook::{sign, timestamp};

const CHAT: &str = "channel.chat.message";

pub struct Letter {
    pub id: String,
    pub kind: &'static str,
    pub subscription_type: &'static str,
    pub body: String,
}

impl Letter {
    pub fn chat(id: String, body: String) -> Self {
        Self { id, kind: "notification", subscription_type: CHAT, body }
    }

    /// Twitch's question, at a subscription's start, whether the callback is
    /// ours.
    pub fn challenge(challenge: &str, broadcaster_id: &str, bot_id: &str) -> Self {
        let body = serde_json::json!({
            "challenge": challenge,
            "subscription": {
                "id": "f1c2a387-161a-49f9-a165-0f21d7a4e1c4",
                "status": "webhook_callback_verification_pending",
                "type": CHAT,
                "version": "1",
                "condition": { "broadcaster_user_id": broadcaster_id, "user_id": bot_id },
                "transport": { "method": "webhook", "callback": "null" },
                "created_at": timestamp(clock::unix_ms()),
                "cost": 0,
            },
        });
        Self {
            id: Uuid::new_v4().to_string(),
            kind: "webhook_callback_verification",
            subscription_type: CHAT,
            body: body.to_string(),
        }
    }

    /// The headers of one attempt, signed with the time of now.
    pub fn headers(&self, secret: &str, retry: u32) -> anyhow::Result<HeaderMap> {
        let Self { id, kind, subscription_type, body } = self;
        let timestamp = timestamp(clock::unix_ms());
        let signature = sign(secret, id, &timestamp, body.as_bytes());
        let retry = retry.to_string();
        [
            ("content-type", "application/json"),
            ("twitch-eventsub-message-id", id),
            ("twitch-eventsub-message-retry", &retry),
            ("twitch-eventsub-message-type", kind),
            ("twitch-eventsub-message-signature", &signature),
            ("twitch-eventsub-message-timestamp", &timestamp),
            ("twitch-eventsub-subscription-type", subscription_type),
            ("twitch-eventsub-subscription-version", "1"),
        ]
        .into_iter()
        .map(|(name, value)| Ok((HeaderName::from_static(name), HeaderValue::from_str(value)?)))
        .collect()
    }
}
