//! The body of a `channel.chat.message` notification, with all that the real
//! one has.

use super::fragments::fragments;

/// The bot that reads along when none is named.
pub const BOT: &str = "1";

/// The colours that Twitch gives out; the empty one is of those who never chose.
const COLORS: &[&str] = &["#FF4500", "#2E8B57", "#1E90FF", "#9ACD32", "#8A2BE2", "#DAA520", ""];
const BADGES: &[&str] = &[
    "",
    r#"{"set_id":"subscriber","id":"6","info":"8"}"#,
    r#"{"set_id":"vip","id":"1","info":""}"#,
    r#"{"set_id":"moderator","id":"1","info":""},{"set_id":"premium","id":"1","info":""}"#,
];

/// What was said, by whom, where, and who read along. Ids are decimal or UUIDs
/// and get no escaping; the text does.
#[derive(Debug, Clone, Copy)]
pub struct ChatMessage<'a> {
    pub broadcaster_id: &'a str,
    pub bot_id: &'a str,
    pub chatter_id: &'a str,
    pub message_id: &'a str,
    pub text: &'a str,
}

/// A chat message as Twitch would tell it, read by [`BOT`].
#[must_use]
pub fn notification(
    broadcaster_id: &str,
    chatter_id: &str,
    message_id: &str,
    text: &str,
) -> String {
    ChatMessage { broadcaster_id, bot_id: BOT, chatter_id, message_id, text }.notification()
}

impl ChatMessage<'_> {
    /// The whole body.
    #[must_use]
    pub fn notification(&self) -> String {
        let Self { broadcaster_id, bot_id, chatter_id, message_id, text } = *self;
        format!(
            concat!(
                r#"{{"subscription":{{"id":"f1c2a387-161a-49f9-a165-0f21d7a4e1c4","#,
                r#""status":"enabled","type":"channel.chat.message","version":"1","#,
                r#""condition":{{"broadcaster_user_id":"{broadcaster}","user_id":"{bot}"}},"#,
                r#""transport":{{"method":"conduit","#,
                r#""conduit_id":"bfcfc993-26b1-b876-44d9-afe75a379dac"}},"#,
                r#""created_at":"2026-01-02T03:04:05.678901234Z","cost":0}},"event":{{"#,
                r#""broadcaster_user_id":"{broadcaster}","broadcaster_user_login":"streamer","#,
                r#""broadcaster_user_name":"Streamer","source_broadcaster_user_id":null,"#,
                r#""source_broadcaster_user_login":null,"source_broadcaster_user_name":null,"#,
                r#""chatter_user_id":"{chatter}","chatter_user_login":"viewer{chatter}","#,
                r#""chatter_user_name":"Viewer{chatter}","message_id":"{message}","#,
                r#""source_message_id":null,"is_source_only":null,"#,
                r#""message":{{"text":{text},"fragments":{fragments}}},"#,
                r#""color":"{color}","badges":[{badges}],"#,
                r#""source_badges":null,"message_type":"text","cheer":null,"reply":null,"#,
                r#""channel_points_custom_reward_id":null,"channel_points_animation_id":null}}}}"#,
            ),
            broadcaster = broadcaster_id,
            bot = bot_id,
            chatter = chatter_id,
            message = message_id,
            text = serde_json::Value::from(text),
            fragments = fragments(text),
            color = of(chatter_id, COLORS),
            badges = of(chatter_id, BADGES),
        )
    }
}

/// A chatter always gets the same.
fn of(chatter_id: &str, all: &'static [&'static str]) -> &'static str {
    let sum: usize = chatter_id.bytes().map(usize::from).sum();
    all[sum % all.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_said_it_is_json() {
        for text in ["yes", "\"quoted\" \\ back", "はい\n\u{0}", "😀", "yes LUL"] {
            for chatter in ["2", "30", "31", "32", "33"] {
                let body: serde_json::Value =
                    serde_json::from_str(&notification("1", chatter, "m", text)).unwrap();
                assert_eq!(body["event"]["message"]["text"], text);
                assert_eq!(body["event"]["chatter_user_id"], chatter);
                assert!(body["event"]["badges"].is_array());
            }
        }
    }

    #[test]
    fn the_bot_is_the_one_that_was_named() {
        let said = ChatMessage {
            broadcaster_id: "1",
            bot_id: "77",
            chatter_id: "2",
            message_id: "m",
            text: "yes",
        };
        let body: serde_json::Value = serde_json::from_str(&said.notification()).unwrap();
        assert_eq!(body["subscription"]["condition"]["user_id"], "77");
    }
}
