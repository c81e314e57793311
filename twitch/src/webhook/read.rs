//! From a verified body to an [`Event`]. Chat is nearly all there is, so it is
//! tried first and costs one pass over the body and one copy of each of its
//! four members.
//!
//! The type of a message stands in a header that the signature does not cover:
//! whoever caught a message could send it again as another type. So a body must
//! have the shape of its type: a notification has an `event` of a subscription
//! that is enabled, a question its `challenge`, and a revocation neither, of a
//! subscription that has ended.

use std::borrow::Cow;

use serde::{Deserialize, de::IgnoredAny};

use super::event::{ChatMessage, Event};

const CHAT: &str = "channel.chat.message";
const SHARD_DISABLED: &str = "conduit.shard.disabled";
const AUTHORIZATION_REVOKED: &str = "user.authorization.revoke";

/// How a subscription is that sends notifications, and one whose webhook is
/// being asked.
const ENABLED: &str = "enabled";
const ASKED: &str = "webhook_callback_verification_pending";

/// Never fails: what cannot be understood is [`Event::Unreadable`].
pub(super) fn event(kind: &str, body: &[u8]) -> Event {
    let read = match kind {
        "notification" => notification(body),
        "webhook_callback_verification" => serde_json::from_slice(body).and_then(question),
        "revocation" => serde_json::from_slice(body).and_then(revocation),
        other => return Event::Unreadable { reason: format!("message type {other:.40}") },
    };
    read.unwrap_or_else(|error| Event::Unreadable { reason: error.to_string() })
}

fn notification(body: &[u8]) -> serde_json::Result<Event> {
    match serde_json::from_slice(body) {
        Ok(ChatNotification { subscription: Kind { kind, status }, event, challenge })
            if kind == CHAT =>
        {
            if challenge.is_some() || status.is_some_and(|status| status != ENABLED) {
                return Err(misshapen("a notification"));
            }
            Ok(Event::Chat(ChatMessage {
                broadcaster_id: event.broadcaster_user_id,
                source_id: event.source_broadcaster_user_id,
                chatter_id: event.chatter_user_id,
                message_id: event.message_id,
                text: event.message.text,
                is_reply: event.reply.is_some(),
                is_of_moderator: event.badges.iter().any(Badge::is_of_moderator),
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
    let Envelope { subscription: Subscription { id, kind, status }, event, challenge } =
        serde_json::from_slice(body)?;
    if event.is_none() || challenge.is_some() || status.is_some_and(|status| status != ENABLED) {
        return Err(misshapen("a notification"));
    }
    if kind == AUTHORIZATION_REVOKED {
        let Revoked { event: Person { client_id, user_id } } = serde_json::from_slice(body)?;
        return Ok(Event::AuthorizationRevoked { client_id, user_id });
    }
    if kind != SHARD_DISABLED {
        return Ok(Event::Other { subscription_type: kind });
    }
    let shard = serde_json::from_slice(body).unwrap_or_default();
    let ShardNotification { event: Shard { conduit_id, shard_id } } = shard;
    Ok(Event::ShardDisabled { subscription_id: id, conduit_id, shard_id })
}

fn question(Verification { challenge, event }: Verification) -> serde_json::Result<Event> {
    if event.is_some() {
        return Err(misshapen("a question"));
    }
    Ok(Event::Challenge(challenge))
}

fn revocation(Envelope { subscription, event, challenge }: Envelope) -> serde_json::Result<Event> {
    let Subscription { id, kind, status } = subscription;
    let ended = status.filter(|status| status != ENABLED && status != ASKED && !status.is_empty());
    match ended {
        Some(status) if event.is_none() && challenge.is_none() && !id.is_empty() => {
            Ok(Event::Revocation { subscription_id: id, subscription_type: kind, status })
        }
        _ => Err(misshapen("a revocation")),
    }
}

fn misshapen(what: &str) -> serde_json::Error {
    serde::de::Error::custom(format!("{what} of another shape"))
}

#[derive(Deserialize)]
struct ChatNotification<'a> {
    #[serde(borrow)]
    subscription: Kind<'a>,
    #[serde(borrow)]
    event: ChatEvent<'a>,
    challenge: Option<IgnoredAny>,
}

#[derive(Deserialize)]
struct Kind<'a> {
    #[serde(borrow, rename = "type")]
    kind: Cow<'a, str>,
    #[serde(borrow, default)]
    status: Option<Cow<'a, str>>,
}

#[derive(Deserialize)]
struct ChatEvent<'a> {
    broadcaster_user_id: String,
    #[serde(default)]
    source_broadcaster_user_id: Option<String>,
    chatter_user_id: String,
    message_id: String,
    message: Text,
    /// What it answers, null for what answers nothing.
    #[serde(default)]
    reply: Option<IgnoredAny>,
    #[serde(borrow, default)]
    badges: Vec<Badge<'a>>,
}

#[derive(Deserialize)]
struct Badge<'a> {
    #[serde(borrow)]
    set_id: Cow<'a, str>,
}

impl Badge<'_> {
    fn is_of_moderator(&self) -> bool {
        matches!(&*self.set_id, "broadcaster" | "moderator" | "lead_moderator")
    }
}

#[derive(Deserialize)]
struct Text {
    text: String,
}

#[derive(Deserialize)]
struct Verification {
    challenge: String,
    event: Option<IgnoredAny>,
}

#[derive(Deserialize)]
struct Envelope {
    subscription: Subscription,
    event: Option<IgnoredAny>,
    challenge: Option<IgnoredAny>,
}

#[derive(Deserialize)]
struct Subscription {
    #[serde(default)]
    id: String,
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    status: Option<String>,
}

#[derive(Deserialize)]
struct Revoked {
    event: Person,
}

#[derive(Deserialize)]
struct Person {
    client_id: String,
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
