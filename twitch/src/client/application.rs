use std::fmt;

use downbeat_boot::Config;

/// Our application at Twitch, and where Twitch is.
#[derive(Clone)]
pub struct Application {
    pub client_id: String,
    pub client_secret: String,
    /// The account that reads along in chat; decimal.
    pub bot_user_id: String,
    /// As `https://id.twitch.tv`.
    pub auth_url: String,
    /// As `https://api.twitch.tv/helix`.
    pub api_url: String,
    /// Where EventSub sends messages.
    pub callback: String,
    /// What it signs them with.
    pub secret: String,
    pub shards: u16,
}

impl Application {
    /// As it is set up; `None` where it is not.
    #[must_use]
    pub fn of(config: &Config) -> Option<Self> {
        let twitch = config.twitch.clone();
        let secret = twitch.webhook_secrets.into_iter().next()?;
        (!twitch.client_id.is_empty()).then_some(Self {
            client_id: twitch.client_id,
            client_secret: twitch.client_secret,
            bot_user_id: twitch.bot_user_id,
            auth_url: twitch.auth_url,
            api_url: twitch.api_url,
            callback: format!("{}/webhooks/twitch", config.api.public_url),
            secret,
            shards: twitch.shards,
        })
    }
}

impl fmt::Debug for Application {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Application").field("client_id", &self.client_id).finish_non_exhaustive()
    }
}
