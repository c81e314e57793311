//! Headers that every answer carries.

use poem::{
    Endpoint, IntoResponse, Request, Response, Result,
    http::{HeaderValue, header},
};

/// Pages load nothing from elsewhere and run nothing inline.
const POLICY: &str = "default-src 'self'; img-src 'self' data:; style-src 'self'; \
     connect-src 'self' ws: wss:; object-src 'none'; base-uri 'none'; frame-ancestors 'self'";
/// An overlay takes styles that OBS puts into it: its *Custom CSS* is a `<style>`
/// element, made by a script. What the page itself shows is never HTML.
const OVERLAY_POLICY: &str = "default-src 'self'; img-src 'self' data:; \
     style-src 'self' 'unsafe-inline'; connect-src 'self' ws: wss:; object-src 'none'; \
     base-uri 'none'; frame-ancestors 'self'";
const OVERLAYS: &str = "/overlay/";

pub async fn headers<E: Endpoint>(next: std::sync::Arc<E>, request: Request) -> Result<Response> {
    let policy = if request.uri().path().starts_with(OVERLAYS) { OVERLAY_POLICY } else { POLICY };
    let mut response = next.call(request).await?.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert("Cross-Origin-Opener-Policy", HeaderValue::from_static("same-origin"));
    Ok(response)
}
