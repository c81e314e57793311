//! `POST /helix/extensions/pubsub`, and what a test has it do.

use std::{sync::Arc, time::Duration};

use downbeat_boot::{clock, task};
use poem::{
    IntoResponse, Request, Response, Route, get, handler,
    http::StatusCode,
    post,
    web::{Data, Json},
};
use serde::Deserialize;

use super::{
    Extension, Known,
    air::{Broadcast, Way},
};
use crate::{
    extension::External,
    sim::{control::Stage, oauth::problem},
};

/// Bytes of a message.
const BYTES_MAX: usize = 5 * 1_024;

pub fn routes(route: Route) -> Route {
    route
        .at("/helix/extensions/pubsub", post(take))
        .at("/sim/extension/heard", get(heard))
        .at("/sim/extension/way", post(change_way))
        .at("/sim/extension/bucket", post(change_bucket))
}

#[derive(Deserialize)]
struct Sending {
    target: Vec<String>,
    broadcaster_id: String,
    #[serde(default)]
    is_global_broadcast: bool,
    message: String,
}

#[handler]
fn take(
    request: &Request,
    Json(sending): Json<Sending>,
    Data(stage): Data<&Arc<Stage>>,
) -> Response {
    let Some(extension) = stage.extension.clone() else {
        return problem(StatusCode::NOT_FOUND, "there is no extension");
    };
    if let Err((status, why)) = may(&extension, request, &sending) {
        return problem(status, why);
    }
    let Sending { broadcaster_id: channel, message, .. } = sending;
    if message.len() > BYTES_MAX {
        return problem(StatusCode::UNPROCESSABLE_ENTITY, "the message is over 5 KB");
    }
    let way = extension.air.lock().way;
    if way == Way::Stopped {
        return problem(StatusCode::SERVICE_UNAVAILABLE, "on purpose");
    }
    let now_s = extension.now_s();
    if let Err(wait_s) = extension.air.lock().take(&channel, now_s) {
        #[expect(clippy::cast_possible_truncation, reason = "it is a few seconds")]
        let at_s = clock::unix_ms() / 1_000 + wait_s.ceil() as i64;
        return problem(StatusCode::TOO_MANY_REQUESTS, "too many messages")
            .with_header("ratelimit-reset", at_s.to_string())
            .into_response();
    }
    let (at_ms, told) = (clock::unix_ms(), message.clone());
    extension.air.lock().note(Broadcast { at_ms, channel: channel.clone(), message });
    match way {
        Way::Dropped | Way::Stopped => {}
        Way::Open => extension.air.lock().tell(&channel, &told),
        Way::Late(late_ms) => {
            task::spawn("late broadcast", async move {
                clock::sleep(Duration::from_millis(late_ms)).await;
                extension.air.lock().tell(&channel, &told);
            });
        }
    }
    StatusCode::NO_CONTENT.into()
}

/// Whether the extension's server may broadcast that there.
fn may(
    extension: &Extension,
    request: &Request,
    sending: &Sending,
) -> Result<(), (StatusCode, &'static str)> {
    if request.header("client-id") != Some(&extension.options.client_id) {
        return Err((StatusCode::UNAUTHORIZED, "Client ID does not match"));
    }
    let token = request.header("authorization").and_then(|value| value.strip_prefix("Bearer "));
    let claims = token.and_then(|token| {
        let at_twitch = extension.at_twitch();
        at_twitch.believed::<External>(token, clock::unix_ms()).ok()
    });
    let Some(claims) = claims.map(|claims| claims.custom) else {
        return Err((StatusCode::UNAUTHORIZED, "JWT token is invalid"));
    };
    let External { user_id, role, channel_id, pubsub_perms } = claims;
    if role != "external" || user_id != extension.options.owner_id {
        return Err((StatusCode::FORBIDDEN, "the role must be external, of the owner"));
    }
    let sends = |target: &String| pubsub_perms.send.iter().any(|may| may == target || may == "*");
    let is_its = channel_id == sending.broadcaster_id && !sending.is_global_broadcast;
    if !is_its || sending.target.is_empty() || !sending.target.iter().all(sends) {
        return Err((StatusCode::FORBIDDEN, "the JWT is for another channel or target"));
    }
    Ok(())
}

/// All that was taken, oldest first.
#[handler]
fn heard(Data(stage): Data<&Arc<Stage>>) -> Json<Vec<Broadcast>> {
    let known: &Known = &stage.extension;
    Json(known.as_ref().map(|extension| extension.air.lock().heard.clone()).unwrap_or_default())
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum Wish {
    Open {},
    Drop {},
    Delay { ms: u64 },
    Stop {},
}

/// Drops, delays or stops messages, or lets them through again.
#[handler]
fn change_way(Json(wish): Json<Wish>, Data(stage): Data<&Arc<Stage>>) -> StatusCode {
    let way = match wish {
        Wish::Open {} => Way::Open,
        Wish::Drop {} => Way::Dropped,
        Wish::Delay { ms } => Way::Late(ms),
        Wish::Stop {} => Way::Stopped,
    };
    with(stage, |extension| extension.air.lock().way = way)
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Left {
    channel_id: String,
    left: f64,
}

/// Somebody else took from a channel's bucket.
#[handler]
fn change_bucket(
    Json(Left { channel_id, left }): Json<Left>,
    Data(stage): Data<&Arc<Stage>>,
) -> StatusCode {
    with(stage, |extension| {
        let now_s = extension.now_s();
        extension.air.lock().leave(&channel_id, left, now_s);
    })
}

fn with(stage: &Stage, change: impl FnOnce(&Extension)) -> StatusCode {
    match &stage.extension {
        Some(extension) => {
            change(extension);
            StatusCode::NO_CONTENT
        }
        None => StatusCode::NOT_FOUND,
    }
}
