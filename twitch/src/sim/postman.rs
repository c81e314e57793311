//! How messages come to a webhook.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use anyhow::Context as _;
use downbeat_boot::clock;
use reqwest::{Client, RequestBuilder, StatusCode};
use serde::Serialize;
use uuid::Uuid;

use crate::webhook::{sign, timestamp};

const ANSWER_LIMIT: Duration = Duration::from_secs(5);
/// Waits before a message is tried again.
const RETRIES: [Duration; 3] =
    [Duration::from_millis(500), Duration::from_secs(2), Duration::from_secs(8)];

/// Clones share their counts.
#[derive(Clone)]
pub struct Postman {
    client: Client,
    webhook: Arc<str>,
    secret: Arc<str>,
    counts: Arc<Counts>,
}

#[derive(Default)]
struct Counts {
    delivered: AtomicU64,
    repeated: AtomicU64,
    retried: AtomicU64,
    given_up: AtomicU64,
}

/// What the postman did until now.
#[derive(Debug, Serialize)]
pub struct Stats {
    pub delivered: u64,
    pub repeated: u64,
    pub retried: u64,
    pub given_up: u64,
}

/// One message, the same however often it is tried.
pub struct Letter {
    pub id: String,
    pub kind: &'static str,
    pub subscription_type: &'static str,
    pub body: String,
}

impl Letter {
    pub fn chat(body: String) -> Self {
        Self {
            id: Uuid::new_v4().to_string(),
            kind: "notification",
            subscription_type: "channel.chat.message",
            body,
        }
    }
}

impl Postman {
    pub fn new(webhook: &str, secret: &str) -> anyhow::Result<Self> {
        let client = Client::builder().timeout(ANSWER_LIMIT).build()?;
        Ok(Self { client, webhook: webhook.into(), secret: secret.into(), counts: Arc::default() })
    }

    pub fn stats(&self) -> Stats {
        let Counts { delivered, repeated, retried, given_up } = &*self.counts;
        Stats {
            delivered: delivered.load(Ordering::Relaxed),
            repeated: repeated.load(Ordering::Relaxed),
            retried: retried.load(Ordering::Relaxed),
            given_up: given_up.load(Ordering::Relaxed),
        }
    }

    /// Delivers, and tries again while the answer is not 2xx.
    pub async fn deliver(&self, letter: &Letter) -> Option<StatusCode> {
        let mut status = self.try_once(letter, 0).await;
        for (n, wait) in (1..).zip(RETRIES) {
            if status.is_some_and(|status| status.is_success()) {
                self.counts.delivered.fetch_add(1, Ordering::Relaxed);
                return status;
            }
            clock::sleep(wait).await;
            self.counts.retried.fetch_add(1, Ordering::Relaxed);
            status = self.try_once(letter, n).await;
        }
        self.counts.given_up.fetch_add(1, Ordering::Relaxed);
        status
    }

    /// Delivers what was delivered before, as Twitch may.
    pub async fn repeat(&self, letter: &Letter) {
        self.counts.repeated.fetch_add(1, Ordering::Relaxed);
        self.try_once(letter, 0).await;
    }

    /// `None` when there is no answer.
    pub async fn try_once(&self, letter: &Letter, retry: u32) -> Option<StatusCode> {
        Some(self.request(letter, retry).send().await.ok()?.status())
    }

    /// Asks whether the callback is ours, as at a subscription's start.
    pub async fn challenge(&self) -> anyhow::Result<()> {
        let challenge = Uuid::new_v4().to_string();
        let letter = Letter {
            id: Uuid::new_v4().to_string(),
            kind: "webhook_callback_verification",
            subscription_type: "channel.chat.message",
            body: format!(
                r#"{{"challenge":"{challenge}","subscription":{{"id":"f1c2a387-161a-49f9-a165-0f21d7a4e1c4","status":"webhook_callback_verification_pending","type":"channel.chat.message","version":"1"}}}}"#
            ),
        };
        let answer = self.request(&letter, 0).send().await?;
        anyhow::ensure!(answer.status() == StatusCode::OK, "answered {}", answer.status());
        let content_type = answer.headers().get("content-type").context("no Content-Type")?;
        let is_text = content_type.to_str()?.starts_with("text/plain");
        anyhow::ensure!(is_text, "the challenge came back as {content_type:?}");
        anyhow::ensure!(answer.text().await? == challenge, "another text came back");
        Ok(())
    }

    fn request(&self, letter: &Letter, retry: u32) -> RequestBuilder {
        let Letter { id, kind, subscription_type, body } = letter;
        let timestamp = timestamp(clock::unix_ms());
        let signature = sign(&self.secret, id, &timestamp, body.as_bytes());
        self.client
            .post(&*self.webhook)
            .header("Content-Type", "application/json")
            .header("Twitch-Eventsub-Message-Id", id)
            .header("Twitch-Eventsub-Message-Retry", retry)
            .header("Twitch-Eventsub-Message-Type", *kind)
            .header("Twitch-Eventsub-Message-Signature", signature)
            .header("Twitch-Eventsub-Message-Timestamp", timestamp)
            .header("Twitch-Eventsub-Subscription-Type", *subscription_type)
            .header("Twitch-Eventsub-Subscription-Version", "1")
            .body(body.clone())
    }
}
