//! Counts and times each request, by route and never by path: a path may hold
//! a token.

use std::{sync::Arc, time::Duration};

use downbeat_boot::clock;
use downbeat_session::kinds;
use metrics::{counter, histogram};
use poem::{Endpoint, IntoResponse, Request, Response, Result, http::StatusCode};

pub const WEBHOOK: &str = "webhook";

pub async fn requests<E: Endpoint>(next: Arc<E>, request: Request) -> Result<Response> {
    let route = route(request.uri().path());
    let start = clock::monotonic();
    let response = next.call(request).await?.into_response();
    answered(route, response.status(), start.elapsed());
    Ok(response)
}

/// An answer that was given on a route, by its name.
pub fn answered(route: &'static str, status: StatusCode, after: Duration) {
    let status = match status.as_u16() {
        ..200 => "1xx",
        200..300 => "2xx",
        300..400 => "3xx",
        400..500 => "4xx",
        500.. => "5xx",
    };
    counter!("downbeat_http_requests_total", "route" => route, "status" => status).increment(1);
    histogram!("downbeat_http_request_seconds", "route" => route).record(after);
}

fn route(path: &str) -> &'static str {
    let first = path.split('/').nth(1).unwrap_or_default();
    match first {
        "webhooks" => WEBHOOK,
        "overlay" => "overlay",
        "ws" => "socket",
        "" | "assets" | "favicon.svg" | "dashboard" | "join" | "clocks" | "clocks.webmanifest"
        | "pages-worker.js" | "push-worker.js" | "sign-in" | "circles" | "journal"
        | "unsubscribe" => "page",
        kind if kinds::named(kind).is_some() => "page",
        "admin" => "console",
        "api" => "api",
        "auth" => "auth",
        "livez" | "readyz" | "version" => "health",
        _ => "other",
    }
}
