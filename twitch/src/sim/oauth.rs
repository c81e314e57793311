//! The simulated `id.twitch.tv`: a page to say yes or no on, and tokens.

use std::sync::Arc;

use poem::{
    IntoResponse, Response, Route, get, handler,
    http::{StatusCode, header},
    post,
    web::{Data, Form, Html, Query},
};
use reqwest::Url;
use serde::Deserialize;
use serde_json::json;

use super::{
    control::Stage,
    world::{Code, Token, new_id},
};

/// Logins that are offered; any other can be typed.
const OFFERED: &[&str] = &["AdaPlays", "GrimRiver", "noon_tide"];

pub fn routes(route: Route) -> Route {
    route
        .at("/oauth2/authorize", get(ask).post(answer))
        .at("/oauth2/token", post(give_token))
        .at("/oauth2/validate", get(validate))
        .at("/oauth2/revoke", post(revoke))
}

#[derive(Deserialize)]
struct Asked {
    client_id: String,
    redirect_uri: String,
    response_type: String,
    #[serde(default)]
    scope: String,
    state: String,
}

/// Shows who one could be, and what is asked for.
#[handler]
fn ask(Query(asked): Query<Asked>, Data(stage): Data<&Arc<Stage>>) -> Response {
    let Asked { client_id, redirect_uri, response_type, scope, state } = asked;
    if client_id != stage.application.id || response_type != "code" {
        return problem(StatusCode::BAD_REQUEST, "invalid client");
    }
    let hidden = |name: &str, value: &str| {
        format!(r#"<input type="hidden" name="{name}" value="{}">"#, escaped(value))
    };
    let carried = [hidden("redirect_uri", &redirect_uri), hidden("state", &state)].concat();
    let mut logins: Vec<String> = OFFERED.iter().map(|login| (*login).to_owned()).collect();
    logins.splice(0..0, stage.world.lock().accounts.values().map(|one| one.display_name.clone()));
    logins.dedup();
    let buttons: String =
        logins.iter().map(|login| escaped(login)).fold(String::new(), |buttons, login| {
            buttons
                + &format!(r#"<button name="login" value="{login}">Continue as {login}</button>"#)
        });
    Html(format!(
        r#"<!doctype html><html lang="en"><meta charset="utf-8"><title>Simulated Twitch</title>
<style>body{{font:16px system-ui;max-width:26rem;margin:10vh auto;padding:0 1rem}}
button,input{{font:inherit;display:block;width:100%;margin:.5rem 0;padding:.6rem;box-sizing:border-box}}</style>
<main><h1>A simulated Twitch</h1>
<p>Downbeat asks for: <code>{}</code>. Nothing here is real.</p>
<form method="post">{carried}{buttons}</form>
<form method="post">{carried}<input name="login" aria-label="Another name" placeholder="another_name" required pattern="[A-Za-z0-9_]{{3,25}}"><button>Continue</button></form>
<form method="post">{carried}<button name="cancel" value="1">Cancel</button></form></main></html>"#,
        escaped(&scope)
    ))
    .into_response()
}

#[derive(Deserialize)]
struct Answered {
    redirect_uri: String,
    state: String,
    #[serde(default)]
    login: String,
    #[serde(default)]
    cancel: String,
}

/// Sends the browser back with a code, or with its no.
#[handler]
fn answer(Form(answered): Form<Answered>, Data(stage): Data<&Arc<Stage>>) -> Response {
    let Answered { redirect_uri, state, login, cancel } = answered;
    let parameters = if cancel.is_empty() {
        let fits = |c: char| c.is_ascii_alphanumeric() || c == '_';
        if !(3..=25).contains(&login.len()) || !login.chars().all(fits) {
            return problem(StatusCode::BAD_REQUEST, "no such login");
        }
        let mut world = stage.world.lock();
        let account = world.account(&login);
        world.grants.insert(account.id.clone());
        let code = new_id();
        let redirect = redirect_uri.clone();
        world.codes.insert(code.clone(), Code { user: account.id, redirect });
        vec![("code", code), ("scope", "channel:bot".into()), ("state", state)]
    } else {
        let why = "The user denied you access".to_owned();
        vec![("error", "access_denied".into()), ("error_description", why), ("state", state)]
    };
    match Url::parse_with_params(&redirect_uri, parameters) {
        Ok(url) => Response::builder()
            .status(StatusCode::SEE_OTHER)
            .header(header::LOCATION, url.as_str())
            .finish(),
        Err(_) => problem(StatusCode::BAD_REQUEST, "invalid redirect"),
    }
}

#[derive(Deserialize)]
struct Wanted {
    client_id: String,
    client_secret: String,
    grant_type: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    redirect_uri: String,
}

#[handler]
fn give_token(Form(wanted): Form<Wanted>, Data(stage): Data<&Arc<Stage>>) -> Response {
    let Wanted { client_id, client_secret, grant_type, code, redirect_uri } = wanted;
    if client_id != stage.application.id {
        return problem(StatusCode::BAD_REQUEST, "invalid client");
    }
    if client_secret != stage.application.secret {
        return problem(StatusCode::FORBIDDEN, "invalid client secret");
    }
    let mut world = stage.world.lock();
    let user = match grant_type.as_str() {
        "client_credentials" => None,
        "authorization_code" => match world.codes.remove(&code) {
            Some(known) if known.redirect == redirect_uri => Some(known.user),
            _ => return problem(StatusCode::BAD_REQUEST, "Invalid authorization code"),
        },
        _ => return problem(StatusCode::BAD_REQUEST, "Invalid grant type"),
    };
    let token = new_id();
    let scope = user.as_ref().map(|_| vec!["channel:bot"]);
    let refresh = user.as_ref().map(|_| new_id());
    world.tokens.insert(token.clone(), Token { user });
    let body = json!({
        "access_token": token, "expires_in": 5_000_000, "token_type": "bearer",
        "scope": scope, "refresh_token": refresh,
    });
    answer_json(StatusCode::OK, &body)
}

#[handler]
fn validate(request: &poem::Request, Data(stage): Data<&Arc<Stage>>) -> Response {
    let token = request.header("authorization").and_then(|value| value.split(' ').nth(1));
    let world = stage.world.lock();
    let Some(token) = token.and_then(|token| world.tokens.get(token)) else {
        return problem(StatusCode::UNAUTHORIZED, "invalid access token");
    };
    let account = token.user.as_ref().and_then(|user| world.accounts.get(user));
    let body = json!({
        "client_id": stage.application.id, "expires_in": 5_000_000,
        "user_id": account.map(|one| &one.id), "login": account.map(|one| &one.login),
    });
    answer_json(StatusCode::OK, &body)
}

#[derive(Deserialize)]
struct Revoked {
    token: String,
}

#[handler]
fn revoke(Form(Revoked { token }): Form<Revoked>, Data(stage): Data<&Arc<Stage>>) -> Response {
    match stage.world.lock().tokens.remove(&token) {
        Some(_) => StatusCode::OK.into(),
        None => problem(StatusCode::BAD_REQUEST, "Invalid token"),
    }
}

pub fn answer_json(status: StatusCode, body: &serde_json::Value) -> Response {
    Response::builder().status(status).content_type("application/json").body(body.to_string())
}

pub fn problem(status: StatusCode, message: &str) -> Response {
    let error = status.canonical_reason().unwrap_or_default();
    let body = json!({ "error": error, "status": status.as_u16(), "message": message });
    answer_json(status, &body)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
