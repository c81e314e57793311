//! The least that a webhook's door does: the server and the check of the
//! signature that the API has, and an empty answer. What the API takes beyond
//! that is its own.

use std::{process::Stdio, sync::Arc, time::Duration};

use downbeat_boot::clock;
use downbeat_twitch::webhook::{self, Headers, Secrets};
use poem::{
    Body, EndpointExt, Request, Route, Server, handler, http::StatusCode, listener::TcpListener,
    web::Data,
};

use crate::{
    installation::free,
    process::{self, Peer},
};

const PATH: &str = "/webhooks/twitch";

#[handler]
async fn door(request: &Request, body: Body, secrets: Data<&Arc<Secrets>>) -> StatusCode {
    let Ok(body) = body.into_bytes().await else { return StatusCode::BAD_REQUEST };
    let header = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    let headers = Headers {
        id: header("twitch-eventsub-message-id"),
        timestamp: header("twitch-eventsub-message-timestamp"),
        signature: header("twitch-eventsub-message-signature"),
        kind: header("twitch-eventsub-message-type"),
    };
    match webhook::open(&secrets, &headers, &body, clock::unix_ms()) {
        Ok(_) => StatusCode::NO_CONTENT,
        Err(_) => StatusCode::FORBIDDEN,
    }
}

/// Serves until it is killed.
pub fn serve(bind: &str, secret: &str) -> anyhow::Result<()> {
    let secrets = Arc::new(Secrets::new([secret]));
    let routes = Route::new().at(PATH, poem::post(door)).data(secrets);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    Ok(runtime.block_on(Server::new(TcpListener::bind(bind)).run(routes))?)
}

/// The door in a process of its own, and where it answers.
pub async fn start(secret: &str) -> anyhow::Result<(Peer, String)> {
    let bind = free()?;
    let mut command = process::on_all_cores(&std::env::current_exe()?);
    command.args(["door", "--bind", &bind, "--secret", secret]).stdout(Stdio::null());
    let peer = Peer(command.spawn()?);
    while tokio::net::TcpStream::connect(&bind).await.is_err() {
        clock::sleep(Duration::from_millis(50)).await;
    }
    Ok((peer, format!("http://{bind}{PATH}")))
}
