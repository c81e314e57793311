//! Sockets: from the handshake to the last word.
//!
//! A socket is always upgraded; a refusal is a `bye` and a close code
//! (`close.rs`), so that a client can tell "try again" from "never". Who may
//! come in is in `entry.rs`, what a client offers in `offer.rs`, messages in
//! `message.rs` and as bytes in `frame.rs`, the conversation in `talk.rs`, what is
//! asked in it in `asking.rs`, and what is said in `saying.rs`. All that a socket says goes through its
//! `outbox.rs`, what it hears is read in `reading.rs`. By which passes they came
//! in is in `passes.rs`, how those are looked at again in `recheck.rs`, how many
//! there may be of whom in `caps.rs`.

mod asking;
mod caps;
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
pub mod saying;
pub mod schema;
mod talk;
mod upgrade;

use std::{net::IpAddr, sync::Arc, time::Duration};

use downbeat_boot::{clock, task};
use downbeat_live::{Protocol, Reading};
use futures::join;
use poem::{
    Request, Response, handler,
    http::{StatusCode, header},
    web::{Data, Path, Query},
};
use tokio::sync::OwnedSemaphorePermit;
use uuid::Uuid;

use crate::{
    access::{Ticket, TooMuch, address, credential, hash, place},
    app::App,
    guards::Unreadable,
    hub::Seat,
    problem::problem,
};
pub use caps::Caps;
use caps::Taken;
use close::Bye;
pub use entry::Entry;
use entry::{Pass, is_welcome};
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
    token: poem::Result<Path<String>>,
    Data(app): Data<&Arc<App>>,
) -> Response {
    let (entering, address) = (Arc::clone(app), address(request));
    let refused = refused(request, app, false);
    upgraded(request, app, (&Offer::of(request.headers()), refused), async move {
        let Path(token) = token.map_err(|_| Bye::UnknownLink)?;
        Entry::to_overlay(&entering, token, address.as_deref()).await
    })
}

/// `/ws/sessions/{id}`: by cookie, by token, or by a link or a viewer's ticket as
/// subprotocol or in `?link=`.
#[handler]
pub fn session(
    request: &Request,
    id: poem::Result<Path<String>>,
    asked: poem::Result<Query<Vec<(String, String)>>>,
    Data(app): Data<&Arc<App>>,
) -> Response {
    let offer = Offer::of(request.headers());
    let pass = asked.map_err(|_| Bye::UnknownLink).and_then(|Query(asked)| {
        let links = asked.into_iter().filter(|(name, _)| name == "link");
        offer.link(links.map(|(_, link)| link).collect())
    });
    let pass = pass.map(|link| match link {
        Some(token) => Some(match Ticket::hash(&token) {
            Some(ticket) => Pass::Ticket(ticket),
            None => Pass::Link(token),
        }),
        None => credential(request)
            .ok()
            .map(|(credential, secret)| Pass::Credential(credential, hash(&secret))),
    });
    let refused = refused(request, app, matches!(pass, Ok(Some(Pass::Ticket(_)))));
    let (entering, address) = (Arc::clone(app), address(request));
    upgraded(request, app, (&offer, refused), async move {
        let Path(id) = id.map_err(|_| Bye::UnknownLink)?;
        let session = Uuid::parse_str(&id).map_err(|_| Bye::UnknownLink)?;
        let pass = pass?.ok_or(Bye::UnknownLink)?;
        Entry::to_session(&entering, session, pass, address.as_deref()).await
    })
}

/// `/ws/me`: what somebody is told, by their own cookie.
#[handler]
pub fn me(request: &Request, Data(app): Data<&Arc<App>>) -> Response {
    let offer = Offer::of(request.headers());
    let pass = credential(request).ok();
    let pass = pass.map(|(credential, secret)| Pass::Credential(credential, hash(&secret)));
    let refused = refused(request, app, false);
    let (entering, address) = (Arc::clone(app), address(request));
    upgraded(request, app, (&offer, refused), async move {
        let pass = pass.ok_or(Bye::UnknownLink)?;
        Entry::to_own(&entering, pass, address.as_deref()).await
    })
}

fn upgraded(
    request: &Request,
    app: &Arc<App>,
    (offer, refused): (&Offer, Option<Bye>),
    entering: impl Future<Output = Result<Entry, Bye>> + Send + 'static,
) -> Response {
    let Some((answer, upgraded)) = upgrade::accept(request, offer) else {
        let detail = "this door takes WebSocket connections";
        return problem(StatusCode::UPGRADE_REQUIRED, "upgrade_required", detail);
    };
    let (app, protocol) = (Arc::clone(app), offer.protocol());
    let place = place(address(request).as_deref());
    // What it takes to come in takes no memory of those who are in.
    let entering = Box::pin(entering);
    task::spawn("socket", async move {
        let Some((socket, connection)) = upgraded.await else { return };
        let entering = refused.map_or(Ok(entering), Err);
        let coming = come_in(app, (protocol, place), socket, entering);
        let coming = Box::pin(coming).await;
        // It is counted as a socket from here on.
        drop(connection);
        if let Some(talk) = coming {
            talk.run().await;
        }
    });
    answer
}

/// To the first word; `None` if that was the last.
async fn come_in(
    app: Arc<App>,
    (protocol, place): (Protocol, Option<IpAddr>),
    mut socket: Socket,
    entering: Result<impl Future<Output = Result<Entry, Bye>>, Bye>,
) -> Option<Box<Talk>> {
    let outbox = Arc::clone(socket.outbox());
    let entered = match entering {
        Ok(entering) => enter(&app, (protocol, place), outbox, entering).await,
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
fn refused(request: &Request, app: &Arc<App>, has_ticket: bool) -> Option<Bye> {
    match request.data::<Unreadable>() {
        Some(Unreadable(name)) if name == header::ORIGIN => Some(Bye::Origin),
        Some(_) => Some(Bye::UnknownLink),
        None if !is_welcome(request, app, has_ticket) => Some(Bye::Origin),
        None => request.data::<TooMuch>().map(|TooMuch| Bye::Full),
    }
}

/// Who it is, their seat, and the session as it was once they had it.
async fn enter(
    app: &Arc<App>,
    (protocol, place): (Protocol, Option<IpAddr>),
    outbox: Arc<Outbox>,
    entering: impl Future<Output = Result<Entry, Bye>>,
) -> Result<(Visitor, Reading), Bye> {
    let turn = clock::timeout(LINE_LIMIT, app.entering.acquire()).await;
    let Ok(Ok(_turn)) = turn else { return Err(Bye::Unavailable) };
    let entry = entering.await?;
    let open = Open::of(app, &entry, place).ok_or(Bye::Full)?;
    let sitting = clock::timeout(SEAT_LIMIT, app.hub.sit(entry.visit(protocol), outbox)).await;
    let seat = sitting.ok().flatten().ok_or(Bye::Unavailable)?;
    let (place, cached_at) = entry.place();
    let hold = app.passes.hold(place, cached_at, entry.steers());
    // Revoked after it was looked up and before word of it could reach the seat.
    let (is_good, read) = join!(entry.is_good(app), app.live.read(entry.session));
    match is_good {
        Ok(true) => Ok((Visitor { entry, seat, hold, open }, read)),
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
    open: Open,
}

/// One open socket, as counted. All of it is given back when the socket closes.
struct Open {
    _permit: OwnedSemaphorePermit,
    _taken: Taken,
}

impl Open {
    /// `None` where there is no room for one more.
    fn of(app: &App, entry: &Entry, place: Option<IpAddr>) -> Option<Self> {
        let taken = app.caps.take(entry.whose(place))?;
        let permit = Arc::clone(&app.sockets).try_acquire_owned().ok()?;
        metrics::gauge!("downbeat_sockets").increment(1.0);
        Some(Self { _permit: permit, _taken: taken })
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        metrics::gauge!("downbeat_sockets").decrement(1.0);
    }
}
