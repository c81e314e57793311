//! `POST /webhooks/twitch`: what Twitch tells us.
//!
//! All of chat comes this way, so it is answered before the table of routes: by
//! hyper's own service, without what other doors look at.

use std::{io, time::Duration};

use downbeat_boot::clock;
use downbeat_job::{Durable, HandleRevocation, SweepSubscriptions};
use downbeat_store::NewJob;
use downbeat_twitch::webhook::{self, Event, Headers, Refusal};
use http_body_util::BodyExt;
use hyper::body::Incoming;
use metrics::{counter, histogram};
use poem::{
    Body, IntoResponse, Response,
    http::{HeaderMap, Method, Request, StatusCode},
};
use sha2::{Digest, Sha256};

use crate::{
    app::App,
    bodies::{self, Unread},
    kinds, measure,
    problem::{problem, unavailable},
    refusal::Refusal as Refused,
};

pub const PATH: &str = "/webhooks/twitch";
const BODY_BYTES_MAX: usize = 64 * 1024;
/// Twitch waits for two seconds.
const KEPT_WITHIN: Duration = Duration::from_millis(1_500);

/// Whether this is one; other methods of the path are the routes' to refuse.
pub fn is_one<B>(request: &Request<B>) -> bool {
    request.method() == Method::POST && request.uri().path() == PATH
}

pub async fn twitch(app: &App, request: Request<Incoming>) -> Response {
    let start = clock::monotonic();
    let (head, body) = request.into_parts();
    let headers = headers(&head.headers);
    let (outcome, answer) = answer(app, &headers, body).await;
    let kind = match headers.kind {
        Some("notification") => "notification",
        Some("webhook_callback_verification") => "webhook_callback_verification",
        Some("revocation") => "revocation",
        _ => "other",
    };
    counter!("downbeat_webhooks_total", "type" => kind, "outcome" => outcome).increment(1);
    let took = start.elapsed();
    histogram!("downbeat_webhook_seconds").record(took);
    measure::answered(measure::WEBHOOK, answer.status(), took);
    answer
}

/// The outcome, as metrics name it, and the answer.
async fn answer(app: &App, headers: &Headers<'_>, body: Incoming) -> (&'static str, Response) {
    // Whoever proves nothing is not listened to.
    let Headers { id, timestamp, signature, kind } = headers;
    let is_signed = [id, timestamp, signature, kind].into_iter().all(Option::is_some);
    let body = Body::from(body.map_err(io::Error::other).boxed());
    let body = if is_signed { bodies::read(app, body, BODY_BYTES_MAX).await } else { Ok(vec![]) };
    let body = match body {
        Ok(body) => body,
        Err(Unread::TooLarge) => {
            let detail = "a webhook has 64 KiB at most";
            return ("too_large", problem(StatusCode::PAYLOAD_TOO_LARGE, "too_large", detail));
        }
        Err(Unread::Broken) => {
            let detail = "the body of the webhook was cut";
            return ("unreadable", problem(StatusCode::BAD_REQUEST, "bad_request", detail));
        }
        Err(Unread::TimedOut) => return ("unreadable", Refused::timed_out().into_response()),
    };
    let delivery = match webhook::open(&app.secrets, headers, &body, clock::unix_ms()) {
        Ok(delivery) => delivery,
        Err(refusal) => return refuse(&refusal),
    };
    match delivery.event {
        Event::Chat(message) => kinds::chat(app, &delivery.id, &message).await,
        Event::Challenge(challenge) => {
            ("accepted", Response::builder().content_type("text/plain").body(challenge))
        }
        Event::Unreadable { reason } => {
            tracing::warn!(id = delivery.id, %reason, "a signed webhook cannot be read");
            ("unreadable", StatusCode::NO_CONTENT.into_response())
        }
        Event::Other { subscription_type } => {
            tracing::info!(id = delivery.id, subscription_type, "a webhook that nobody waits for");
            ("accepted", StatusCode::NO_CONTENT.into_response())
        }
        Event::Revocation { subscription_id, subscription_type: _, status } => {
            let told = HandleRevocation::Subscription { remote_id: subscription_id, status };
            kept(app, &delivery.id, told.job()).await
        }
        Event::AuthorizationRevoked { client_id, user_id } => {
            let (account_id, sent_ms) = (user_id, delivery.sent_ms);
            let told = HandleRevocation::Account { account_id, client_id, sent_ms };
            kept(app, &delivery.id, told.job()).await
        }
        Event::ShardDisabled { .. } => kept(app, &delivery.id, SweepSubscriptions {}.job()).await,
    }
}

/// What Twitch will not say again is a durable job before it is answered. The
/// same message again, by its id, makes no other.
pub async fn kept(
    app: &App,
    message_id: &str,
    job: serde_json::Result<NewJob>,
) -> (&'static str, Response) {
    let job = match job {
        Ok(job) => job,
        Err(error) => {
            // Sent again it would be the same: the log has what is not acted on.
            tracing::error!(id = message_id, %error, "a webhook cannot be kept as a job");
            return ("unreadable", StatusCode::NO_CONTENT.into_response());
        }
    };
    tracing::info!(id = message_id, job = job.name, "a webhook that is to be acted on");
    let jobs = [job];
    let once = app.store.enqueue_once(Sha256::digest(message_id).into(), &jobs);
    match clock::timeout(KEPT_WITHIN, once).await {
        Ok(Ok(enqueued)) => {
            if let Some(enqueued) = enqueued {
                app.queue.announce(&enqueued).await;
            }
            ("accepted", StatusCode::NO_CONTENT.into_response())
        }
        late => {
            let error = late.map(Result::err);
            tracing::warn!(?error, "a webhook cannot be kept now: Twitch sends it again");
            ("unavailable", unavailable("Postgres cannot keep this now"))
        }
    }
}

fn refuse(refusal: &Refusal) -> (&'static str, Response) {
    let outcome = match refusal {
        Refusal::MissingHeader(_) => "missing_header",
        Refusal::BadSignature => "bad_signature",
        Refusal::Stale => "stale",
    };
    (outcome, problem(StatusCode::FORBIDDEN, outcome, &refusal.to_string()))
}

fn headers(map: &HeaderMap) -> Headers<'_> {
    let header = |name: &str| map.get(name).and_then(|value| value.to_str().ok());
    Headers {
        id: header("twitch-eventsub-message-id"),
        timestamp: header("twitch-eventsub-message-timestamp"),
        signature: header("twitch-eventsub-message-signature"),
        kind: header("twitch-eventsub-message-type"),
    }
}
