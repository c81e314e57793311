use std::{collections::BTreeMap, sync::Arc};

use downbeat_boot::clock;
use poem::{
    Request, Response, Route, get, handler,
    http::StatusCode,
    web::{Data, Json, Query},
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::application;
use crate::{
    client::CHAT,
    sim::{
        control::Stage,
        oauth::{answer_json, problem},
        world::{ENABLED, Subscription, new_id},
    },
    webhook::timestamp,
};

const COST_MAX: u32 = 10_000;
const PAGE: usize = 100;

pub fn routes(route: Route) -> Route {
    route.at("/helix/eventsub/subscriptions", get(list).post(create).delete(delete))
}

fn as_json(one: &Subscription) -> Value {
    json!({
        "id": one.id, "status": one.status, "type": one.kind, "version": one.version,
        "condition": one.condition, "created_at": one.created_at,
        "transport": { "method": "conduit", "conduit_id": one.conduit }, "cost": 0,
    })
}

#[derive(Deserialize)]
struct Filter {
    user_id: Option<String>,
    #[serde(rename = "type")]
    kind: Option<String>,
    after: Option<String>,
}

#[handler]
fn list(
    request: &Request,
    Query(filter): Query<Filter>,
    Data(stage): Data<&Arc<Stage>>,
) -> Response {
    if let Err(refusal) = application(request, stage) {
        return problem(StatusCode::UNAUTHORIZED, refusal);
    }
    let Filter { user_id, kind, after } = filter;
    let world = stage.world.lock();
    let about = |one: &&Subscription| {
        user_id.as_ref().is_none_or(|user| one.condition.values().any(|value| value == user))
            && kind.as_ref().is_none_or(|kind| one.kind == *kind)
    };
    let from: usize = after.and_then(|cursor| cursor.parse().ok()).unwrap_or(0);
    let found: Vec<&Subscription> = world.subscriptions.iter().filter(about).collect();
    let page: Vec<Value> = found.iter().skip(from).take(PAGE).map(|one| as_json(one)).collect();
    let next = (found.len() > from + PAGE).then(|| (from + PAGE).to_string());
    let body = json!({
        "total": found.len(), "data": page, "total_cost": 0, "max_total_cost": COST_MAX,
        "pagination": next.map_or(json!({}), |cursor| json!({ "cursor": cursor })),
    });
    answer_json(StatusCode::OK, &body)
}

#[derive(Deserialize)]
struct New {
    #[serde(rename = "type")]
    kind: String,
    version: String,
    condition: BTreeMap<String, String>,
    transport: Transport,
}

#[derive(Deserialize)]
struct Transport {
    method: String,
    #[serde(default)]
    conduit_id: String,
}

#[handler]
fn create(request: &Request, Json(new): Json<New>, Data(stage): Data<&Arc<Stage>>) -> Response {
    if let Err(refusal) = application(request, stage) {
        return problem(StatusCode::UNAUTHORIZED, refusal);
    }
    let New { kind, version, condition, transport } = new;
    let mut world = stage.world.lock();
    if transport.method != "conduit" || world.conduit(&transport.conduit_id).is_none() {
        return problem(StatusCode::BAD_REQUEST, "invalid transport: no such conduit");
    }
    if kind == CHAT {
        let account = |name: &str| condition.get(name).map_or("", String::as_str);
        if account("user_id") != stage.bot || account("broadcaster_user_id").is_empty() {
            return problem(StatusCode::BAD_REQUEST, "invalid condition");
        }
        let has_left = |name: &str| !world.grants.contains(account(name));
        if has_left("broadcaster_user_id") || has_left("user_id") {
            let message = "subscription missing proper authorization";
            return problem(StatusCode::FORBIDDEN, message);
        }
    }
    if world.is_known(&kind, &condition) {
        return problem(StatusCode::CONFLICT, "subscription already exists");
    }
    let one = Subscription {
        id: new_id(),
        kind,
        version,
        condition,
        conduit: transport.conduit_id,
        status: ENABLED.into(),
        created_at: timestamp(clock::unix_ms()),
    };
    let body = json!({
        "data": [as_json(&one)], "total": world.subscriptions.len() + 1,
        "total_cost": 0, "max_total_cost": COST_MAX,
    });
    world.subscriptions.push(one);
    answer_json(StatusCode::ACCEPTED, &body)
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
    let mut world = stage.world.lock();
    let before = world.subscriptions.len();
    world.subscriptions.retain(|one| one.id != id);
    if world.subscriptions.len() == before {
        return problem(StatusCode::NOT_FOUND, "The subscription was not found.");
    }
    StatusCode::NO_CONTENT.into()
}
