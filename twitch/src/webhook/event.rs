//! What a message says.

use serde::Deserialize;

/// What happened at Twitch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    Chat(ChatMessage),
    /// Twitch asks whether the callback is ours; it wants this text back.
    Challenge(String),
    /// Twitch has ended a subscription.
    Revocation {
        subscription_id: String,
        subscription_type: String,
        status: String,
    },
    /// A shard of our conduit no longer delivers.
    ShardDisabled {
        subscription_id: String,
    },
    /// Something we did not ask for, or not yet.
    Other {
        subscription_type: String,
    },
    /// From Twitch, and not understood.
    Unreadable {
        reason: String,
    },
}

/// `channel.chat.message` v1, what matters of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChatMessage {
    pub broadcaster_id: String,
    pub chatter_id: String,
    pub message_id: String,
    pub text: String,
}

const CHAT: &str = "channel.chat.message";
const SHARD_DISABLED: &str = "conduit.shard.disabled";

pub(super) fn read(kind: &str, body: &[u8]) -> Event {
    let read = match kind {
        "notification" => notification(body),
        "webhook_callback_verification" => serde_json::from_slice(body)
            .map(|Verification { challenge }| Event::Challenge(challenge)),
        "revocation" => serde_json::from_slice(body).map(|Envelope { subscription }| {
            let Subscription { id, kind, status } = subscription;
            Event::Revocation { subscription_id: id, subscription_type: kind, status }
        }),
        other => return Event::Unreadable { reason: format!("message type {other:.40}") },
    };
    read.unwrap_or_else(|error| Event::Unreadable { reason: error.to_string() })
}

fn notification(body: &[u8]) -> serde_json::Result<Event> {
    match serde_json::from_slice::<ChatNotification>(body) {
        Ok(ChatNotification { subscription, event }) if subscription.kind == CHAT => {
            Ok(Event::Chat(ChatMessage {
                broadcaster_id: event.broadcaster_user_id,
                chatter_id: event.chatter_user_id,
                message_id: event.message_id,
                text: event.message.text,
            }))
        }
        Ok(ChatNotification { subscription, .. }) => Ok(not_chat(subscription)),
        // An event of another shape: only chat must be understood.
        Err(error) => {
            let Envelope { subscription } = serde_json::from_slice(body)?;
            if subscription.kind == CHAT { Err(error) } else { Ok(not_chat(subscription)) }
        }
    }
}

fn not_chat(Subscription { id, kind, status: _ }: Subscription) -> Event {
    match kind.as_str() {
        SHARD_DISABLED => Event::ShardDisabled { subscription_id: id },
        _ => Event::Other { subscription_type: kind },
    }
}

#[derive(Deserialize)]
struct Envelope {
    subscription: Subscription,
}

#[derive(Deserialize)]
struct Subscription {
    #[serde(default)]
    id: String,
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    status: String,
}

#[derive(Deserialize)]
struct Verification {
    challenge: String,
}

#[derive(Deserialize)]
struct ChatNotification {
    subscription: Subscription,
    event: ChatEvent,
}

#[derive(Deserialize)]
struct ChatEvent {
    broadcaster_user_id: String,
    chatter_user_id: String,
    message_id: String,
    message: Text,
}

#[derive(Deserialize)]
struct Text {
    text: String,
}
