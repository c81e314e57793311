//! How messages come to a webhook: signed, at least once, tried again while
//! the answer is not 2xx.

use std::{sync::Arc, time::Duration};

use anyhow::Context as _;
use downbeat_boot::clock;
use reqwest::{Client, Response, StatusCode, header::HeaderMap};

use super::{
    message::Message,
    tally::{Stats, Tally},
};

const ANSWER_LIMIT: Duration = Duration::from_secs(5);
/// Waits before a message is tried again.
pub const RETRIES: &[Duration] =
    &[Duration::from_millis(500), Duration::from_secs(2), Duration::from_secs(8)];

/// Where messages go, and what signs them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    pub callback: Arc<str>,
    pub secret: Arc<str>,
}

impl Address {
    pub fn new(callback: &str, secret: &str) -> Self {
        Self { callback: callback.into(), secret: secret.into() }
    }
}

/// Clones share their counts.
#[derive(Clone)]
pub struct Sender {
    client: Client,
    retries: &'static [Duration],
    tally: Arc<Tally>,
}

impl Sender {
    pub fn new(retries: &'static [Duration]) -> anyhow::Result<Self> {
        let client = Client::builder().timeout(ANSWER_LIMIT).build()?;
        Ok(Self { client, retries, tally: Arc::default() })
    }

    pub fn stats(&self) -> Stats {
        self.tally.stats()
    }

    /// Delivers, and tries again while the answer is not 2xx. Answers what came
    /// last.
    pub async fn deliver(&self, address: &Address, message: &Message) -> Option<StatusCode> {
        let mut status = self.try_once(address, message, 0).await;
        for (n, wait) in (1..).zip(self.retries) {
            if is_taken(status) {
                break;
            }
            clock::sleep(*wait).await;
            self.tally.count(|stats| stats.retried += 1);
            status = self.try_once(address, message, n).await;
        }
        self.tally.count(|stats| {
            *if is_taken(status) { &mut stats.delivered } else { &mut stats.given_up } += 1;
        });
        status
    }

    /// Delivers what was delivered before, as Twitch may.
    pub async fn repeat(&self, address: &Address, message: &Message) {
        self.tally.count(|stats| stats.duplicates += 1);
        self.try_once(address, message, 0).await;
    }

    /// `None` when there is no answer.
    pub async fn try_once(
        &self,
        address: &Address,
        message: &Message,
        retry: u32,
    ) -> Option<StatusCode> {
        let headers = message.headers(&address.secret, retry).ok()?;
        Some(self.post(address, headers, message.body.clone()).await.ok()?.status())
    }

    /// Whether the webhook gives a challenge back as Twitch wants it.
    pub async fn challenge(
        &self,
        address: &Address,
        challenge: &str,
        message: &Message,
    ) -> anyhow::Result<()> {
        let headers = message.headers(&address.secret, 0)?;
        let answer = self.post(address, headers, message.body.clone()).await?;
        anyhow::ensure!(answer.status() == StatusCode::OK, "answered {}", answer.status());
        let content_type = answer.headers().get("content-type").context("no Content-Type")?;
        let is_text = content_type.to_str()?.starts_with("text/plain");
        anyhow::ensure!(is_text, "the challenge came back as {content_type:?}");
        anyhow::ensure!(answer.text().await? == challenge, "another text came back");
        Ok(())
    }

    /// Every request goes through here and is counted.
    pub async fn post(
        &self,
        address: &Address,
        headers: HeaderMap,
        body: String,
    ) -> reqwest::Result<Response> {
        let answer = self.client.post(&*address.callback).headers(headers).body(body).send().await;
        self.tally.answer(answer.as_ref().ok().map(|answer| answer.status().as_u16()));
        answer
    }
}

fn is_taken(status: Option<StatusCode>) -> bool {
    status.is_some_and(|status| status.is_success())
}
