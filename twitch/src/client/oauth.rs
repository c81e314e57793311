//! Signing people in: OAuth's authorization code flow (RFC 6749, section 4.1).

use reqwest::Url;
use serde::Deserialize;

use super::{Twitch, TwitchError, ask::send};

/// All that we ask a streamer for: that our bot may read along.
const SCOPE: &str = "channel:bot";

/// Somebody's account at Twitch.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Account {
    pub id: String,
    pub login: String,
    pub display_name: String,
}

#[derive(Deserialize)]
struct Granted {
    access_token: String,
}

#[derive(Deserialize)]
struct Users {
    data: Vec<Account>,
}

impl Twitch {
    /// Where a browser goes to say yes or no; it comes back to `redirect`.
    /// `None` when the setting of Twitch's address is no address.
    #[must_use]
    pub fn authorize_url(&self, redirect: &str, state: &str) -> Option<String> {
        let base = format!("{}/oauth2/authorize", self.application.auth_url);
        let parameters = [
            ("client_id", self.application.client_id.as_str()),
            ("redirect_uri", redirect),
            ("response_type", "code"),
            ("scope", SCOPE),
            ("state", state),
        ];
        Url::parse_with_params(&base, parameters).ok().map(String::from)
    }

    /// Whose code it is. Their token is dropped with the answer.
    pub async fn account_of(&self, code: &str, redirect: &str) -> Result<Account, TwitchError> {
        let application = &self.application;
        let form = [
            ("client_id", application.client_id.as_str()),
            ("client_secret", &application.client_secret),
            ("code", code),
            ("grant_type", "authorization_code"),
            ("redirect_uri", redirect),
        ];
        let url = format!("{}/oauth2/token", application.auth_url);
        let answer = send(self.http.post(url).form(&form)).await?;
        if !answer.status().is_success() {
            return Err(TwitchError::of(answer).await);
        }
        let Granted { access_token } = answer.json().await.map_err(TwitchError::Unreadable)?;
        let ask = self.http.get(format!("{}/users", application.api_url));
        let ask = ask.header("Client-Id", &application.client_id).bearer_auth(access_token);
        let answer = send(ask).await?;
        if !answer.status().is_success() {
            return Err(TwitchError::of(answer).await);
        }
        let Users { data } = answer.json().await.map_err(TwitchError::Unreadable)?;
        data.into_iter().next().ok_or(TwitchError::NotFound)
    }
}
