//! The body of a `channel.chat.message` notification, with all that the real
//! one has.

use downbeat_boot::clock;

use crate::webhook::timestamp;

/// A chat message as Twitch would tell it. Ids are decimal or UUIDs and need no
/// escaping; the text gets it.
#[must_use]
pub fn notification(
    broadcaster_id: &str,
    chatter_id: &str,
    message_id: &str,
    text: &str,
) -> String {
    let text = serde_json::Value::from(text);
    let created = timestamp(clock::unix_ms());
    format!(
        concat!(
            r#"{{"subscription":{{"id":"f1c2a387-161a-49f9-a165-0f21d7a4e1c4","status":"enabled","#,
            r#""type":"channel.chat.message","version":"1","#,
            r#""condition":{{"broadcaster_user_id":"{broadcaster}","user_id":"1"}},"#,
            r#""transport":{{"method":"conduit","conduit_id":"bfcfc993-26b1-b876-44d9-afe75a379dac"}},"#,
            r#""created_at":"{created}","cost":0}},"event":{{"#,
            r#""broadcaster_user_id":"{broadcaster}","broadcaster_user_login":"streamer","#,
            r#""broadcaster_user_name":"Streamer","source_broadcaster_user_id":null,"#,
            r#""source_broadcaster_user_login":null,"source_broadcaster_user_name":null,"#,
            r#""chatter_user_id":"{chatter}","chatter_user_login":"viewer{chatter}","#,
            r#""chatter_user_name":"Viewer{chatter}","message_id":"{message}","#,
            r#""source_message_id":null,"is_source_only":null,"message":{{"text":{text},"#,
            r#""fragments":[{{"type":"text","text":{text},"cheermote":null,"emote":null,"mention":null}}]}},"#,
            r##""color":"#3B82F6","badges":[{{"set_id":"subscriber","id":"6","info":"8"}}],"##,
            r#""source_badges":null,"message_type":"text","cheer":null,"reply":null,"#,
            r#""channel_points_custom_reward_id":null,"channel_points_animation_id":null}}}}"#,
        ),
        broadcaster = broadcaster_id,
        chatter = chatter_id,
        message = message_id,
        text = text,
        created = created,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_said_it_is_json() {
        for text in ["yes", "\"quoted\" \\ back", "はい\n\u{0}", "😀"] {
            let body: serde_json::Value =
                serde_json::from_str(&notification("1", "2", "m", text)).unwrap();
            assert_eq!(body["event"]["message"]["text"], text);
            assert_eq!(body["event"]["message"]["fragments"][0]["text"], text);
        }
    }
}
