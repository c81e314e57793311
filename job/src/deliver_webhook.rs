//! An event, sent to its owner's own backend, in the form of Standard Webhooks
//! (standardwebhooks.com): signed, with an id that is the same each time.

use std::time::Duration;

use base64::{Engine, prelude::BASE64_STANDARD};
use downbeat_boot::clock;
use downbeat_outside::http::{NotNow, Said, Turn, Unanswered};
use downbeat_session::{Rev, kinds};
use downbeat_store::{Cell, EventCursor, Hooked, NewJob, WebhookRecord, Whose};
use hmac::{Hmac, Mac};
use metrics::counter;
use reqwest::StatusCode;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::Sha256;
use uuid::Uuid;

use crate::{Attempt, Backoff, Durable, JobContext, NotBefore, NotItsTurn, Outside};

/// What secrets begin with, as the standard has it.
pub const SECRET_PREFIX: &str = "whsec_";

/// Between two attempts, also where the receiver names a longer wait.
const WAIT_MAX: Duration = Duration::from_hours(12);

/// What a receiver says that wants no more (the standard's word for it).
const GONE: &str = "the receiver answered 410 Gone: nothing is sent any more";

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
    /// Over two days at least, and four at most.
    const ATTEMPTS: u32 = 22;
    const BACKOFF: Backoff = Backoff { first: Duration::from_secs(5), max: WAIT_MAX };
    const SHOWN: &'static [&'static str] = &["session", "incarnation", "rev", "seq"];

    async fn run(self, context: &JobContext, _: &Attempt) -> anyhow::Result<()> {
        let Some(whose) = context.store.whose(self.session).await? else { return Ok(()) };
        let Some(webhook) = self.webhook(context, &whose).await? else { return Ok(()) };
        // A child's events go where its parent's do.
        let hook = whose.parent_id.unwrap_or(self.session);
        let host = Outside::host(&webhook.url);
        let turn = context.turns.take(hook, whose.owner, host).map_err(not_now)?;
        // Whoever was called before may have had it stopped.
        match self.webhook(context, &whose).await? {
            None => return Ok(()),
            Some(now) if now.url != webhook.url || now.secret != webhook.secret => {
                return Err(NotItsTurn { after: Duration::ZERO }.into());
            }
            Some(_) => {}
        }
        let Some(body) = self.body(context, &whose.kind).await? else { return Ok(()) };
        let said = self.send(context, (hook, &webhook), body.to_string()).await;
        let outcome = said.and_then(|said| heed(&turn, said));
        let problem = outcome.as_ref().err().map(|error| format!("{error:#}"));
        let label = match outcome {
            Ok(Taken::Yes) => "delivered",
            Ok(Taken::NeverAgain) => {
                context.store.stop_webhook(hook, &webhook, GONE).await?;
                counter!("downbeat_webhook_deliveries_total", "outcome" => "gone").increment(1);
                return Ok(());
            }
            Err(_) => "failed",
        };
        context.store.note_delivery(hook, &webhook.url, problem.as_deref()).await?;
        counter!("downbeat_webhook_deliveries_total", "outcome" => label).increment(1);
        outcome.map(|_| ())
    }
}

/// What a receiver made of an event.
enum Taken {
    Yes,
    /// It wants no more of them.
    NeverAgain,
}

/// What follows from an answer, or from none.
fn heed(turn: &Turn, said: Result<Said, Unanswered>) -> anyhow::Result<Taken> {
    let Said { status, retry_after } = match said {
        Ok(said) => said,
        Err(unanswered) => {
            turn.unanswered();
            return Err(unanswered.into());
        }
    };
    turn.answered();
    if status.is_success() {
        return Ok(Taken::Yes);
    }
    if status == StatusCode::GONE {
        return Ok(Taken::NeverAgain);
    }
    let why = format!("the receiver answered {status}");
    let Some(after) = retry_after.map(|after| after.min(WAIT_MAX)) else { anyhow::bail!(why) };
    turn.rest(after);
    Err(NotBefore { after, why }.into())
}

/// How whoever calls the outside comes back.
pub(crate) fn not_now(why: NotNow) -> anyhow::Error {
    match why {
        NotNow::Busy(after) => NotItsTurn { after }.into(),
        NotNow::Shut(after) => {
            let why = "the receiver is left alone: it asked for that, or its host does not answer";
            NotBefore { after, why: why.to_owned() }.into()
        }
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
    async fn webhook(
        &self,
        context: &JobContext,
        whose: &Whose,
    ) -> anyhow::Result<Option<WebhookRecord>> {
        let session = (self.session, whose.parent_id);
        Ok(context.store.webhook_for(session, self.incarnation).await?)
    }

    /// `None` for an event that is gone.
    async fn body(&self, context: &JobContext, kind: &str) -> anyhow::Result<Option<Value>> {
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
                "event": kinds::shown(kind, event.payload),
            },
        })))
    }

    async fn send(
        &self,
        context: &JobContext,
        (hook, webhook): (Uuid, &WebhookRecord),
        body: String,
    ) -> anyhow::Result<Result<Said, Unanswered>> {
        let secret = context.keys.open(webhook_cell(&hook.to_string()), &webhook.secret)?;
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
        Ok(context.outside.send(request).await)
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
    use downbeat_outside::{Turns, http::REST};

    use super::*;

    /// At the shortest waits that chance may bring. An attempt may find that its
    /// host is left alone, which counts, so the last of it does not.
    #[test]
    fn an_event_is_tried_for_two_days_at_least() {
        let Backoff { first, max } = DeliverWebhook::BACKOFF;
        let wait = |n: u32| first.saturating_mul(2_u32.pow(n)).min(max) / 2;
        let tried: Duration = (0..DeliverWebhook::ATTEMPTS - 1).map(wait).sum();
        assert!(tried >= Duration::from_hours(48) + REST.1, "{tried:?}");
        assert!(wait(DeliverWebhook::ATTEMPTS - 2) * 2 == max, "the waits reach their limit");
        // And those of `Backoff` are no shorter than these.
        for attempt in 1..DeliverWebhook::ATTEMPTS {
            let drawn = DeliverWebhook::BACKOFF.after(attempt.try_into().unwrap());
            assert!(drawn >= wait(attempt - 1), "{attempt}: {drawn:?}");
        }
    }

    fn said(status: u16, retry_after: Option<Duration>) -> Said {
        Said { status: StatusCode::from_u16(status).unwrap(), retry_after }
    }

    #[test]
    fn a_receiver_is_heeded_within_bounds() {
        let turns = Turns::default();
        let turn = |session| {
            turns.take(Uuid::from_u128(session), Uuid::nil(), session.to_string()).unwrap()
        };
        assert!(matches!(heed(&turn(1), Ok(said(204, None))), Ok(Taken::Yes)));
        assert!(matches!(heed(&turn(1), Ok(said(410, None))), Ok(Taken::NeverAgain)));
        for (status, told_s, heeded_s) in
            [(429, 120, 120), (503, 0, 0), (500, 9_999_999, 43_200), (302, 7, 7)]
        {
            let wait = Some(Duration::from_secs(told_s));
            let error = heed(&turn(status.into()), Ok(said(status, wait))).err().unwrap();
            let NotBefore { after, .. } = error.downcast_ref().unwrap();
            assert_eq!(*after, Duration::from_secs(heeded_s), "{status}");
            let next = turns.take(Uuid::from_u128(status.into()), Uuid::nil(), status.to_string());
            assert_eq!(next.is_err(), heeded_s > 0, "{status}");
        }
        let error = heed(&turn(1), Ok(said(500, None))).err().unwrap();
        assert!(!error.is::<NotBefore>() && error.to_string().contains("500"), "{error}");
    }

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
