//! `POST /raw`: a request to the webhook as somebody wants it, right or wrong.

use std::{collections::BTreeMap, sync::Arc};

use downbeat_boot::clock;
use poem::{
    Response, handler,
    http::StatusCode,
    web::{Data, Json},
};
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use serde::Deserialize;
use uuid::Uuid;

use super::control::Stage;
use crate::webhook::{sign, timestamp};

const ID: HeaderName = HeaderName::from_static("twitch-eventsub-message-id");
const TIMESTAMP: HeaderName = HeaderName::from_static("twitch-eventsub-message-timestamp");
const SIGNATURE: HeaderName = HeaderName::from_static("twitch-eventsub-message-signature");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Raw {
    #[serde(default)]
    headers: BTreeMap<String, String>,
    #[serde(default)]
    body: String,
    /// Signs what is given; an id and a time that are missing are added.
    #[serde(default)]
    sign: bool,
}

/// Passes headers and body on, and answers what the webhook answered; 404 while
/// nobody has pointed us at one.
#[handler]
pub async fn raw(Json(raw): Json<Raw>, Data(stage): Data<&Arc<Stage>>) -> Response {
    let Raw { headers, body, sign } = raw;
    let Some(mut headers) = read(&headers) else {
        return StatusCode::UNPROCESSABLE_ENTITY.into();
    };
    let Some(address) = stage.world.lock().any_address() else {
        return StatusCode::NOT_FOUND.into();
    };
    if sign && add_signature(&mut headers, &address.secret, &body).is_none() {
        return StatusCode::UNPROCESSABLE_ENTITY.into();
    }
    let Ok(answer) = stage.sender.post(&address, headers, body).await else {
        return StatusCode::BAD_GATEWAY.into();
    };
    let mut response = Response::builder().status(answer.status());
    if let Some(content_type) = answer.headers().get("content-type") {
        response = response.header("content-type", content_type);
    }
    response.body(answer.bytes().await.unwrap_or_default())
}

fn read(headers: &BTreeMap<String, String>) -> Option<HeaderMap> {
    headers
        .iter()
        .map(|(name, value)| {
            Some((HeaderName::try_from(name).ok()?, HeaderValue::from_str(value).ok()?))
        })
        .collect()
}

/// `None` when what is to be signed is not text.
fn add_signature(headers: &mut HeaderMap, secret: &str, body: &str) -> Option<()> {
    let id = value_or(headers, &ID, || Uuid::new_v4().to_string())?;
    let timestamp = value_or(headers, &TIMESTAMP, || timestamp(clock::unix_ms()))?;
    let signature = sign(secret, &id, &timestamp, body.as_bytes());
    for (name, value) in [(ID, id), (TIMESTAMP, timestamp), (SIGNATURE, signature)] {
        headers.insert(name, HeaderValue::from_str(&value).ok()?);
    }
    Some(())
}

fn value_or(
    headers: &HeaderMap,
    name: &HeaderName,
    make: impl FnOnce() -> String,
) -> Option<String> {
    match headers.get(name) {
        Some(value) => Some(value.to_str().ok()?.to_owned()),
        None => Some(make()),
    }
}
