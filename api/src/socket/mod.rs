//! Sockets: from the handshake to the last word.
//!
//! A socket is always upgraded; a refusal is a `bye` and a close code
//! (`close.rs`), so that a client can tell "try again" from "never". Messages
//! are in `message.rs`, the conversation in `talk.rs`.

mod close;
mod message;
mod talk;
mod upgrade;

use std::{sync::Arc, time::Duration};

use downbeat_boot::{clock, task};
use downbeat_session::Role;
use poem::{
    Request, Response, handler,
    http::StatusCode,
    web::{Data, Path},
};
use tokio::sync::OwnedSemaphorePermit;

use crate::{links, problem::problem, routes::Doors};
use close::Bye;
use talk::Talk;
use upgrade::Socket;

/// How long a socket waits for its session's channel while live Redis is away.
const SEAT_LIMIT: Duration = Duration::from_secs(5);

/// `/ws/overlay/{token}`: one session, looked at.
#[handler]
pub fn overlay(
    request: &Request,
    Path(token): Path<String>,
    Data(doors): Data<&Arc<Doors>>,
) -> Response {
    let Some((answer, upgraded)) = upgrade::accept(request) else {
        let detail = "this door takes WebSocket connections";
        return problem(StatusCode::UPGRADE_REQUIRED, "upgrade_required", detail);
    };
    let doors = Arc::clone(doors);
    task::spawn("socket", async move {
        if let Some(socket) = upgraded.await {
            serve_overlay(doors, socket, &token).await;
        }
    });
    answer
}

async fn serve_overlay(doors: Arc<Doors>, mut socket: Socket, token: &str) {
    let Ok(permit) = Arc::clone(&doors.sockets).try_acquire_owned() else {
        return close::say(&mut socket, Bye::Full).await;
    };
    let _open = Open::new(permit);
    let link = match links::find(&doors.live, &doors.store, token).await {
        Ok(Some(link)) if link.role == Role::Overlay => link,
        Ok(_) => return close::say(&mut socket, Bye::UnknownLink).await,
        Err(error) => {
            tracing::warn!(%error, "a link cannot be looked up");
            return close::say(&mut socket, Bye::Unavailable).await;
        }
    };
    let sitting = doors.hub.sit(link.session, link.role.audience());
    let Ok(Some(seat)) = clock::timeout(SEAT_LIMIT, sitting).await else {
        return close::say(&mut socket, Bye::Unavailable).await;
    };
    Talk::new(doors, socket, seat, link.role).run().await;
}

/// One open socket, as counted.
struct Open(
    #[expect(dead_code, reason = "given back when the socket closes")] OwnedSemaphorePermit,
);

impl Open {
    fn new(permit: OwnedSemaphorePermit) -> Self {
        metrics::gauge!("downbeat_sockets").increment(1.0);
        Self(permit)
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        metrics::gauge!("downbeat_sockets").decrement(1.0);
    }
}
