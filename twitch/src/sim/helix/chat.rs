//! What a bot says in a channel's chat.

use std::sync::Arc;

use downbeat_boot::clock;
use poem::{
    Request, Response, Route, handler,
    http::StatusCode,
    post,
    web::{Data, Json},
};
use serde::Deserialize;
use serde_json::json;

use super::application;
use crate::sim::{
    control::Stage,
    oauth::{answer_json, problem},
    world::{SaidByBot, new_id},
};

const CHARS_MAX: usize = 500;
/// Messages of a bot that moderates nothing, in so long.
const MOST: usize = 20;
const WITHIN_MS: i64 = 30_000;

pub fn routes(route: Route) -> Route {
    route.at("/helix/chat/messages", post(say))
}

#[derive(Deserialize)]
struct Saying {
    broadcaster_id: String,
    sender_id: String,
    message: String,
}

#[handler]
fn say(request: &Request, Json(saying): Json<Saying>, Data(stage): Data<&Arc<Stage>>) -> Response {
    if let Err(refusal) = application(request, stage) {
        return problem(StatusCode::UNAUTHORIZED, refusal);
    }
    let Saying { broadcaster_id, sender_id, message } = saying;
    let mut world = stage.world.lock();
    let may = sender_id == stage.bot
        && world.grants.contains(&sender_id)
        && world.grants.contains(&broadcaster_id);
    if !may {
        let refusal = "Missing scope: user:write:chat of the sender, channel:bot of the channel";
        return problem(StatusCode::UNAUTHORIZED, refusal);
    }
    if message.is_empty() || message.chars().count() > CHARS_MAX {
        return problem(StatusCode::BAD_REQUEST, "the message has 1 to 500 characters");
    }
    let now_ms = clock::unix_ms();
    let lately = world.said.iter().filter(|said| said.at_ms > now_ms - WITHIN_MS).count();
    if lately >= MOST {
        return problem(StatusCode::TOO_MANY_REQUESTS, "too many messages");
    }
    world.said.push(SaidByBot { at_ms: now_ms, broadcaster_id, message });
    let said = json!({ "message_id": new_id(), "is_sent": true, "drop_reason": null });
    answer_json(StatusCode::OK, &json!({ "data": [said] }))
}
