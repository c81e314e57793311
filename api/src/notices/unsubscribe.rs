//! No more mails of notices, by the link in one of them (RFC 8058). Whoever has the link
//! may say so: it opens nothing else.

use std::sync::Arc;

use poem::{
    Response, handler,
    http::StatusCode,
    web::{Data, Path},
};
use uuid::Uuid;

use crate::{app::App, pages, problem::unavailable};

/// `GET /unsubscribe/{token}`: a page with a button, for scanners of mail open links, too.
#[handler]
pub async fn open(Path(token): Path<String>, app: Data<&Arc<App>>) -> Response {
    match known(&app, &token).await {
        Ok(Some(_)) => pages::unsubscribe("asked", StatusCode::OK),
        Ok(None) => pages::unsubscribe("unknown", StatusCode::NOT_FOUND),
        Err(response) => response,
    }
}

/// `POST /unsubscribe/{token}`: its button, and what a reader's mail program sends.
#[handler]
pub async fn press(Path(token): Path<String>, app: Data<&Arc<App>>) -> Response {
    let token = match known(&app, &token).await {
        Ok(Some(token)) => token,
        Ok(None) => return pages::unsubscribe("unknown", StatusCode::NOT_FOUND),
        Err(response) => return response,
    };
    if let Err(error) = app.store.unsubscribe(token).await {
        tracing::warn!(%error, "somebody could not be unsubscribed");
        return unavailable("this cannot be done now");
    }
    pages::unsubscribe("done", StatusCode::OK)
}

async fn known(app: &App, token: &str) -> Result<Option<Uuid>, Response> {
    let Ok(token) = token.parse::<Uuid>() else { return Ok(None) };
    let known = app.store.is_subscribed(token).await.map_err(|error| {
        tracing::warn!(%error, "a link of a mail could not be looked up");
        unavailable("this cannot be looked up now")
    })?;
    Ok(known.then_some(token))
}
