//! Coming in and going out.
//!
//! In by a login link (`link.rs`), with Twitch (`twitch.rs`), or by e-mail and password
//! (`local/`); each time under a new session id.

mod claim;
mod link;
pub mod local;
mod twitch;

pub use link::{enter, open};
pub use twitch::{begin, callback};

use std::{sync::Arc, time::Duration};

use downbeat_job::forgetting;
use downbeat_live::Taken;
use downbeat_store::Doer;
use poem::{
    IntoResponse, Request, Response, ResponseBuilder, handler,
    http::{StatusCode, header},
    web::Data,
};
use uuid::Uuid;

use crate::{
    access::{
        COOKIE, GUEST_COOKIE, LOGIN_COOKIE, Line, Person, Policy, WHOLE, address, busy, cookie_of,
        forget, place, take, visitor,
    },
    app::App,
    problem::unavailable,
};

/// The server ends a session sooner; this only tells browsers to keep it.
const COOKIE_LIFE: Duration = WHOLE;
/// Where whoever signs in comes to who made nothing before.
const LANDS_ON: &str = "/dashboard";
/// A sign-in under way is over after that.
const LOGIN_LIFE: Duration = Duration::from_mins(10);

/// `POST /auth/logout`: this browser.
#[handler]
pub async fn logout(request: &Request, app: Data<&Arc<App>>) -> Response {
    leave(request, &app, false).await
}

/// `POST /auth/logout-all`: every browser of this person.
#[handler]
pub async fn logout_all(request: &Request, app: Data<&Arc<App>>) -> Response {
    leave(request, &app, true).await
}

async fn leave(request: &Request, app: &App, is_everywhere: bool) -> Response {
    let Person { user, cookie_hash, doer, .. } = match visitor(request).await {
        Ok(person) => person,
        Err(refusal) => return refusal.into_response(),
    };
    let line = line(request, app);
    let cookie = (!is_everywhere).then_some(cookie_hash);
    match sign_out(app, user.user_id, cookie, &doer).await {
        Ok(()) => Response::builder()
            .status(StatusCode::NO_CONTENT)
            .header(header::SET_COOKIE, cookie_of(line, COOKIE, String::new(), Duration::ZERO))
            .finish(),
        Err(error) => {
            tracing::warn!("a sign-out failed: {error:#}");
            unavailable("nobody can be signed out now")
        }
    }
}

/// Ends one sign-in of a person, or all of them. The jobs that are born with it
/// tell whoever cannot be told at once.
async fn sign_out(
    app: &App,
    user: Uuid,
    cookie: Option<[u8; 32]>,
    doer: &Doer,
) -> anyhow::Result<()> {
    let transaction = app.store.begin().await?;
    let ended = match cookie {
        Some(cookie) => transaction.sign_out(cookie, doer).await?,
        None => transaction.sign_out_everywhere(user, (doer, None)).await?,
    };
    let enqueued = transaction.enqueue(&forgetting(user, &ended)?).await?;
    transaction.commit().await?;
    forget(app, user, &ended).await;
    app.queue.announce(&enqueued).await;
    Ok(())
}

/// Counts one more sign-in from where this comes from; what it is answered where
/// there were too many.
async fn too_often(app: &App, request: &Request) -> Option<Response> {
    let (policy, taken) = counted(app, request).await?;
    (!taken.is_allowed).then(|| busy(&policy, taken.wait))
}

/// The same, for whoever answers otherwise than by a page; `None` where nothing is
/// counted.
async fn counted(app: &App, request: &Request) -> Option<(Policy, Taken)> {
    let place = place(address(request).as_deref());
    let place = place.map_or_else(|| "somewhere".to_owned(), |it| it.to_string());
    let taken = take(app, &format!("login:{place}"), app.logins_per_min).await?;
    Some((Policy { name: "sign-ins", most: app.logins_per_min, window_s: 60 }, taken))
}

/// The cookie of a new sign-in, which takes those of what came before it away.
fn signed_in(answer: ResponseBuilder, line: Line, cookie: String) -> ResponseBuilder {
    let gone = |name| cookie_of(line, name, String::new(), Duration::ZERO);
    answer
        .header(header::SET_COOKIE, cookie_of(line, COOKIE, cookie, COOKIE_LIFE))
        .header(header::SET_COOKIE, gone(LOGIN_COOKIE))
        .header(header::SET_COOKIE, gone(GUEST_COOKIE))
}

/// A redirect that nobody keeps.
fn landing(place: &str) -> ResponseBuilder {
    Response::builder()
        .status(StatusCode::SEE_OTHER)
        .header(header::LOCATION, place)
        .header(header::CACHE_CONTROL, "no-store")
}

fn line(request: &Request, app: &App) -> Line {
    Line::of(request.headers(), &app.public_url, &app.origins)
}
