use std::sync::Arc;

use downbeat_boot::task;
use poem::{
    Request, Response, Route, get, handler,
    http::StatusCode,
    web::{Data, Json, Query},
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::application;
use crate::sim::{
    control::Stage,
    message::Message,
    oauth::{answer_json, problem},
    sender::Address,
    world::{Conduit, ENABLED, MAX_CONDUITS, Shard, new_id},
};

const SHARDS_MAX: u16 = 20_000;
const PAGE: usize = 10;
const VERIFYING: &str = "webhook_callback_verification_pending";
const FAILED: &str = "webhook_callback_verification_failed";

pub fn routes(route: Route) -> Route {
    route
        .at("/helix/eventsub/conduits", get(list).post(create).patch(update).delete(delete))
        .at("/helix/eventsub/conduits/shards", get(list_shards).patch(point))
}

fn as_json(conduit: &Conduit) -> Value {
    json!({ "id": conduit.id, "shard_count": conduit.shards.len() })
}

#[handler]
fn list(request: &Request, Data(stage): Data<&Arc<Stage>>) -> Response {
    if let Err(refusal) = application(request, stage) {
        return problem(StatusCode::UNAUTHORIZED, refusal);
    }
    let conduits: Vec<Value> = stage.world.lock().conduits.iter().map(as_json).collect();
    answer_json(StatusCode::OK, &json!({ "data": conduits }))
}

#[derive(Deserialize)]
struct Size {
    #[serde(default)]
    id: String,
    shard_count: u16,
}

fn empty(id: usize) -> Shard {
    Shard { id: id.to_string(), status: "websocket_disconnected".into(), address: None }
}

#[handler]
fn create(request: &Request, Json(size): Json<Size>, Data(stage): Data<&Arc<Stage>>) -> Response {
    if let Err(refusal) = application(request, stage) {
        return problem(StatusCode::UNAUTHORIZED, refusal);
    }
    let mut world = stage.world.lock();
    if !(1..=SHARDS_MAX).contains(&size.shard_count) {
        return problem(StatusCode::BAD_REQUEST, "invalid shard count");
    }
    if world.conduits.len() >= MAX_CONDUITS {
        return problem(StatusCode::TOO_MANY_REQUESTS, "the limit of conduits is reached");
    }
    let shards = (0..usize::from(size.shard_count)).map(empty).collect();
    let conduit = Conduit { id: new_id(), shards, left_over: Vec::new() };
    let answer = json!({ "data": [as_json(&conduit)] });
    world.conduits.push(conduit);
    answer_json(StatusCode::OK, &answer)
}

#[handler]
fn update(request: &Request, Json(size): Json<Size>, Data(stage): Data<&Arc<Stage>>) -> Response {
    if let Err(refusal) = application(request, stage) {
        return problem(StatusCode::UNAUTHORIZED, refusal);
    }
    let mut world = stage.world.lock();
    let Some(conduit) = world.conduit(&size.id) else {
        return problem(StatusCode::NOT_FOUND, "conduit not found");
    };
    if !(1..=SHARDS_MAX).contains(&size.shard_count) {
        return problem(StatusCode::BAD_REQUEST, "invalid shard count");
    }
    let count = usize::from(size.shard_count);
    conduit.left_over = conduit.shards.split_off(count.min(conduit.shards.len()));
    for id in conduit.shards.len()..count {
        conduit.shards.push(empty(id));
    }
    let answer = json!({ "data": [as_json(conduit)] });
    answer_json(StatusCode::OK, &answer)
}

#[derive(Deserialize)]
struct Id {
    id: String,
}

#[handler]
fn delete(
    request: &Request,
    Query(Id { id }): Query<Id>,
    Data(stage): Data<&Arc<Stage>>,
) -> Response {
    if let Err(refusal) = application(request, stage) {
        return problem(StatusCode::UNAUTHORIZED, refusal);
    }
    if !stage.drop_conduit(&id) {
        return problem(StatusCode::NOT_FOUND, "conduit not found");
    }
    StatusCode::NO_CONTENT.into()
}

#[derive(Deserialize)]
struct Of {
    conduit_id: String,
    after: Option<String>,
}

#[handler]
fn list_shards(
    request: &Request,
    Query(of): Query<Of>,
    Data(stage): Data<&Arc<Stage>>,
) -> Response {
    if let Err(refusal) = application(request, stage) {
        return problem(StatusCode::UNAUTHORIZED, refusal);
    }
    let mut world = stage.world.lock();
    let Some(conduit) = world.conduit(&of.conduit_id) else {
        return problem(StatusCode::NOT_FOUND, "conduit not found");
    };
    let shard = |shard: &Shard| {
        let callback = shard.address.as_ref().map(|address| address.callback.to_string());
        json!({
            "id": shard.id, "status": shard.status,
            "transport": { "method": "webhook", "callback": callback },
        })
    };
    let from: usize = of.after.and_then(|cursor| cursor.parse().ok()).unwrap_or(0);
    let known = conduit.shards.len() + conduit.left_over.len();
    let all = conduit.shards.iter().chain(&conduit.left_over);
    let page: Vec<Value> = all.skip(from).take(PAGE).map(shard).collect();
    let next = (known > from + PAGE).then(|| (from + PAGE).to_string());
    let pagination = next.map_or(json!({}), |cursor| json!({ "cursor": cursor }));
    answer_json(StatusCode::OK, &json!({ "data": page, "pagination": pagination }))
}

#[derive(Deserialize)]
struct Pointed {
    conduit_id: String,
    shards: Vec<PointedShard>,
}

#[derive(Deserialize)]
struct PointedShard {
    id: String,
    transport: Transport,
}

#[derive(Deserialize)]
struct Transport {
    callback: String,
    secret: String,
}

/// Points shards at webhooks, which must give a challenge back before anything
/// else is sent to them.
#[handler]
fn point(
    request: &Request,
    Json(pointed): Json<Pointed>,
    Data(stage): Data<&Arc<Stage>>,
) -> Response {
    if let Err(refusal) = application(request, stage) {
        return problem(StatusCode::UNAUTHORIZED, refusal);
    }
    let Pointed { conduit_id, shards } = pointed;
    let mut world = stage.world.lock();
    let Some(conduit) = world.conduit(&conduit_id) else {
        return problem(StatusCode::NOT_FOUND, "conduit not found");
    };
    let (mut done, mut errors) = (Vec::new(), Vec::new());
    for PointedShard { id, transport: Transport { callback, secret } } in shards {
        let Some(shard) = conduit.shards.iter_mut().find(|shard| shard.id == id) else {
            errors.push(json!({ "id": id, "message": "The shard id is outside the conduit's range", "code": "invalid_parameter" }));
            continue;
        };
        if !(10..=100).contains(&secret.len()) {
            errors.push(
                json!({ "id": id, "message": "invalid secret", "code": "invalid_parameter" }),
            );
            continue;
        }
        let address = Address::new(&callback, &secret);
        shard.status = VERIFYING.into();
        shard.address = Some(address.clone());
        done.push(json!({
            "id": id, "status": VERIFYING,
            "transport": { "method": "webhook", "callback": callback },
        }));
        let verifying = verify(Arc::clone(stage), conduit_id.clone(), id, address);
        task::spawn("verification", verifying);
    }
    answer_json(StatusCode::ACCEPTED, &json!({ "data": done, "errors": errors }))
}

async fn verify(stage: Arc<Stage>, conduit: String, shard: String, address: Address) {
    let challenge = new_id();
    let message = Message::challenge(&challenge, &stage.application.id);
    let answered = stage.sender.challenge(&address, &challenge, &message).await;
    let status = if answered.is_ok() { ENABLED } else { FAILED };
    if let Err(error) = answered {
        tracing::info!(%error, "a webhook did not answer its challenge");
    }
    let mut world = stage.world.lock();
    let shards = world.conduit(&conduit).into_iter().flat_map(|conduit| &mut conduit.shards);
    for known in shards.filter(|known| known.id == shard) {
        // Pointed elsewhere meanwhile: that one has its own challenge.
        if known.address.as_ref() == Some(&address) {
            known.status = status.into();
        }
    }
}
