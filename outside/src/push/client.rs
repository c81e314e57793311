//! One push to one device.

use anyhow::Context as _;
use downbeat_boot::{clock, settings};
use reqwest::header;

use super::{Device, Vapid, sealed::seal};
use crate::{
    NotOutside, Outside,
    http::{Said, Unanswered},
};

/// Every service takes 4 KiB, of which encryption and its head want some.
pub const PUSH_BYTES_MAX: usize = 3 * 1024;

/// Those of people's push services.
#[derive(Clone)]
pub struct Pusher {
    outside: Outside,
    vapid: Vapid,
}

/// How much it is worth to wake a device that saves its battery (RFC 8030, 5.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Urgency {
    Low,
    Normal,
}

/// What is said to a device.
#[derive(Debug, Clone, Copy)]
pub struct Push<'a> {
    /// Where its browser said it is told.
    pub endpoint: &'a str,
    pub device: &'a Device,
    /// How long the service keeps it for a device that is off.
    pub ttl_s: u32,
    pub urgency: Urgency,
    /// One that waits there under the same topic is replaced: 32 letters of base64url at
    /// most.
    pub topic: &'a str,
    pub said: &'a [u8],
}

#[derive(Debug, thiserror::Error)]
pub enum PushError {
    #[error("a push says {PUSH_BYTES_MAX} bytes at most")]
    TooLong,
    #[error(transparent)]
    NotOutside(#[from] NotOutside),
    #[error(transparent)]
    Unanswered(#[from] Unanswered),
}

impl Urgency {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Normal => "normal",
        }
    }
}

impl Pusher {
    /// `None` where the house pushes nothing.
    pub fn of(settings: &settings::Push) -> anyhow::Result<Option<Self>> {
        let settings::Push { private_key, subject, allow_private } = settings;
        if private_key.is_empty() {
            return Ok(None);
        }
        let vapid = Vapid::read(private_key, subject).context("reading push.private_key")?;
        Ok(Some(Self { outside: Outside::new(*allow_private)?, vapid }))
    }

    /// What browsers subscribe with.
    #[must_use]
    pub fn public_key(&self) -> &str {
        self.vapid.public()
    }

    /// What can be told of an address before it is called.
    pub fn check(&self, endpoint: &str) -> Result<(), NotOutside> {
        self.outside.check(endpoint).map(drop)
    }

    /// Hands it to the service; what that said is for the caller to heed.
    pub async fn send(&self, push: Push<'_>) -> Result<Said, PushError> {
        let Push { endpoint, device, ttl_s, urgency, topic, said } = push;
        if said.len() > PUSH_BYTES_MAX {
            return Err(PushError::TooLong);
        }
        let body = seal(device, said).ok_or(PushError::TooLong)?;
        let origin = self.outside.check(endpoint)?.origin().ascii_serialization();
        let request = self
            .outside
            .post(endpoint)?
            .header(header::AUTHORIZATION, self.vapid.authorization(&origin, now_s()))
            .header(header::CONTENT_ENCODING, "aes128gcm")
            .header(header::CONTENT_TYPE, "application/octet-stream")
            .header("TTL", ttl_s)
            .header("Urgency", urgency.as_str())
            .header("Topic", topic)
            .body(body);
        Ok(self.outside.send(request).await?)
    }
}

fn now_s() -> i64 {
    clock::unix_ms() / 1_000
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(private_key: String, allow_private: bool) -> settings::Push {
        settings::Push { private_key, subject: "mailto:house@example.org".into(), allow_private }
    }

    #[test]
    fn without_a_key_there_is_no_push_and_a_wrong_one_is_not_quoted() {
        assert!(Pusher::of(&settings(String::new(), false)).unwrap().is_none());
        let error = Pusher::of(&settings("hunter2".into(), false)).err().unwrap();
        assert!(!format!("{error:#}").contains("hunter2"), "{error:#}");
    }

    #[tokio::test]
    async fn what_is_private_or_too_long_is_not_called() {
        let pusher = Pusher::of(&settings(Vapid::new_key(), false)).unwrap().unwrap();
        let device = super::super::sim::Browser::new().device();
        let push = Push {
            endpoint: "https://127.0.0.1/x",
            device: &device,
            ttl_s: 60,
            urgency: Urgency::Normal,
            topic: "t",
            said: b"hello",
        };
        assert!(matches!(pusher.send(push).await, Err(PushError::NotOutside(_))));
        let long = vec![b'x'; PUSH_BYTES_MAX + 1];
        let endpoint = "https://example.org/x";
        let sent = pusher.send(Push { endpoint, said: &long, ..push }).await;
        assert!(matches!(sent, Err(PushError::TooLong)));
    }
}
