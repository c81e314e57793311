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
    /// The channel in which it was said, where that is a partner's of a shared
    /// chat.
    pub source_id: Option<String>,
    pub chatter_id: String,
    pub message_id: String,
    pub text: String,
    /// Twitch put whom it answers in front.
    pub is_reply: bool,
    /// Whether it bears the badge of the broadcaster or of a moderator.
    pub is_of_moderator: bool,
}

/// How chat clients wrap what was typed after `/me`.
const ACTION: (&str, char) = ("\u{1}ACTION ", '\u{1}');

impl ChatMessage {
    /// What the chatter typed.
    #[must_use]
    pub fn typed(&self) -> &str {
        let text = self.text.as_str();
        let text = match text.strip_prefix(ACTION.0) {
            Some(wrapped) => wrapped.strip_suffix(ACTION.1).unwrap_or(wrapped),
            None => text,
        };
        let mention = text.strip_prefix('@').filter(|_| self.is_reply);
        match mention.and_then(|mention| mention.split_once(char::is_whitespace)) {
            Some((_, typed)) => typed,
            None => text,
        }
    }

    /// Whether it was said in somebody else's channel, with which this one shares
    /// its chat.
    #[must_use]
    pub fn is_of_a_partner(&self) -> bool {
        self.source_id.as_ref().is_some_and(|source| *source != self.broadcaster_id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str, is_reply: bool) -> String {
        let said = ChatMessage {
            broadcaster_id: "1".into(),
            source_id: None,
            chatter_id: "2".into(),
            message_id: "3".into(),
            text: text.into(),
            is_reply,
            is_of_moderator: false,
        };
        said.typed().to_owned()
    }

    #[test]
    fn what_clients_and_twitch_put_around_it_was_not_typed() {
        assert_eq!(typed("\u{1}ACTION yes\u{1}", false), "yes");
        assert_eq!(typed("\u{1}ACTION yes", false), "yes");
        assert_eq!(typed("@streamer yes", true), "yes");
        assert_eq!(typed("\u{1}ACTION @streamer yes\u{1}", true), "yes");
    }

    #[test]
    fn a_mention_that_somebody_typed_was_typed() {
        assert_eq!(typed("@streamer yes", false), "@streamer yes");
        assert_eq!(typed("yes", true), "yes");
        assert_eq!(typed("@streamer", true), "@streamer");
    }
}
