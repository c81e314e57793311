//! How large the body of a request may be, and what it is when it does not say.

use std::sync::Arc;

use poem::{
    Body, Endpoint, IntoResponse, Request, Response, Result,
    error::ReadBodyError,
    http::{HeaderValue, StatusCode, header},
};

use crate::problem::problem;

const BYTES_MAX: usize = 256 * 1024;

/// Reads the body before anything else does, up to its limit, however it says
/// that it is long.
pub async fn limited<E: Endpoint>(next: Arc<E>, mut request: Request) -> Result<Response> {
    match request.take_body().into_bytes_limit(BYTES_MAX).await {
        Ok(body) => {
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
