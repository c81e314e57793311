//! EventSub over webhooks: from a request's bytes to what happened.
//!
//! A **delivery** is one message that is really from Twitch and not too old.
//! Its id tells repetitions: delivery is at least once.

mod event;
mod read;
mod secret;
mod stamp;

pub use event::{ChatMessage, Event};
pub use secret::{Secrets, sign};
pub use stamp::timestamp;

/// The headers that matter, as they came.
#[derive(Debug, Clone, Copy, Default)]
pub struct Headers<'a> {
    pub id: Option<&'a str>,
    pub timestamp: Option<&'a str>,
    pub signature: Option<&'a str>,
    pub kind: Option<&'a str>,
}

/// A message from Twitch.
#[derive(Debug, Clone, PartialEq)]
pub struct Delivery {
    pub id: String,
    pub sent_ms: i64,
    pub event: Event,
}

/// Why a request is not taken for one of Twitch's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("the header Twitch-Eventsub-Message-{0} is missing")]
    MissingHeader(&'static str),
    #[error("the signature does not match")]
    BadSignature,
    #[error("the message is older than 10 minutes or from the future")]
    Stale,
}

const AGE_MS_MAX: i64 = 10 * 60 * 1000;
const AHEAD_MS_MAX: i64 = 60 * 1000;

/// Verifies a request and reads it. The signature is checked first, over the
/// bytes as they came; what cannot be read after that is an [`Event`], too.
pub fn open(
    secrets: &Secrets,
    headers: &Headers<'_>,
    body: &[u8],
    now_ms: i64,
) -> Result<Delivery, Refusal> {
    let id = headers.id.ok_or(Refusal::MissingHeader("Id"))?;
    let timestamp = headers.timestamp.ok_or(Refusal::MissingHeader("Timestamp"))?;
    let signature = headers.signature.ok_or(Refusal::MissingHeader("Signature"))?;
    let kind = headers.kind.ok_or(Refusal::MissingHeader("Type"))?;
    if !secrets.verify(id, timestamp, body, signature) {
        return Err(Refusal::BadSignature);
    }
    let sent_ms = stamp::read(timestamp).ok_or(Refusal::Stale)?;
    let is_timely = sent_ms >= now_ms.saturating_sub(AGE_MS_MAX)
        && sent_ms <= now_ms.saturating_add(AHEAD_MS_MAX);
    if !is_timely {
        return Err(Refusal::Stale);
    }
    Ok(Delivery { id: id.to_owned(), sent_ms, event: read::event(kind, body) })
}

#[cfg(test)]
mod tests;
