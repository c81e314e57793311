//! A call of Helix under the app token.

use downbeat_boot::clock;
use metrics::{counter, histogram};
use reqwest::{Method, RequestBuilder, Response, StatusCode};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;

use super::{Twitch, TwitchError};

/// A list, and how it goes on.
#[derive(Debug, Deserialize)]
pub(super) struct Data<T> {
    #[serde(default = "Vec::new")]
    pub data: Vec<T>,
    #[serde(default)]
    pub pagination: Pagination,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Pagination {
    pub cursor: Option<String>,
}

#[derive(Deserialize)]
struct Token {
    access_token: String,
}

impl Twitch {
    /// Asks, and once more with a new token when the one we have is refused.
    pub(super) async fn helix(
        &self,
        method: Method,
        path: &str,
        query: &[(&str, &str)],
        body: Option<Value>,
    ) -> Result<Response, TwitchError> {
        let mut is_second = false;
        loop {
            let token = self.token().await?;
            let url = format!("{}{path}", self.application.api_url);
            let mut request = self.http.request(method.clone(), url).query(query);
            request = request.header("Client-Id", &self.application.client_id).bearer_auth(&token);
            if let Some(body) = &body {
                request = request.json(body);
            }
            let answer = send(request).await?;
            if answer.status() == StatusCode::UNAUTHORIZED && !is_second {
                self.forget(&token).await;
                is_second = true;
                continue;
            }
            return if answer.status().is_success() {
                Ok(answer)
            } else {
                Err(TwitchError::of(answer).await)
            };
        }
    }

    pub(super) async fn list<T: DeserializeOwned>(
        &self,
        path: &str,
        query: &[(&str, &str)],
    ) -> Result<Data<T>, TwitchError> {
        let answer = self.helix(Method::GET, path, query, None).await?;
        answer.json().await.map_err(TwitchError::Unreadable)
    }

    /// The app token; whoever needs one while it is being asked for waits.
    async fn token(&self) -> Result<String, TwitchError> {
        let mut kept = self.app_token.lock().await;
        if let Some(token) = &*kept {
            return Ok(token.clone());
        }
        let form = [
            ("client_id", self.application.client_id.as_str()),
            ("client_secret", &self.application.client_secret),
            ("grant_type", "client_credentials"),
        ];
        let url = format!("{}/oauth2/token", self.application.auth_url);
        let answer = send(self.http.post(url).form(&form)).await?;
        if !answer.status().is_success() {
            return Err(TwitchError::of(answer).await);
        }
        let Token { access_token } = answer.json().await.map_err(TwitchError::Unreadable)?;
        Ok(kept.insert(access_token).clone())
    }

    async fn forget(&self, token: &str) {
        let mut kept = self.app_token.lock().await;
        if kept.as_deref() == Some(token) {
            *kept = None;
        }
    }
}

/// Every request to Twitch goes through here and is counted.
pub(crate) async fn send(request: RequestBuilder) -> Result<Response, TwitchError> {
    let start = clock::monotonic();
    let answer = request.send().await;
    histogram!("downbeat_twitch_request_seconds").record(start.elapsed());
    let outcome = match answer.as_ref().map(Response::status) {
        Ok(StatusCode::TOO_MANY_REQUESTS) => "rate_limited",
        Ok(status) if status.is_success() => "accepted",
        Ok(status) if status.is_server_error() => "unwell",
        Ok(_) => "refused",
        Err(_) => "unreachable",
    };
    counter!("downbeat_twitch_requests_total", "outcome" => outcome).increment(1);
    answer.map_err(TwitchError::Unreachable)
}
