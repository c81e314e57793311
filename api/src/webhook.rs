//! `POST /webhooks/twitch`: what Twitch tells us.

use downbeat_boot::clock;
use downbeat_live::Vote;
use downbeat_session::{id, kinds::meter};
use downbeat_twitch::{
    chat::ChatMessage,
    webhook::{self, Event, Headers, Refusal},
};
use metrics::counter;
use poem::{Body, IntoResponse, Request, Response, handler, http::{HeaderMap, StatusCode}, web::Data};

use crate::{
    problem::{problem, unavailable},
    routes::{Doors, LIVE_TIMEOUT},
};

const BODY_BYTES_MAX: usize = 64 * 1024;

#[handler]
pub async fn twitch(request: &Request, body: Body, doors: Data<&Doors>) -> Response {
    let Ok(body) = body.into_bytes_limit(BODY_BYTES_MAX).await else {
        count("unknown", "too_large");
        return problem(StatusCode::PAYLOAD_TOO_LARGE, "too_large", "more than 64 KiB");
    };
    let headers = headers(request.headers());
    let delivery = match webhook::open(&doors.secrets, &headers, &body, clock::unix_ms()) {
        Ok(delivery) => delivery,
        Err(refusal) => return refuse(refusal),
    };
    match delivery.event {
        Event::Chat(message) => chat(&doors, delivery.id, &message).await,
        Event::Challenge(challenge) => {
            count("challenge", "accepted");
            Response::builder().content_type("text/plain").body(challenge.into_owned())
        }
        Event::Unreadable(reason) => {
            tracing::warn!(id = delivery.id, %reason, "a signed webhook cannot be read");
            count("unknown", "unreadable");
            StatusCode::NO_CONTENT.into_response()
        }
        other => {
            tracing::info!(id = delivery.id, event = ?other, "a webhook that is not chat");
            count(other.label(), "accepted");
            StatusCode::NO_CONTENT.into_response()
        }
    }
}

async fn chat(doors: &Doors, delivery_id: &str, message: &ChatMessage<'_>) -> Response {
    let text = meter::normalised(&message.text);
    let vote = Vote {
        session: id::derived("meter", &message.broadcaster_id),
        message_id: delivery_id,
        chatter_id: &message.chatter_id,
        text: &text,
    };
    let Ok(_permit) = doors.in_flight.try_acquire() else {
        count("chat", "unavailable");
        return unavailable("too many webhooks wait for live Redis");
    };
    match clock::timeout(LIVE_TIMEOUT, doors.live.vote(&vote)).await {
        Ok(Ok(outcome)) => {
            counter!("downbeat_votes_total", "outcome" => outcome.as_str()).increment(1);
            count("chat", "accepted");
            StatusCode::NO_CONTENT.into_response()
        }
        Ok(Err(error)) => {
            tracing::warn!(%error, "a vote could not be counted");
            count("chat", "unavailable");
            unavailable("live Redis cannot count")
        }
        Err(_) => {
            count("chat", "unavailable");
            unavailable("live Redis does not answer")
        }
    }
}

fn refuse(refusal: Refusal) -> Response {
    let (outcome, detail) = match refusal {
        Refusal::MissingHeader => ("missing_header", "a Twitch-Eventsub header is missing"),
        Refusal::BadSignature => ("bad_signature", "the signature does not match"),
        Refusal::Stale => ("stale", "older than 10 minutes, or from the future"),
    };
    count("unknown", outcome);
    problem(StatusCode::FORBIDDEN, outcome, detail)
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

fn count(kind: &'static str, outcome: &'static str) {
    counter!("downbeat_webhooks_total", "type" => kind, "outcome" => outcome).increment(1);
}
