//! How large and how deep the body of a request may be, and what it is when it
//! does not say.

use std::sync::Arc;

use downbeat_session::json;
use poem::{
    Body, Endpoint, IntoResponse, Request, Response, Result,
    error::ReadBodyError,
    http::{HeaderValue, StatusCode, header},
};

use crate::{
    problem::problem,
    refusal::{FieldError, Refusal},
};

const BYTES_MAX: usize = 256 * 1024;
/// A config or arguments, and what a body wraps them in.
const LEVELS_MAX: usize = json::LEVELS_MAX + 4;

/// Reads the body before anything else does, up to its limit, however it says
/// that it is long.
pub async fn limited<E: Endpoint>(next: Arc<E>, mut request: Request) -> Result<Response> {
    match request.take_body().into_bytes_limit(BYTES_MAX).await {
        Ok(body) => {
            let mut text = serde_json::Deserializer::from_slice(&body);
            if let Some(field) = json::too_deep(&mut text, LEVELS_MAX) {
                let message = format!("lists and objects, {} deep at most", json::LEVELS_MAX);
                let field = if field.is_empty() { "body".to_owned() } else { field };
                let refusal = Refusal::invalid(vec![FieldError::new(&field, message)]);
                return Ok(refusal.into_response());
            }
            // A command without arguments needs no body, and no name for it.
            let headers = request.headers_mut();
            headers
                .entry(header::CONTENT_TYPE)
                .or_insert(HeaderValue::from_static("application/json"));
            request.set_body(Body::from_bytes(body));
        }
        Err(ReadBodyError::PayloadTooLarge) => {
            let detail = "a request has 256 KiB at most";
            return Ok(problem(StatusCode::PAYLOAD_TOO_LARGE, "too_large", detail));
        }
        Err(error) => return Err(error.into()),
    }
    Ok(next.call(request).await?.into_response())
}
