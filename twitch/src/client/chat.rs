//! What the bot says in a channel's chat.

use reqwest::Method;
use serde::Deserialize;
use serde_json::json;

use super::{Twitch, TwitchError, ask::Data};

const PATH: &str = "/chat/messages";
/// Characters of a message.
pub const MESSAGE_CHARS_MAX: usize = 500;

#[derive(Deserialize)]
struct Said {
    is_sent: bool,
    #[serde(default)]
    drop_reason: Option<Reason>,
}

#[derive(Deserialize)]
struct Reason {
    #[serde(default)]
    code: String,
    #[serde(default)]
    message: String,
}

impl Twitch {
    /// Says it, by the application's own token: the bot has allowed
    /// `user:write:chat` and `user:bot`, and the broadcaster `channel:bot`. A
    /// message that Twitch drops is refused. What it took is said, whatever it tells
    /// of it: to say it again would double it.
    pub async fn say(&self, broadcaster_id: &str, message: &str) -> Result<(), TwitchError> {
        let body = json!({
            "broadcaster_id": broadcaster_id,
            "sender_id": self.application.bot_user_id,
            "message": message,
        });
        let answer = self.helix(Method::POST, PATH, &[], Some(body)).await?;
        let status = answer.status().as_u16();
        let said = answer.json::<Data<Said>>().await.ok();
        let said = said.and_then(|said| said.data.into_iter().next());
        let Some(said) = said.filter(|said| !said.is_sent) else { return Ok(()) };
        let reason = said.drop_reason.map(|reason| format!("{}: {}", reason.code, reason.message));
        let message = reason.unwrap_or_else(|| "the message was dropped".to_owned());
        Err(TwitchError::Refused { status, message })
    }
}
