//! How large and how deep the body of a request may be, how long it may take, what
//! it is when it does not say, and its integers in digits alone.

use std::{borrow::Cow, sync::Arc, time::Duration};

use downbeat_boot::clock;
use downbeat_session::json;
use hyper::body::Bytes;
use poem::{
    Body, Endpoint, IntoResponse, Request, Response, Result,
    error::ReadBodyError,
    http::{HeaderValue, Method, StatusCode, header},
};

use crate::{
    access::{VIEWER_BODY_BYTES_MAX, bearer, is_jwt, known},
    app::App,
    kinds, media, misfit,
    problem::problem,
    refusal::{FieldError, Refusal},
};

pub const BYTES_MAX: usize = 256 * 1024;
/// So much is read of anybody; more of whoever has an account.
const STRANGERS_BYTES_MAX: usize = 16 * 1024;
/// A config or arguments, and what a body wraps them in.
const LEVELS_MAX: usize = json::LEVELS_MAX + 4;

/// Where files are sent.
const MEDIA: &str = "/api/v1/media";
/// How many times as long a file may take: by a slow line out of a house it is two minutes.
const MEDIUM_TAKES: u32 = 4;

/// Why a body was not read.
#[derive(Debug, PartialEq, Eq)]
pub enum Unread {
    TooLarge,
    /// It was cut.
    Broken,
    TimedOut,
}

/// A body, if it comes in time, whole and within its limit, however it says that
/// it is long.
pub async fn read(app: &App, body: Body, bytes_max: usize) -> Result<Vec<u8>, Unread> {
    read_within(app.body_limit, body, bytes_max).await
}

async fn read_within(limit: Duration, body: Body, bytes_max: usize) -> Result<Vec<u8>, Unread> {
    match clock::timeout(limit, body.into_bytes_limit(bytes_max)).await {
        Ok(Ok(body)) => Ok(body.into()),
        Ok(Err(ReadBodyError::PayloadTooLarge)) => Err(Unread::TooLarge),
        Ok(Err(_)) => Err(Unread::Broken),
        Err(_) => Err(Unread::TimedOut),
    }
}

/// Reads the body before anything else does; a file only of whoever may send one more.
pub async fn limited<E: Endpoint>(next: Arc<E>, mut request: Request) -> Result<Response> {
    let app = request.data::<Arc<App>>().cloned();
    let app = app.ok_or_else(|| Refusal::unavailable("the API is starting"))?;
    let is_medium = request.uri().path() == MEDIA;
    if is_medium && request.method() == Method::POST {
        media::admit(&request, &app).await?;
    }
    let body = request.take_body();
    let length = request.header(header::CONTENT_LENGTH).and_then(|length| length.parse().ok());
    let is_large = length.is_none_or(|length: usize| length > STRANGERS_BYTES_MAX);
    let is_viewers = is_of_viewer(&request);
    if is_large && !body.is_empty() && !is_viewers && known(&request, &app).await?.is_guest() {
        let detail = "a guest's request has 16 KiB at most";
        return Ok(problem(StatusCode::PAYLOAD_TOO_LARGE, "too_large", detail));
    }
    let bytes_max = match kinds::body_bytes_max(request.uri().path()) {
        _ if is_medium => media::BODY_BYTES_MAX,
        _ if is_viewers => VIEWER_BODY_BYTES_MAX,
        Some(more) => more,
        None => BYTES_MAX,
    };
    let limit = if is_medium { app.body_limit * MEDIUM_TAKES } else { app.body_limit };
    let body = match read_within(limit, body, bytes_max).await {
        Ok(body) => body,
        Err(Unread::TooLarge) => {
            let detail = format!("a request has {} KiB at most", bytes_max / 1_024);
            return Ok(problem(StatusCode::PAYLOAD_TOO_LARGE, "too_large", &detail));
        }
        Err(Unread::Broken) => {
            let detail = "the body of the request was cut";
            return Ok(problem(StatusCode::BAD_REQUEST, "bad_request", detail));
        }
        Err(Unread::TimedOut) => return Ok(Refusal::timed_out().into_response()),
    };
    // What is no text stays as it is, byte by byte.
    let body = if is_medium { Ok(body) } else { settled(body) };
    let body = match body {
        Ok(body) => body,
        Err(refusal) => return Ok(refusal.into_response()),
    };
    // A command without arguments needs no body, and no name for it.
    let headers = request.headers_mut();
    headers.entry(header::CONTENT_TYPE).or_insert(HeaderValue::from_static("application/json"));
    let body = Bytes::from(body);
    request.set_body(body.clone());
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    match next.call(request).await {
        Ok(answer) => Ok(answer.into_response()),
        Err(error) => match misfit::refusal(&error, (&method, &path), &body) {
            Some(refusal) => Ok(refusal.into_response()),
            None => Err(error),
        },
    }
}

/// Whether it comes with a JWT of the extension's.
fn is_of_viewer(request: &Request) -> bool {
    let line = request.header(header::AUTHORIZATION);
    line.and_then(|line| bearer(&[line]).ok().flatten()).is_some_and(is_jwt)
}

/// A whole body as routes read it, unless it is too deep.
pub fn settled(body: Vec<u8>) -> Result<Vec<u8>, Refusal> {
    let mut text = serde_json::Deserializer::from_slice(&body);
    if let Some(field) = json::too_deep(&mut text, LEVELS_MAX) {
        let message = format!("lists and objects, {} deep at most", json::LEVELS_MAX);
        let field = if field.is_empty() { "body".to_owned() } else { field };
        return Err(Refusal::invalid(vec![FieldError::new(&field, message)]));
    }
    Ok(match std::str::from_utf8(&body).map(json::whole_numbers) {
        Ok(Cow::Owned(whole)) => whole.into_bytes(),
        _ => body,
    })
}
