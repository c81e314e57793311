//! Views of the extension are served from another site, and are the only pages of
//! another that may read what the API says (Fetch, section 3.3). They prove who asks
//! by a JWT, which a browser does not send by itself; cookies are never taken from
//! there.

use downbeat_twitch::Extension;
use poem::{
    Endpoint, IntoResponse, Request, Response, Result,
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
};

const PLACE: &str = "/api/v1/";
const METHODS: HeaderValue = HeaderValue::from_static("GET, POST, PATCH");
const HEADERS: HeaderValue =
    HeaderValue::from_static("authorization, content-type, idempotency-key, if-match");
const EXPOSED: HeaderValue =
    HeaderValue::from_static("etag, ratelimit, ratelimit-policy, retry-after");
/// Seconds for which a browser does not ask again, as long as any of them does.
const GOOD_FOR: HeaderValue = HeaderValue::from_static("7200");

pub struct Cors {
    /// Where the extension's views are, where there is one.
    origin: Option<HeaderValue>,
}

impl Cors {
    pub fn of(extension: Option<&Extension>) -> Self {
        let origin = extension.and_then(|extension| extension.origin.parse().ok());
        Self { origin }
    }

    pub async fn answer<E: Endpoint>(&self, next: &E, request: Request) -> Result<Response> {
        let is_here = request.uri().path().starts_with(PLACE);
        let origin = self.origin.as_ref().filter(|_| is_here);
        let headers = request.headers();
        let said = headers.get(header::ORIGIN);
        let is_its = said.zip(origin).is_some_and(|(said, origin)| is_same(said, origin));
        let asks_first = headers.contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
        let mut response = if is_its && asks_first && request.method() == Method::OPTIONS {
            let mut response = Response::from(StatusCode::NO_CONTENT);
            allow_later(response.headers_mut());
            response
        } else {
            // Large, and a part of every request's future otherwise.
            Box::pin(next.call(request)).await?.into_response()
        };
        let Some(origin) = origin else { return Ok(response) };
        let headers = response.headers_mut();
        headers.append(header::VARY, HeaderValue::from_static("origin"));
        if is_its {
            headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
            headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
        }
        Ok(response)
    }
}

fn allow_later(headers: &mut HeaderMap) {
    headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, METHODS);
    headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, HEADERS);
    headers.insert(header::ACCESS_CONTROL_MAX_AGE, GOOD_FOR);
}

fn is_same(said: &HeaderValue, origin: &HeaderValue) -> bool {
    said.as_bytes().eq_ignore_ascii_case(origin.as_bytes())
}
