//! `POST /webhooks/twitch`: what Twitch tells us.

use std::sync::Arc;

use downbeat_boot::clock;
use downbeat_job::{Durable, HandleRevocation, SweepSubscriptions};
use downbeat_store::NewJob;
use downbeat_twitch::webhook::{self, Event, Headers, Refusal};
use metrics::{counter, histogram};
use poem::{
    Body, IntoResponse, Request, Response, handler,
    http::{HeaderMap, StatusCode},
    web::Data,
};
use sha2::{Digest, Sha256};

use crate::{
    app::App,
    kinds,
    problem::{problem, unavailable},
};

const BODY_BYTES_MAX: usize = 64 * 1024;

#[handler]
pub async fn twitch(request: &Request, body: Body, app: Data<&Arc<App>>) -> Response {
    let start = clock::monotonic();
    let headers = headers(request.headers());
    let (outcome, answer) = answer(&app, &headers, body).await;
    let kind = match headers.kind {
        Some("notification") => "notification",
        Some("webhook_callback_verification") => "webhook_callback_verification",
        Some("revocation") => "revocation",
        _ => "other",
    };
    counter!("downbeat_webhooks_total", "type" => kind, "outcome" => outcome).increment(1);
    histogram!("downbeat_webhook_seconds").record(start.elapsed());
    answer
}

/// The outcome, as metrics name it, and the answer.
async fn answer(app: &App, headers: &Headers<'_>, body: Body) -> (&'static str, Response) {
    let Ok(body) = body.into_bytes_limit(BODY_BYTES_MAX).await else {
        let detail = "a webhook has 64 KiB at most";
        return ("too_large", problem(StatusCode::PAYLOAD_TOO_LARGE, "too_large", detail));
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
/// same message again makes no other.
async fn kept(
    app: &App,
    delivery_id: &str,
    job: serde_json::Result<NewJob>,
) -> (&'static str, Response) {
    let Ok(job) = job else {
        return ("unreadable", StatusCode::NO_CONTENT.into_response());
    };
    tracing::info!(id = delivery_id, job = job.name, "a webhook that is to be acted on");
    match app.store.enqueue_once(Sha256::digest(delivery_id).into(), &[job]).await {
        Ok(enqueued) => {
            if let Some(enqueued) = enqueued {
                app.queue.announce(&enqueued).await;
            }
            ("accepted", StatusCode::NO_CONTENT.into_response())
        }
        Err(error) => {
            tracing::warn!(%error, "a webhook cannot be kept now: Twitch sends it again");
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
