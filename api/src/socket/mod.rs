//! Sockets: from the handshake to the last word.
//!
//! A socket is always upgraded; a refusal is a `bye` and a close code
//! (`close.rs`), so that a client can tell "try again" from "never". Who may
//! come in is in `entry.rs`, what a client offers in `offer.rs`, messages in
//! `message.rs` and as bytes in `frame.rs`, the conversation in `talk.rs`, what is
//! asked in it in `asking.rs`. All that a socket says goes through its
//! `outbox.rs`, what it hears is read in `reading.rs`. By which passes they came
//! in is in `passes.rs`, how those are looked at again in `recheck.rs`.

mod asking;
mod close;
mod entry;
pub mod frame;
pub mod message;
mod offer;
pub mod outbox;
#[cfg(test)]
pub mod outbox_tests;
mod passes;
mod reading;
mod recheck;
pub mod schema;
mod talk;
mod upgrade;

use std::{sync::Arc, time::Duration};

use downbeat_boot::{clock, task};
use downbeat_live::{Protocol, Reading};
use futures::join;
use poem::{
    Request, Response, handler,
    http::{StatusCode, header},
    web::{Data, Path, Query},
};
use serde::Deserialize;
use tokio::sync::OwnedSemaphorePermit;
use uuid::Uuid;

use crate::{
    access::{address, credential, hash},
    app::App,
    guards::Unreadable,
    hub::Seat,
    problem::problem,
};
use close::Bye;
use entry::{Entry, Pass, is_welcome};
use offer::Offer;
use outbox::Outbox;
use passes::Hold;
pub use passes::Passes;
use reading::Socket;
pub use recheck::Recheck;
use talk::Talk;

/// How long a socket waits until it may come in.
const LINE_LIMIT: Duration = Duration::from_secs(5);
/// How long a socket waits for its session's channel while live Redis is away.
const SEAT_LIMIT: Duration = Duration::from_secs(5);

/// `/ws/overlay/{token}`: one session, looked at.
#[handler]
pub fn overlay(
    request: &Request,
    Path(token): Path<String>,
    Data(app): Data<&Arc<App>>,
) -> Response {
    let entering = Arc::clone(app);
    let address = address(request);
    upgraded(request, app, &Offer::of(request.headers()), async move {
        Entry::to_overlay(&entering, token, address.as_deref()).await
    })
}

#[derive(Deserialize)]
struct Parameters {
    link: Option<String>,
}

/// `/ws/sessions/{id}`: by cookie, by token, or by a link as subprotocol or in
/// `?link=`.
#[handler]
pub fn session(
    request: &Request,
    Path(id): Path<String>,
    Query(Parameters { link }): Query<Parameters>,
    Data(app): Data<&Arc<App>>,
) -> Response {
    let offer = Offer::of(request.headers());
    let pass = offer.link(link).map(|link| match link {
        Some(token) => Some(Pass::Link(token)),
        None => credential(request)
            .ok()
            .map(|(credential, secret)| Pass::Credential(credential, hash(&secret))),
    });
    let (entering, address) = (Arc::clone(app), address(request));
    upgraded(request, app, &offer, async move {
        let session = Uuid::parse_str(&id).map_err(|_| Bye::UnknownLink)?;
        let pass = pass?.ok_or(Bye::UnknownLink)?;
        Entry::to_session(&entering, session, pass, address.as_deref()).await
    })
}

fn upgraded(
    request: &Request,
    app: &Arc<App>,
    offer: &Offer,
    entering: impl Future<Output = Result<Entry, Bye>> + Send + 'static,
) -> Response {
    let Some((answer, upgraded)) = upgrade::accept(request, offer) else {
        let detail = "this door takes WebSocket connections";
        return problem(StatusCode::UPGRADE_REQUIRED, "upgrade_required", detail);
    };
    let refused = refused(request, app);
    let (app, protocol) = (Arc::clone(app), offer.protocol());
    // What it takes to come in takes no memory of those who are in.
    let entering = Box::pin(entering);
    task::spawn("socket", async move {
        let Some(mut socket) = upgraded.await else { return };
        let Ok(permit) = Arc::clone(&app.sockets).try_acquire_owned() else {
            return close::say(&mut socket, Bye::Full, None).await;
        };
        let _open = Open::new(permit);
        let coming = come_in(app, protocol, socket, refused.map_or(Ok(entering), Err));
        if let Some(talk) = Box::pin(coming).await {
            talk.run().await;
        }
    });
    answer
}

/// To the first word; `None` if that was the last.
async fn come_in(
    app: Arc<App>,
    protocol: Protocol,
    mut socket: Socket,
    entering: Result<impl Future<Output = Result<Entry, Bye>>, Bye>,
) -> Option<Box<Talk>> {
    let outbox = Arc::clone(socket.outbox());
    let entered = match entering {
        Ok(entering) => enter(&app, protocol, outbox, entering).await,
        Err(bye) => Err(bye),
    };
    match entered {
        Ok((visitor, read)) => Talk::begin(app, socket, visitor, read).await,
        Err(bye) => {
            close::say(&mut socket, bye, None).await;
            None
        }
    }
}

/// Why nobody comes in who asks like this, whoever they are.
fn refused(request: &Request, app: &Arc<App>) -> Option<Bye> {
    match request.data::<Unreadable>() {
        Some(Unreadable(name)) if name == header::ORIGIN => Some(Bye::Origin),
        Some(_) => Some(Bye::UnknownLink),
        None => (!is_welcome(request, app)).then_some(Bye::Origin),
    }
}

/// Who it is, their seat, and the session as it was once they had it.
async fn enter(
    app: &Arc<App>,
    protocol: Protocol,
    outbox: Arc<Outbox>,
    entering: impl Future<Output = Result<Entry, Bye>>,
) -> Result<(Visitor, Reading), Bye> {
    let turn = clock::timeout(LINE_LIMIT, app.entering.acquire()).await;
    let Ok(Ok(_turn)) = turn else { return Err(Bye::Unavailable) };
    let entry = entering.await?;
    let sitting = clock::timeout(SEAT_LIMIT, app.hub.sit(entry.visit(protocol), outbox)).await;
    let seat = sitting.ok().flatten().ok_or(Bye::Unavailable)?;
    let (place, cached_at) = entry.place();
    let hold = app.passes.hold(place, cached_at);
    // Revoked after it was looked up and before word of it could reach the seat.
    let (is_good, read) = join!(entry.is_good(app), app.live.read(entry.session));
    match is_good {
        Ok(true) => Ok((Visitor { entry, seat, hold }, read)),
        Ok(false) => Err(Bye::UnknownLink),
        Err(error) => {
            tracing::warn!(%error, "a pass cannot be looked at");
            Err(Bye::Unavailable)
        }
    }
}

/// Somebody who is in.
struct Visitor {
    entry: Entry,
    seat: Seat,
    hold: Hold,
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
