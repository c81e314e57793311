//! Takes pushes, and shows them.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use downbeat_boot::clock;
use poem::{
    Body, EndpointExt, IntoEndpoint, Request, Response, Route, get, handler,
    http::{StatusCode, header},
    post,
    web::{Data, Json, Path, Query},
};
use serde::Deserialize;

use super::{Kept, KeptPush, Trouble};
use crate::caught::escaped;

/// What a service has to take (RFC 8030, 7.2), and all that those of browsers do.
const BODY_BYTES_MAX: usize = 4_096;
const TOPIC_BYTES_MAX: usize = 32;

pub fn routes(kept: Kept) -> impl IntoEndpoint<Endpoint: 'static> + Send + 'static {
    Route::new()
        .at("/", get(page))
        .at("/push/:device", post(come))
        .at("/pushes", get(pushes).delete(forget))
        .at("/faults", post(refuse))
        .at("/livez", get(livez))
        .data(kept)
}

/// `POST /push/{device}`, as RFC 8030 has it.
#[handler]
async fn come(
    request: &Request,
    Path(device): Path<String>,
    Data(kept): Data<&Kept>,
    body: Body,
) -> Response {
    if let Some(Trouble { status, retry_after_s }) = kept.fault() {
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut answer = Response::builder().status(status);
        if let Some(after) = retry_after_s {
            answer = answer.header(header::RETRY_AFTER, after);
        }
        return answer.finish();
    }
    let Ok(body) = body.into_bytes_limit(BODY_BYTES_MAX).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into();
    };
    let Some(push) = read(request, device, &body) else { return StatusCode::BAD_REQUEST.into() };
    if !push.authorization.starts_with("vapid t=") {
        return StatusCode::UNAUTHORIZED.into();
    }
    kept.take(push);
    StatusCode::CREATED.into()
}

/// `None` of what services refuse.
fn read(request: &Request, device: String, body: &[u8]) -> Option<KeptPush> {
    let header = |name: &str| request.header(name).unwrap_or_default().to_owned();
    let topic = header("Topic");
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
    let push = KeptPush {
        at_ms: clock::unix_ms(),
        device,
        ttl_s: header("TTL").parse().ok()?,
        urgency: header("Urgency"),
        authorization: header("Authorization"),
        content_encoding: header("Content-Encoding"),
        body: BASE64_URL_SAFE_NO_PAD.encode(body),
        topic,
    };
    let is_topic = push.topic.len() <= TOPIC_BYTES_MAX && push.topic.bytes().all(is_letter);
    (is_topic && push.content_encoding == "aes128gcm").then_some(push)
}

#[derive(Deserialize)]
struct Wanted {
    device: Option<String>,
}

/// `GET /pushes?device=ann`: the newest first.
#[handler]
fn pushes(Query(Wanted { device }): Query<Wanted>, Data(kept): Data<&Kept>) -> Json<Vec<KeptPush>> {
    Json(kept.newest(|push| device.as_ref().is_none_or(|device| *device == push.device)))
}

#[handler]
fn forget(Data(kept): Data<&Kept>) -> StatusCode {
    kept.forget();
    StatusCode::NO_CONTENT
}

#[derive(Deserialize)]
struct Fault {
    #[serde(flatten)]
    trouble: Trouble,
    times: usize,
}

/// `POST /faults {"status": 429, "retry_after_s": 7, "times": 2}`
#[handler]
fn refuse(Json(Fault { trouble, times }): Json<Fault>, Data(kept): Data<&Kept>) -> StatusCode {
    if !(400..600).contains(&trouble.status) {
        return StatusCode::UNPROCESSABLE_ENTITY;
    }
    kept.refuse(trouble, times);
    StatusCode::NO_CONTENT
}

#[handler]
fn livez() -> &'static str {
    "ok"
}

/// The pushes as a person may look at them: what they say is for their browsers.
#[handler]
fn page(Data(kept): Data<&Kept>) -> Response {
    let list: String = kept.newest(|_| true).iter().map(shown).collect();
    let list = if list.is_empty() { "<p>No push yet.</p>".to_owned() } else { list };
    let page = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Pushes</title>\
         <h1>Pushes that were caught</h1>{list}"
    );
    Response::builder().content_type("text/html; charset=utf-8").body(page)
}

fn shown(push: &KeptPush) -> String {
    let (device, topic) = (escaped(&push.device), escaped(&push.topic));
    let (urgency, ttl_s) = (escaped(&push.urgency), push.ttl_s);
    format!(
        "<article><h2>to {device}</h2><p>topic {topic}, urgency {urgency}, kept for {ttl_s} \
         s</p><pre>{}</pre></article>",
        escaped(&push.body)
    )
}
