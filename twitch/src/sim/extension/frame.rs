//! Pages that frame our views as Twitch does, with a helper script of our own in
//! the place of Twitch's.
//!
//! `/extension/<view>` is the page around, `/extension/views/<view>.html` the view
//! as it was built, whose helper script is ours here. What the viewer is, the theme,
//! and whether the view is hidden stands in the address of the page around, and is
//! changed there by `window.frame` and by its buttons.

use std::{path::Path, sync::Arc};

use futures::stream;
use poem::{
    IntoResponse, Response, Route, get, handler,
    http::StatusCode,
    web::{
        Data, Html, Path as Segment, Query,
        sse::{Event, SSE},
    },
};
use serde::Deserialize;

use crate::sim::{control::Stage, oauth::problem};

/// Where the built views have Twitch's helper from.
const OFFICIAL: &str = "https://extension-files.twitch.tv/helper/v1/twitch-ext.min.js";
const OURS: &str = "/extension/helper.js";
const HELPER: &str = include_str!("twitch-ext.js");
const AROUND: &str = include_str!("around.html");
const VIEWS: [&str; 4] = ["overlay", "panel", "mobile", "config"];

pub fn routes(route: Route) -> Route {
    route
        .at(OURS, get(helper))
        .at("/extension/events", get(events))
        .at("/extension/views/*path", get(serve))
        .at("/extension/:view", get(around))
}

#[handler]
fn around(Segment(view): Segment<String>, Data(stage): Data<&Arc<Stage>>) -> Response {
    let Some(extension) = stage.extension.as_ref().filter(|_| VIEWS.contains(&&*view)) else {
        return problem(StatusCode::NOT_FOUND, "no such view");
    };
    let told = serde_json::json!({
        "view": view,
        "client_id": extension.options.client_id,
        "channel_id": stage.broadcaster,
        "ebs": extension.options.ebs,
    });
    // `<` would end the script that this stands in.
    let told = told.to_string().replace('<', "\\u003c");
    Html(AROUND.replace("{{told}}", &told)).into_response()
}

#[handler]
fn helper() -> Response {
    Response::builder().content_type("text/javascript").body(HELPER)
}

/// A file of the built views, and no other.
#[handler]
fn serve(Segment(path): Segment<String>, Data(stage): Data<&Arc<Stage>>) -> Response {
    let folder = stage.extension.as_ref().and_then(|extension| extension.options.views.as_deref());
    let is_plain = path.split('/').all(|part| !part.is_empty() && part != ".." && part != ".");
    let Some(folder) = folder.filter(|_| is_plain) else {
        return problem(StatusCode::NOT_FOUND, "no such file");
    };
    let Ok(file) = std::fs::read(folder.join(Path::new(&path))) else {
        return problem(StatusCode::NOT_FOUND, "no such file");
    };
    let kind = match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    };
    let body = match String::from_utf8(file) {
        Ok(text) if kind.starts_with("text/html") => text.replace(OFFICIAL, OURS).into_bytes(),
        Ok(text) => text.into_bytes(),
        Err(bytes) => bytes.into_bytes(),
    };
    Response::builder().content_type(kind).header("content-security-policy", POLICY).body(body)
}

/// What Twitch lets views do: nothing inline runs, and nothing is put together.
const POLICY: &str = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
    img-src 'self' data:; connect-src 'self' http: https: ws: wss:; frame-src 'none'; \
    object-src 'none'; base-uri 'none'";

#[derive(Deserialize)]
struct Listening {
    channel_id: Option<String>,
}

/// Broadcasts of a channel, as they come.
#[handler]
fn events(Query(asked): Query<Listening>, Data(stage): Data<&Arc<Stage>>) -> Response {
    let Some(extension) = &stage.extension else {
        return problem(StatusCode::NOT_FOUND, "there is no extension");
    };
    let channel = asked.channel_id.unwrap_or_else(|| stage.broadcaster.clone());
    let listener = extension.air.lock().listen(&channel);
    SSE::new(stream::unfold(listener, |mut listener| async move {
        let message = listener.recv().await?;
        Some((Event::message(message), listener))
    }))
    .into_response()
}
