//! The simulated `api.twitch.tv/helix`: accounts, chat, conduits and subscriptions.

mod chat;
mod conduits;
mod subscriptions;

use std::sync::Arc;

use poem::{Request, Response, Route, get, handler, http::StatusCode, web::Data};
use serde_json::json;

use super::{
    control::Stage,
    oauth::{answer_json, problem},
};

pub fn routes(route: Route) -> Route {
    let route = route.at("/helix/users", get(users));
    chat::routes(subscriptions::routes(conduits::routes(route)))
}

/// Whose token a request carries: `Ok(None)` for the application's own.
fn whose(request: &Request, stage: &Stage) -> Result<Option<String>, &'static str> {
    if request.header("client-id") != Some(&stage.application.id) {
        return Err("Client ID is missing or does not match");
    }
    let token = request.header("authorization").and_then(|value| value.strip_prefix("Bearer "));
    let world = stage.world.lock();
    match token.and_then(|token| world.tokens.get(token)) {
        Some(token) => Ok(token.user.clone()),
        None => Err("Invalid OAuth token"),
    }
}

/// EventSub over conduits takes the application's own token only.
fn application(request: &Request, stage: &Stage) -> Result<(), &'static str> {
    match whose(request, stage)? {
        None => Ok(()),
        Some(_) => Err("app access token is required"),
    }
}

#[handler]
fn users(request: &Request, Data(stage): Data<&Arc<Stage>>) -> Response {
    let user = match whose(request, stage) {
        Ok(user) => user,
        Err(refusal) => return problem(StatusCode::UNAUTHORIZED, refusal),
    };
    let world = stage.world.lock();
    let account = user.and_then(|user| world.accounts.get(&user));
    let found: Vec<_> = account.into_iter().collect();
    answer_json(StatusCode::OK, &json!({ "data": found }))
}
