//! What happened at Twitch, in our words.

/// What a message says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    Chat(ChatMessage),
    /// Twitch asks whether the callback is ours; it wants this text back.
    Challenge(String),
    /// Twitch has ended a subscription. `status` is its reason, as
    /// `authorization_revoked`. Whose wish that was it does not say: a chat's
    /// subscription needs its streamer and the bot.
    Revocation {
        subscription_id: String,
        subscription_type: String,
        status: String,
    },
    /// A shard of our conduit no longer delivers. Which one is there if it can
    /// be read: that something is to be repaired matters more.
    ShardDisabled {
        subscription_id: String,
        conduit_id: Option<String>,
        shard_id: Option<String>,
    },
    /// Somebody took back what they had allowed an application, which may not be
    /// ours.
    AuthorizationRevoked {
        client_id: String,
        user_id: String,
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
