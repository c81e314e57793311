//! Errors as `application/problem+json` (RFC 9457), each with a stable code.

use poem::{IntoResponse, Response, http::StatusCode};
use poem_openapi::error::{ParseParamError, ParsePathError};
use serde_json::json;

use crate::refusal::{FieldError, Refusal};

/// A refusal that says what is wrong.
#[must_use]
pub fn problem(status: StatusCode, code: &str, detail: &str) -> Response {
    let body = json!({
        "type": "about:blank",
        "title": status.canonical_reason().unwrap_or_default(),
        "status": status.as_u16(),
        "code": code,
        "detail": detail,
    });
    Response::builder()
        .status(status)
        .content_type("application/problem+json")
        .body(body.to_string())
}

#[must_use]
pub fn unavailable(detail: &str) -> Response {
    problem(StatusCode::SERVICE_UNAVAILABLE, "unavailable", detail)
        .with_header("Retry-After", "1")
        .into_response()
}

/// What poem itself refuses: an unknown path, a wrong method, a bad request.
pub async fn answer(error: poem::Error) -> Response {
    // A refusal of ours says it all already.
    if error.is_from_response() {
        return error.into_response();
    }
    if error.is::<ParsePathError>() {
        return Refusal::not_found("thing").into_response();
    }
    if let Some(ParseParamError { name, reason }) = error.downcast_ref() {
        return Refusal::invalid(vec![FieldError::new(name, reason.clone())]).into_response();
    }
    let status = error.status();
    let code = match status {
        StatusCode::NOT_FOUND => "not_found",
        StatusCode::UNAUTHORIZED => "signed_out",
        StatusCode::METHOD_NOT_ALLOWED => "method_not_allowed",
        StatusCode::PAYLOAD_TOO_LARGE => "too_large",
        StatusCode::UNSUPPORTED_MEDIA_TYPE => "unsupported_media_type",
        _ if status.is_server_error() => {
            tracing::error!(%error, "a request failed");
            "internal"
        }
        _ => "bad_request",
    };
    let detail = match status {
        StatusCode::NOT_FOUND => "there is nothing here".into(),
        StatusCode::UNAUTHORIZED => "sign in first".into(),
        StatusCode::METHOD_NOT_ALLOWED => "this address takes another method".into(),
        StatusCode::UNSUPPORTED_MEDIA_TYPE => "send `application/json`".into(),
        _ if status.is_server_error() => "something went wrong on our side".into(),
        _ => format!("the request cannot be read: {error}"),
    };
    problem(status, code, &detail)
}
