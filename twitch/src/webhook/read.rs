//! From a verified body to an [`Event`]. Chat is nearly all there is, so it is
//! tried first and costs one pass over the body and one copy of each of its
//! four members.

use std::borrow::Cow;

use serde::Deserialize;

use super::event::{ChatMessage, Event};

const CHAT: &str = "channel.chat.message";
const SHARD_DISABLED: &str = "conduit.shard.disabled";
const AUTHORIZATION_REVOKED: &str = "user.authorization.revoke";

/// Never fails: what cannot be understood is [`Event::Unreadable`].
pub(super) fn event(kind: &str, body: &[u8]) -> Event {
    let read = match kind {
        "notification" => notification(body),
        "webhook_callback_verification" => serde_json::from_slice(body)
            .map(|Verification { challenge }| Event::Challenge(challenge)),
        "revocation" => serde_json::from_slice(body).map(revocation),
        other => return Event::Unreadable { reason: format!("message type {other:.40}") },
    };
    read.unwrap_or_else(|error| Event::Unreadable { reason: error.to_string() })
}

fn notification(body: &[u8]) -> serde_json::Result<Event> {
    match serde_json::from_slice(body) {
        Ok(ChatNotification { subscription: Kind { kind }, event }) if kind == CHAT => {
            let ChatEvent { broadcaster_user_id, chatter_user_id, message_id, message } = event;
            Ok(Event::Chat(ChatMessage {
                broadcaster_id: broadcaster_user_id,
                chatter_id: chatter_user_id,
                message_id,
                text: message.text,
            }))
        }
        Ok(_) => not_chat(body),
        // An event of another shape: only chat must be understood.
        Err(error) => match not_chat(body)? {
            Event::Other { subscription_type } if subscription_type == CHAT => Err(error),
            event => Ok(event),
        },
    }
}

fn not_chat(body: &[u8]) -> serde_json::Result<Event> {
    let Envelope { subscription: Subscription { id, kind, .. } } = serde_json::from_slice(body)?;
    if kind == AUTHORIZATION_REVOKED {
        let Revoked { event: Person { user_id } } = serde_json::from_slice(body)?;
        return Ok(Event::AuthorizationRevoked { user_id });
    }
    if kind != SHARD_DISABLED {
        return Ok(Event::Other { subscription_type: kind });
    }
    let shard = serde_json::from_slice(body).unwrap_or_default();
    let ShardNotification { event: Shard { conduit_id, shard_id } } = shard;
    Ok(Event::ShardDisabled { subscription_id: id, conduit_id, shard_id })
}

fn revocation(Envelope { subscription }: Envelope) -> Event {
    let Subscription { id, kind, status, condition } = subscription;
    Event::Revocation {
        subscription_id: id,
        subscription_type: kind,
        status,
        broadcaster_id: condition.broadcaster_user_id,
    }
}

#[derive(Deserialize)]
struct ChatNotification<'a> {
    #[serde(borrow)]
    subscription: Kind<'a>,
    event: ChatEvent,
}

#[derive(Deserialize)]
struct Kind<'a> {
    #[serde(borrow, rename = "type")]
    kind: Cow<'a, str>,
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

#[derive(Deserialize)]
struct Verification {
    challenge: String,
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
    #[serde(default)]
    condition: Condition,
}

#[derive(Default, Deserialize)]
struct Condition {
    broadcaster_user_id: Option<String>,
}

#[derive(Deserialize)]
struct Revoked {
    event: Person,
}

#[derive(Deserialize)]
struct Person {
    user_id: String,
}

#[derive(Default, Deserialize)]
struct ShardNotification {
    event: Shard,
}

#[derive(Default, Deserialize)]
struct Shard {
    conduit_id: Option<String>,
    shard_id: Option<String>,
}
