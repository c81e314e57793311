//! The simulated Twitch's own port, for people and tests.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use poem::{
    Endpoint, EndpointExt, IntoResponse, Response, Route, get, handler,
    http::StatusCode,
    post,
    web::{Data, Json},
};
use serde::Deserialize;
use uuid::Uuid;

use super::{
    notification::notification,
    postman::{Letter, Postman, Stats},
};

/// What the control port and the chat share.
pub struct Stage {
    pub postman: Postman,
    pub broadcaster: String,
    pub chat_is_on: AtomicBool,
}

pub fn routes(stage: Arc<Stage>) -> impl Endpoint {
    Route::new()
        .at("/livez", get(livez))
        .at("/stats", get(stats))
        .at("/say", post(say))
        .at("/chat", post(chat))
        .data(stage)
}

#[handler]
fn livez() -> &'static str {
    "ok"
}

#[handler]
fn stats(Data(stage): Data<&Arc<Stage>>) -> Json<Stats> {
    Json(stage.postman.stats())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Say {
    text: String,
    chatter_id: Option<String>,
    message_id: Option<String>,
}

/// Says one thing in chat, and answers what the webhook answered.
#[handler]
async fn say(Json(say): Json<Say>, Data(stage): Data<&Arc<Stage>>) -> Response {
    let chatter = say.chatter_id.unwrap_or_else(|| "1000000".into());
    let id = say.message_id.unwrap_or_else(|| Uuid::new_v4().to_string());
    let body = notification(&stage.broadcaster, &chatter, &id, &say.text);
    let letter = Letter { id, ..Letter::chat(body) };
    match stage.postman.try_once(&letter, 0).await {
        Some(status) => status.into_response(),
        None => StatusCode::BAD_GATEWAY.into_response(),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Chat {
    on: bool,
}

/// Lets the crowd talk, or be still.
#[handler]
fn chat(Json(Chat { on }): Json<Chat>, Data(stage): Data<&Arc<Stage>>) -> StatusCode {
    stage.chat_is_on.store(on, Ordering::Relaxed);
    StatusCode::NO_CONTENT
}
