//! The simulated Twitch's own port, for people and tests.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use poem::{
    Endpoint, EndpointExt, Route, get, handler,
    http::StatusCode,
    post,
    web::{Data, Json},
};
use serde::Deserialize;
use uuid::Uuid;

use super::{letter::Letter, notification::Said, postman::Postman, raw, tally::Stats};

/// What the control port and the chat share.
pub struct Stage {
    pub postman: Postman,
    pub broadcaster: String,
    pub bot: String,
    pub chat_is_on: AtomicBool,
}

impl Stage {
    /// A message of this channel's chat.
    pub fn letter(&self, chatter_id: &str, message_id: String, text: &str) -> Letter {
        let said = Said {
            broadcaster_id: &self.broadcaster,
            bot_id: &self.bot,
            chatter_id,
            message_id: &message_id,
            text,
        };
        let body = said.notification();
        Letter::chat(message_id, body)
    }
}

pub fn routes(stage: Arc<Stage>) -> impl Endpoint {
    Route::new()
        .at("/livez", get(livez))
        .at("/stats", get(stats))
        .at("/say", post(say))
        .at("/raw", post(raw::raw))
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

/// Says one thing in chat, once, and answers the webhook's status.
#[handler]
async fn say(Json(say): Json<Say>, Data(stage): Data<&Arc<Stage>>) -> StatusCode {
    let chatter = say.chatter_id.unwrap_or_else(|| "1000000".into());
    let id = say.message_id.unwrap_or_else(|| Uuid::new_v4().to_string());
    if !is_id(&chatter) || !is_id(&id) {
        return StatusCode::UNPROCESSABLE_ENTITY;
    }
    let letter = stage.letter(&chatter, id, &say.text);
    stage.postman.try_once(&letter, 0).await.unwrap_or(StatusCode::BAD_GATEWAY)
}

/// Ids stand unescaped in headers and bodies.
fn is_id(text: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || "-_=".contains(c);
    (1..=100).contains(&text.len()) && text.chars().all(fits)
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
