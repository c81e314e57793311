//! An event, sent to its owner's own backend, in the form of Standard Webhooks
//! (standardwebhooks.com): signed, with an id that is the same each time.

use std::time::Duration;

use base64::{Engine, prelude::BASE64_STANDARD};
use downbeat_boot::clock;
use downbeat_session::{Rev, kinds};
use downbeat_store::{Cell, EventCursor, Hooked, NewJob, WebhookRecord};
use hmac::{Hmac, Mac};
use metrics::counter;
use reqwest::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::Sha256;
use uuid::Uuid;

use crate::{Attempt, Backoff, Durable, Hopeless, JobContext};

/// What secrets begin with, as the standard has it.
pub const SECRET_PREFIX: &str = "whsec_";

/// One event of a session.
#[derive(Debug, Serialize, Deserialize)]
pub struct DeliverWebhook {
    pub session: Uuid,
    pub incarnation: i64,
    pub rev: i64,
    pub seq: i16,
}

impl Durable for DeliverWebhook {
    type Context = JobContext;

    const NAME: &'static str = "deliver_webhook";
    const QUEUE: &'static str = "webhooks";
    const CONCURRENCY: usize = 16;
    const TIMEOUT: Duration = Duration::from_secs(30);
    /// Over about two days.
    const ATTEMPTS: u32 = 12;
    const BACKOFF: Backoff =
        Backoff { first: Duration::from_secs(5), max: Duration::from_hours(12) };
    const SHOWN: &'static [&'static str] = &["session", "incarnation", "rev", "seq"];

    async fn run(self, context: &JobContext, _: &Attempt) -> anyhow::Result<()> {
        let Some(webhook) = self.webhook(context).await? else { return Ok(()) };
        let Some(body) = self.body(context).await? else { return Ok(()) };
        let outcome = self.send(context, &webhook, body.to_string()).await;
        let problem = outcome.as_ref().err().map(|error| format!("{error:#}"));
        context.store.note_delivery(self.session, &webhook.url, problem.as_deref()).await?;
        let label = if outcome.is_ok() { "delivered" } else { "failed" };
        counter!("downbeat_webhook_deliveries_total", "outcome" => label).increment(1);
        outcome
    }
}

/// A job for each event that its kind has sent out.
pub(crate) fn deliveries(hooked: &[Hooked]) -> Result<Vec<NewJob>, serde_json::Error> {
    let is_sent = |event: &&Hooked| {
        kinds::named(&event.kind).is_some_and(|kind| kind.sent.contains(&event.name.as_str()))
    };
    let job = |event: &Hooked| {
        let Hooked { session_id, incarnation, rev, seq, .. } = *event;
        DeliverWebhook { session: session_id, incarnation, rev, seq }.job()
    };
    hooked.iter().filter(is_sent).map(job).collect()
}

impl DeliverWebhook {
    /// The same for the same event, so that a receiver can tell a repetition.
    fn id(&self) -> String {
        let Self { session, incarnation, rev, seq } = self;
        format!("{session}:{incarnation}:{rev}:{seq}")
    }

    /// The address that the event is for, also of a session that has ended since.
    async fn webhook(&self, context: &JobContext) -> anyhow::Result<Option<WebhookRecord>> {
        Ok(context.store.webhook_for(self.session, self.incarnation).await?)
    }

    /// `None` for an event that is gone.
    async fn body(&self, context: &JobContext) -> anyhow::Result<Option<Value>> {
        let Some(kind) = context.store.kind_of(self.session).await? else { return Ok(None) };
        let cursor = EventCursor { incarnation: self.incarnation, rev: self.rev, seq: self.seq };
        let Some(event) = context.store.event(self.session, cursor).await? else { return Ok(None) };
        let at =
            time::OffsetDateTime::from_unix_timestamp_nanos(i128::from(event.at_ms) * 1_000_000)?;
        let rev =
            Rev { incarnation: event.incarnation.unsigned_abs(), rev: event.rev.unsigned_abs() };
        Ok(Some(json!({
            "type": format!("{kind}.{}", event.name),
            "timestamp": at.format(&time::format_description::well_known::Rfc3339)?,
            "data": {
                "session": self.session,
                "rev": rev.to_string(),
                "at_ms": event.at_ms,
                "event": event.payload,
            },
        })))
    }

    async fn send(
        &self,
        context: &JobContext,
        webhook: &WebhookRecord,
        body: String,
    ) -> anyhow::Result<()> {
        let secret = context.keys.open(webhook_cell(&self.session.to_string()), &webhook.secret)?;
        let timestamp = clock::unix_ms() / 1_000;
        let id = self.id();
        let request = context
            .outside
            .post(&webhook.url)?
            .header("content-type", "application/json")
            .header("webhook-timestamp", timestamp)
            .header("webhook-signature", signature(&secret, &id, timestamp, &body))
            .header("webhook-id", id)
            .body(body);
        let status = request.send().await?.status();
        match status {
            status if status.is_success() => Ok(()),
            // The receiver's way of saying that it wants no more of these.
            StatusCode::GONE => Err(Hopeless("the receiver is gone (410)".into()).into()),
            status => anyhow::bail!("the receiver answered {status}"),
        }
    }
}

/// Where a webhook's secret is sealed.
#[must_use]
pub fn webhook_cell(session: &str) -> Cell<'_> {
    Cell { table: "webhook", column: "secret", row: session }
}

fn signature(secret: &[u8], id: &str, timestamp: i64, body: &str) -> String {
    // A key of HMAC may have any length.
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).unwrap_or_else(|_| unreachable!());
    mac.update(format!("{id}.{timestamp}.{body}").as_bytes());
    format!("v1,{}", BASE64_STANDARD.encode(mac.finalize().into_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the standard's own libraries.
    #[test]
    fn the_signature_is_the_standards() {
        let secret = BASE64_STANDARD.decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap();
        let (id, timestamp) = ("msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330);
        let body = r#"{"test": 2432232314}"#;
        assert_eq!(
            signature(&secret, id, timestamp, body),
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
        );
    }
}
