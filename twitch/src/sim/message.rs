//! A message on its way, the same however often it is tried.

use downbeat_boot::clock;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use serde_json::{Value, json};
use uuid::Uuid;

use super::world::Subscription;
use crate::{
    client::{CHAT, SHARD_DISABLED},
    webhook::{sign, timestamp},
};

pub struct Message {
    pub id: String,
    pub kind: &'static str,
    pub subscription_type: String,
    pub body: String,
}

impl Message {
    pub fn chat(id: String, body: String) -> Self {
        Self { id, kind: "notification", subscription_type: CHAT.into(), body }
    }

    /// Something else that a subscription is about.
    pub fn notification(one: &Subscription, event: &Value) -> Self {
        let body = json!({ "subscription": as_json(one), "event": event });
        Self::about(one, "notification", &body)
    }

    /// The end of a subscription; its status is the reason.
    pub fn revocation(one: &Subscription) -> Self {
        Self::about(one, "revocation", &json!({ "subscription": as_json(one) }))
    }

    fn about(one: &Subscription, kind: &'static str, body: &Value) -> Self {
        let (subscription_type, body) = (one.kind.clone(), body.to_string());
        Self { id: Uuid::new_v4().to_string(), kind, subscription_type, body }
    }

    /// Twitch's question, when a shard is pointed at a webhook, whether the
    /// webhook is ours.
    pub fn challenge(challenge: &str, client_id: &str) -> Self {
        let body = json!({
            "challenge": challenge,
            "subscription": {
                "id": Uuid::new_v4(),
                "status": "webhook_callback_verification_pending",
                "type": SHARD_DISABLED,
                "version": "1",
                "condition": { "client_id": client_id },
                "transport": { "method": "webhook", "callback": "null" },
                "created_at": timestamp(clock::unix_ms()),
                "cost": 0,
            },
        });
        Self {
            id: Uuid::new_v4().to_string(),
            kind: "webhook_callback_verification",
            subscription_type: SHARD_DISABLED.into(),
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

fn as_json(one: &Subscription) -> Value {
    let Subscription { id, kind, version, condition, conduit, status, created_at } = one;
    json!({
        "id": id, "status": status, "type": kind, "version": version, "condition": condition,
        "transport": { "method": "conduit", "conduit_id": conduit },
        "created_at": created_at, "cost": 0,
    })
}
