//! The simulated Twitch's port: its routes, and what people and tests do to it.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use parking_lot::Mutex;
use poem::{
    Endpoint, EndpointExt, Route, get, handler,
    http::StatusCode,
    post,
    web::{Data, Json},
};
use serde::Deserialize;
use uuid::Uuid;

use super::{
    extension::{self, Extension},
    gate::{self, Gate},
    helix,
    message::Message,
    notification::ChatMessage,
    oauth, raw,
    sender::Sender,
    tally::Stats,
    trouble,
    world::World,
};

/// What the routes and the chat share.
pub struct Stage {
    pub sender: Sender,
    pub world: Mutex<World>,
    pub gate: Gate,
    pub application: Application,
    pub calls_a_minute: u32,
    /// The channel that is meant when none is named.
    pub broadcaster: String,
    pub bot: String,
    pub extension: Option<Arc<Extension>>,
    pub chat_is_on: AtomicBool,
}

/// Who may ask.
#[derive(Debug, Clone)]
pub struct Application {
    pub id: String,
    pub secret: String,
}

impl Stage {
    /// A message of a channel's chat.
    pub fn message(&self, channel: &str, chatter: &str, message_id: String, text: &str) -> Message {
        let said = ChatMessage {
            broadcaster_id: channel,
            bot_id: &self.bot,
            chatter_id: chatter,
            message_id: &message_id,
            text,
        };
        let body = said.notification();
        Message::chat(message_id, body)
    }

    /// A conduit goes, and its subscriptions with it.
    pub fn drop_conduit(&self, id: &str) -> bool {
        let mut world = self.world.lock();
        let before = world.conduits.len();
        world.conduits.retain(|conduit| conduit.id != id);
        world.subscriptions.retain(|one| one.conduit != id);
        world.conduits.len() < before
    }
}

pub fn routes(stage: Arc<Stage>) -> impl Endpoint {
    let control = Route::new()
        .at("/livez", get(livez))
        .at("/stats", get(stats))
        .at("/say", post(say))
        .at("/raw", post(raw::raw))
        .at("/chat", post(chat));
    extension::routes(trouble::routes(helix::routes(oauth::routes(control))))
        .around(gate::guard)
        .data(stage)
}

#[handler]
fn livez() -> &'static str {
    "ok"
}

#[handler]
fn stats(Data(stage): Data<&Arc<Stage>>) -> Json<Stats> {
    Json(stage.sender.stats())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ChatRequest {
    text: String,
    broadcaster_id: Option<String>,
    chatter_id: Option<String>,
    message_id: Option<String>,
}

/// Says one thing in a channel's chat, once, and answers the webhook's status;
/// 404 if nobody listens there.
#[handler]
async fn say(Json(say): Json<ChatRequest>, Data(stage): Data<&Arc<Stage>>) -> StatusCode {
    let chatter = say.chatter_id.unwrap_or_else(|| "1000000".into());
    let id = say.message_id.unwrap_or_else(|| Uuid::new_v4().to_string());
    if !is_id(&chatter) || !is_id(&id) {
        return StatusCode::UNPROCESSABLE_ENTITY;
    }
    let channel = say.broadcaster_id.unwrap_or_else(|| stage.broadcaster.clone());
    let channels = stage.world.lock().channels();
    let Some((_, address)) = channels.into_iter().find(|(known, _)| *known == channel) else {
        return StatusCode::NOT_FOUND;
    };
    let message = stage.message(&channel, &chatter, id, &say.text);
    stage.sender.try_once(&address, &message, 0).await.unwrap_or(StatusCode::BAD_GATEWAY)
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
