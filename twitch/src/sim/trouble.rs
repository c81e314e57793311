//! What goes wrong at Twitch, at the wish of a test: calls that fail, streamers
//! who leave, things that are forgotten.

use std::sync::Arc;

use poem::{
    Response, Route, get, handler,
    http::StatusCode,
    post,
    web::{Data, Json},
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    control::Stage,
    gate::{Call, Fault},
    message::Message,
    oauth::answer_json,
    world::{ENABLED, Subscription},
};
use crate::client::{REVOKED, SHARD_DISABLED};

pub fn routes(route: Route) -> Route {
    route
        .at("/sim/faults", post(fail))
        .at("/sim/calls", get(calls))
        .at("/sim/world", get(tell_world))
        .at("/sim/revoke", post(revoke))
        .at("/sim/grant", post(grant))
        .at("/sim/forget", post(forget))
        .at("/sim/disable-shard", post(disable_shard))
}

#[handler]
fn fail(Json(fault): Json<Fault>, Data(stage): Data<&Arc<Stage>>) -> StatusCode {
    stage.gate.fail(fault);
    StatusCode::NO_CONTENT
}

#[handler]
fn calls(Data(stage): Data<&Arc<Stage>>) -> Json<Vec<Call>> {
    Json(stage.gate.calls())
}

#[handler]
fn tell_world(Data(stage): Data<&Arc<Stage>>) -> Response {
    let world = stage.world.lock();
    let one = |one: &Subscription| {
        json!({
            "id": one.id, "type": one.kind, "status": one.status,
            "condition": one.condition, "conduit": one.conduit,
        })
    };
    let subscriptions: Vec<Value> = world.subscriptions.iter().map(one).collect();
    let conduits: Vec<Value> = world
        .conduits
        .iter()
        .map(|conduit| json!({ "id": conduit.id, "shards": conduit.shards }))
        .collect();
    answer_json(
        StatusCode::OK,
        &json!({
            "subscriptions": subscriptions, "conduits": conduits, "grants": world.grants,
            "said": world.said,
        }),
    )
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Revoke {
    broadcaster_id: String,
    /// As `authorization_revoked`.
    status: String,
}

/// A streamer or the bot leaves, or Twitch ends their subscriptions for a
/// reason. Answers what the webhook answered.
#[handler]
async fn revoke(Json(revoke): Json<Revoke>, Data(stage): Data<&Arc<Stage>>) -> StatusCode {
    let Revoke { broadcaster_id, status } = revoke;
    let left = status == "authorization_revoked" || status == "user_removed";
    let (ended, told) = {
        let mut world = stage.world.lock();
        if left {
            world.grants.remove(&broadcaster_id);
        }
        let is_about = |one: &Subscription| {
            let names = ["broadcaster_user_id", "user_id"];
            names.iter().any(|name| one.condition.get(*name) == Some(&broadcaster_id))
        };
        let ended: Vec<_> = world.subscriptions.extract_if(.., |one| is_about(one)).collect();
        let with_address = |one: Subscription| Some((world.address(&one)?, one));
        let ended: Vec<_> = ended.into_iter().filter_map(with_address).collect();
        let own = world.subscriptions.iter().find(|one| one.kind == REVOKED && left).cloned();
        let told = own.and_then(with_address);
        (ended, told)
    };
    let mut last = StatusCode::NO_CONTENT;
    for (address, one) in ended {
        let message = Message::revocation(&Subscription { status: status.clone(), ..one });
        last = stage.sender.deliver(&address, &message).await.unwrap_or(StatusCode::BAD_GATEWAY);
    }
    if let Some((address, one)) = told {
        let event = json!({
            "client_id": stage.application.id, "user_id": broadcaster_id,
            "user_login": null, "user_name": null,
        });
        let message = Message::notification(&one, &event);
        last = stage.sender.deliver(&address, &message).await.unwrap_or(StatusCode::BAD_GATEWAY);
    }
    last
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Grant {
    account_id: String,
}

/// An account allows again what it took back.
#[handler]
fn grant(Json(grant): Json<Grant>, Data(stage): Data<&Arc<Stage>>) -> StatusCode {
    stage.world.lock().grants.insert(grant.account_id);
    StatusCode::NO_CONTENT
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum Forget {
    Subscriptions {},
    Conduits {},
    Tokens {},
}

/// Loses something without telling anybody.
#[handler]
fn forget(Json(forget): Json<Forget>, Data(stage): Data<&Arc<Stage>>) -> StatusCode {
    let mut world = stage.world.lock();
    match forget {
        Forget::Subscriptions {} => world.subscriptions.clear(),
        Forget::Conduits {} => {
            world.conduits.clear();
            world.subscriptions.clear();
        }
        Forget::Tokens {} => world.tokens.clear(),
    }
    StatusCode::NO_CONTENT
}

/// Stops delivering to the webhook, and says so.
#[handler]
async fn disable_shard(Data(stage): Data<&Arc<Stage>>) -> StatusCode {
    let told = {
        let mut world = stage.world.lock();
        let one = world.subscriptions.iter().find(|one| one.kind == SHARD_DISABLED).cloned();
        let told = one.and_then(|one| Some((world.address(&one)?, one)));
        let shards = world.conduits.iter_mut().flat_map(|conduit| &mut conduit.shards);
        for shard in shards.filter(|shard| shard.status == ENABLED) {
            shard.status = "notification_failures_exceeded".into();
        }
        told
    };
    let Some((address, one)) = told else { return StatusCode::NO_CONTENT };
    let event = json!({
        "conduit_id": one.conduit, "shard_id": "0", "status": "notification_failures_exceeded",
        "transport": { "method": "webhook", "callback": &*address.callback },
    });
    let message = Message::notification(&one, &event);
    stage.sender.deliver(&address, &message).await.unwrap_or(StatusCode::BAD_GATEWAY)
}
